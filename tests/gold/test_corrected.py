"""Corrections as labels, and what the reader of an export says of extraction by them."""

import json
from pathlib import Path
from typing import Any

import pytest

from etl.reporting.labels import article_label, persons_label
from tests.gold.compare import Json
from tests.gold.corrected import Met, judge, read
from tests.gold.reading import labelled


@pytest.fixture(scope="module")
def record() -> Json:
    """Norway's sanctions on Nicaraguan judges, say: an article in which extraction finds an event with two sides."""
    return next(a for a in labelled("en") if a.name == "203_sanctions_on_nicaraguan_judges").record()


def article(record: Json) -> Json:
    keys = ("content_id", "title", "text", "published_at", "published_basis", "url")
    return {"language": record["language"]["code"], **{key: record[key] for key in keys}}


def row(record: Json, number: int, kind: str, event: Json, value: str | None = None, **more: Any) -> Json:
    """A correction of an event that extraction finds, as the warehouse has it."""
    span = event["evidence"]
    said = {"actor_party": event["actor"], "recipient_party": event["recipient"], "status": event["status"],
            "date_text": event["date"], "is_symmetric": event["symmetric"], "rule": event["rule"],
            "evidence": record["text"][span["start"] : span["end"]]}  # fmt: skip
    return {"correction_id": number, "kind": kind, "type": event["type"], "mode": event["mode"],
            "parties": sorted((event["actor"], event["recipient"])), "evidence_start": span["start"],
            "evidence_end": span["end"], "has_siblings": False, "side": None, "value": value, "previous": None,
            "said": said} | more  # fmt: skip


def judged(record: Json, *rows: Json) -> Met:
    (met,) = judge([article_label(article(record), rows)]).values()
    return met


def test_what_extraction_says_now_is_what_was_rejected(record: Json) -> None:
    event = record["events"][0]
    met = judged(record, row(record, 1, "reject_event", event))
    assert (met.labels, met.met) == (1, 0)
    assert event["type"] in met.faults[0]
    elsewhere = {**event, "mode": "no such mode"}
    assert judged(record, row(record, 1, "reject_event", elsewhere)).faults == []


def test_what_was_put_right_is_asked_for_and_nothing_else(record: Json) -> None:
    event = record["events"][0]
    other = "planned" if event["status"] != "planned" else "denied"
    assert judged(record, row(record, 1, "event_status", event, other)).met == 0
    assert judged(record, row(record, 1, "event_status", event, event["status"])).met == 1
    twice = (row(record, 1, "event_status", event, other), row(record, 2, "event_status", event, event["status"]))
    assert judged(record, *twice).met == 1  # the later one holds
    assert judged(record, row(record, 1, "event_date", event, event["date"])).met == 1
    assert judged(record, row(record, 1, "event_date", event, "1999")).met == 0


def test_a_party_put_right_is_wrong_and_right(record: Json) -> None:
    event = next(e for e in record["events"] if not e["symmetric"])
    fix = row(record, 1, "event_party", event, "UZB", side="actor", previous=event["actor"])
    label = article_label(article(record), [fix])
    assert [e["actor"] for e in label["events"]["must"]] == ["UZB"]
    assert [e["actor"] for e in label["events"]["must_not"]] == [event["actor"]]
    met = judged(record, fix)
    assert (met.labels, met.met) == (2, 0)
    turned = row(record, 1, "event_party", event, event["recipient"], side="actor", previous=event["actor"])
    (right,) = article_label(article(record), [turned])["events"]["must"]
    assert (right["actor"], right["recipient"]) == (event["recipient"], event["actor"])


def test_an_event_without_direction_cannot_be_turned_round(record: Json) -> None:
    event = record["events"][0] | {"symmetric": True}
    turned = row(record, 1, "event_party", event, event["recipient"], side="actor", previous=event["actor"])
    label = article_label(article(record), [turned])
    assert (len(label["events"]["must"]), label["events"]["must_not"]) == (1, [])


def test_of_events_in_the_same_words_the_one_meant_is_judged(record: Json) -> None:
    event = record["events"][0]
    sibling = row(record, 1, "reject_event", event | {"date": "1999-01-01"}, has_siblings=True)
    assert judged(record, sibling).met == 1
    assert judged(record, row(record, 1, "reject_event", event, has_siblings=True)).met == 0


def test_two_names_are_asked_of_the_merging() -> None:
    def name(key: str, latin: str, articles: int) -> Json:
        offices = {"foreign_minister": ["2025-04-24", "2025-04-24", True]}
        return {"key": key, "name": latin.title(), "latin": latin, "tokens": key.split(), "articles": articles,
                "offices": offices}  # fmt: skip

    nurtleu, attleeu = name("mrt nrtl", "murat nurtleu", 9), name("mrt atl", "murat attleeu", 1)
    for kind, met in (("merge_persons", 1), ("part_persons", 0)):
        label = persons_label({"correction_id": 1, "kind": kind, "party_code": "KAZ"}, attleeu, nurtleu)
        assert judge([label])["KAZ", "persons"].met == met
    other = name("krl smth", "karl smith", 3)
    label = persons_label({"correction_id": 1, "kind": "merge_persons", "party_code": "KAZ"}, other, nurtleu)
    assert judge([label])["KAZ", "persons"].faults == ["Karl Smith and Murat Nurtleu are one"]


def test_an_export_is_read_line_by_line(tmp_path: Path, record: Json) -> None:
    odd = article(record) | {"title": "line\u2028end\x85"}
    labels = [article_label(odd, [row(record, 1, "reject_event", record["events"][0])])] * 2
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(label, ensure_ascii=False) + "\n" for label in labels), encoding="utf-8")
    assert list(read(path)) == labels
