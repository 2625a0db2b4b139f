"""Corrections as labels: what is right and what is wrong of an article, for whoever measures extraction against it.

The form is that of the labelled articles (tests/gold), as far as analysts have said anything: ``must`` entries have to
be found, ``must_not`` ones have to be absent, and on everything else a label is silent.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

Row = Mapping[str, Any]
Label = dict[str, Any]

_MEANT = ("type", "mode", "parties", "evidence_start", "evidence_end", "has_siblings")
_SAID = ("actor_party", "recipient_party", "status", "date_text")  # of an event, what may be put right


def article_label(article: Row, corrections: Iterable[Row]) -> Label:
    """An article's text with what its corrections, in the order in which they were made, say of its facts."""
    events: dict[str, list[Label]] = {"must": [], "must_not": []}
    agreements: dict[str, list[Label]] = {"must_not": []}
    numbers = []
    for same in _by_fact(corrections):
        numbers += [row["correction_id"] for row in same]
        if same[0]["kind"] == "reject_agreement":
            agreements["must_not"].append(_agreement(same[0]))
            continue
        for verdict, event in _judged(same):
            events[verdict].append(event)
    return {"kind": "article", **article, "corrections": sorted(numbers), "events": events, "agreements": agreements}


def persons_label(correction: Row, one: Row, other: Row) -> Label:
    """Two names of one party, as articles have them, and whether they are one person."""
    return {"kind": "persons", "corrections": [correction["correction_id"]], "party": correction["party_code"],
            "same": correction["kind"] == "merge_persons", "names": [dict(one), dict(other)]}  # fmt: skip


def _by_fact(corrections: Iterable[Row]) -> Iterator[list[Row]]:
    """Corrections of one fact together: what the extraction said of it then tells which that is."""

    def fact(row: Row) -> str:
        kind = "agreement" if row["kind"] == "reject_agreement" else "event"
        return repr([kind, *(row[name] for name in _MEANT), *(row["said"].get(name) for name in _SAID)])

    for _, same in groupby(sorted(corrections, key=lambda row: (fact(row), row["correction_id"])), fact):
        yield list(same)


def _judged(same: list[Row]) -> Iterator[tuple[str, Label]]:
    """Of one event: what is wrong, and what is right instead; no more of it than was put right, or tells it apart."""
    said = same[0]["said"]
    parties = {"actor": said["actor_party"], "recipient": said["recipient_party"]}
    right = dict(parties)
    apart: Label = {"status": said["status"], "date": said["date_text"]} if same[0]["has_siblings"] else {}
    details = dict(apart)
    for row in same:
        if row["kind"] == "reject_event":
            yield "must_not", _event(same[0], parties, apart)
            return
        if row["kind"] == "event_party":
            right = _with_party(right, row["side"], row["value"], row["previous"])
        else:
            details["status" if row["kind"] == "event_status" else "date"] = row["value"]
    before, after = _event(same[0], parties, apart), _event(same[0], right, details)
    if _event(same[0], right, apart) != before:
        yield "must_not", before
    yield "must", after


def _with_party(parties: dict[str, str], side: str, value: str, previous: str | None) -> dict[str, str]:
    """As the warehouse has it: the other side's code turns the event round."""
    wrong = value if value in parties.values() else previous
    rest = [code for code in parties.values() if code != wrong]
    return {side: value, "recipient" if side == "actor" else "actor": rest[0]}


def _event(row: Row, parties: Mapping[str, str], details: Label) -> Label:
    """Where neither side acts on the other, only the pair is meant."""
    pair = sorted(parties.values())
    who: Label = {"parties": pair} if row["said"]["is_symmetric"] else dict(parties)
    return {"type": row["type"], "mode": row["mode"], **who, **details, **_evidence(row)}


def _agreement(row: Row) -> Label:
    apart = {"status": row["said"]["status"]} if row["has_siblings"] else {}
    return {"kind": row["type"], "parties": row["parties"], **apart, **_evidence(row)}


def _evidence(row: Row) -> Label:
    return {"evidence": {"start": row["evidence_start"], "end": row["evidence_end"]}, "quote": row["said"]["evidence"],
            "rule": row["said"]["rule"]}  # fmt: skip
