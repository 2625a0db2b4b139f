"""The facts of a record without their numbers, each with all that is said of it, and how near two of them are.

A number changes when another fact comes before it, so facts of two records are known by what they say: an event by its
type, mode, parties and words, an agreement by its kind, parties and words, a person by the name.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from etl.difference.record import Plain, Record, Row, canonical

Kind = Literal["event", "agreement", "person"]
Rank = tuple[int, int, int]  # lower is nearer: how well they match, fields that differ, words in common (negative)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; ``said`` are its fields, by the names of their columns."""

    kind: Kind
    said: Mapping[str, Plain]

    @property
    def canonical(self) -> str:
        """The same text for the same fact, whatever its number."""
        return canonical(self.said)


def facts_of(record: Record) -> Iterator[Fact]:
    """Persons, events and agreements of a record."""
    names = {person["number"]: person["name"] for person in record.of("article_person")}
    yield from _persons(record)
    members = _grouped(record.of("event_person"), "event_number")
    sectors = _grouped(record.of("event_sector"), "event_number")
    for row in record.of("event"):
        said = _without(row, "number")
        said["persons"] = sorted(names.get(each["person_number"], "") for each in members[row["number"]])
        said["sectors"] = sorted(each["sector_code"] for each in sectors[row["number"]])
        yield Fact("event", said)
    fields = _grouped(record.of("article_agreement_sector"), "agreement_number")
    for row in record.of("article_agreement"):
        said = _without(row, "number")
        said["sectors"] = sorted(each["sector_code"] for each in fields[row["number"]])
        yield Fact("agreement", said)


def _persons(record: Record) -> Iterator[Fact]:
    roles = _grouped(record.of("person_role"), "person_number")
    mentions = _grouped(record.of("person_mention"), "person_number")
    for row in record.of("article_person"):
        number = row["number"]
        said = _without(row, "number")
        said["roles"] = [_without(each, "person_number", "number") for each in roles[number]]
        said["mentions"] = [[each["start_offset"], each["end_offset"]] for each in mentions[number]]
        yield Fact("person", said)


def _grouped(rows: tuple[Row, ...], column: str) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda each: each.get("number", 0)):
        found[row[column]].append(row)
    return found


def _without(row: Row, *columns: str) -> dict[str, Plain]:
    return {name: value for name, value in row.items() if name not in columns}


def nearness(one: Fact, other: Fact) -> Rank | None:
    """How near two facts of one kind are; ``None`` where they are two different ones.

    The same words mean the same fact even where its type or one of its parties was taken for another; a fact that is
    told elsewhere in the text is the same only where all that names it is.
    """
    tier, common = {"event": _events, "agreement": _agreements, "person": _persons_alike}[one.kind](
        one.said, other.said
    )
    return None if tier is None else (tier, _differing(one, other), -common)


def _differing(one: Fact, other: Fact) -> int:
    return sum(one.said.get(name) != other.said.get(name) for name in {*one.said, *other.said})


def _events(one: Row, other: Row) -> tuple[int | None, int]:
    common = _overlap(one, other)
    pair = {one["actor_party"], one["recipient_party"]}
    shared = pair & {other["actor_party"], other["recipient_party"]}
    is_pair = shared == pair
    is_type = one["type"] == other["type"]
    is_named = is_pair and is_type and one["mode"] == other["mode"]
    tiers = ((is_named, 0), (is_pair and is_type, 1), (is_pair, 2), (is_type and bool(shared), 3))
    return _tier(tiers, common, is_named), common


def _agreements(one: Row, other: Row) -> tuple[int | None, int]:
    common = _overlap(one, other)
    is_pair, is_kind = one["parties"] == other["parties"], one["kind"] == other["kind"]
    is_near = is_kind and bool({*one["parties"]} & {*other["parties"]})
    return _tier(((is_pair and is_kind, 0), (is_pair, 1), (is_near, 2)), common, is_pair and is_kind), common


def _tier(tiers: tuple[tuple[bool, int], ...], common: int, is_named: bool) -> int | None:
    if common:
        return next((tier for holds, tier in tiers if holds), None)
    return len(tiers) if is_named else None


def _persons_alike(one: Row, other: Row) -> tuple[int | None, int]:
    common = len({tuple(each) for each in one["mentions"]} & {tuple(each) for each in other["mentions"]})
    if one["name"] == other["name"]:
        return 0, common
    if one["name_key"] and one["name_key"] == other["name_key"]:
        return 1, common
    return (2 if common else None), common


def _overlap(one: Row, other: Row) -> int:
    """Code points that both took for their evidence."""
    end = min(one["evidence_end"], other["evidence_end"])
    return max(0, int(end) - int(max(one["evidence_start"], other["evidence_start"])))
