"""The differences of two records: facts gained, lost and altered, with what is other about them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from etl.difference.facts import Fact, Kind, Rank, facts_of, nearness
from etl.difference.record import Plain, Record, Row, canonical

How = Literal["gained", "lost", "altered"]
KINDS: tuple[Kind, ...] = ("event", "agreement", "person")

# What a column that differs is a difference of; others are named as they are.
_REASONS = {
    "evidence_start": "evidence", "evidence_end": "evidence", "event_date": "date", "date_text": "date",
    "date_precision": "date", "date_basis": "date", "told_on": "date", "place_name": "place", "place_country": "place",
    "actor_party": "actor", "recipient_party": "recipient", "quad_class": "scale", "cameo": "scale",
    "goldstein": "scale", "is_symmetric": "symmetry", "latin_name": "name", "name_key": "name",
    "language_code": "language", "language_confidence": "language", "published_at": "published",
    "published_on": "published", "published_basis": "published", "dateline_place": "dateline",
    "dateline_country": "dateline", "dateline_start": "dateline", "dateline_end": "dateline", "tone_score": "tone",
    "tone_label": "tone",
}  # fmt: skip
# Tables whose rows are no facts of their own, but may be all that differs.
_TABLES = {
    "mention": "mentions", "article_party": "parties", "article_dyad": "dyads", "article_sector": "sectors",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``before`` is empty for what is gained, ``after`` for what is lost.

    ``reasons`` name what is other about an altered one, sorted. Of kind ``article`` there is at most one, ``altered``:
    what is said of the article itself, and of its mentions, parties, dyads and sectors. ``order`` means that its rows
    come in another order, or differ in what no other reason names.
    """

    kind: Kind | Literal["article"]
    how: How
    before: Mapping[str, Plain]
    after: Mapping[str, Plain]
    reasons: tuple[str, ...] = ()


def difference(old: Record, new: Record) -> list[Change]:
    """What ``new`` says otherwise than ``old``; empty exactly where both say the same.

    Each fact of either record is in at most one change. The order of rows, and the numbers that they carry, change
    nothing about which facts are taken for the same.
    """
    if _rows(old) == _rows(new):
        return []
    before, after = list(facts_of(old)), list(facts_of(new))
    found = [
        change
        for kind in KINDS
        for change in _facts([f for f in before if f.kind == kind], [f for f in after if f.kind == kind])
    ]
    reasons = _article(old, new)
    if not found and not reasons:
        reasons = ("order",)
    if reasons:
        found.append(Change("article", "altered", dict(old.article), dict(new.article), reasons))
    return found


def _facts(before: list[Fact], after: list[Fact]) -> Iterator[Change]:
    """The nearest pairs first, each fact in one pair; what has no partner was lost or is gained."""
    before, after = (sorted(facts, key=lambda fact: fact.canonical) for facts in (before, after))
    ranked: list[tuple[Rank, int, int]] = sorted(
        (rank, n, m)
        for n, one in enumerate(before)
        for m, other in enumerate(after)
        if (rank := nearness(one, other)) is not None
    )
    left, right = dict(enumerate(before)), dict(enumerate(after))
    for _, n, m in ranked:
        if n in left and m in right:
            one, other = left.pop(n), right.pop(m)
            if reasons := _differing(one.said, other.said):
                yield Change(one.kind, "altered", one.said, other.said, reasons)
    yield from (Change(fact.kind, "lost", fact.said, {}) for fact in left.values())
    yield from (Change(fact.kind, "gained", {}, fact.said) for fact in right.values())


def _differing(one: Row, other: Row) -> tuple[str, ...]:
    names = {name for name in {*one, *other} if one.get(name) != other.get(name)}
    if {"actor_party", "recipient_party"} <= names and one["actor_party"] == other["recipient_party"] \
            and one["recipient_party"] == other["actor_party"]:  # fmt: skip
        names = {*names, "direction"} - {"actor_party", "recipient_party"}
    return tuple(sorted({_REASONS.get(name, name) for name in names}))


def _article(old: Record, new: Record) -> tuple[str, ...]:
    tables = (name for table, name in _TABLES.items() if _counted(old.of(table)) != _counted(new.of(table)))
    return tuple(sorted({*_differing(old.article, new.article), *tables}))


def _rows(record: Record) -> tuple[str, dict[str, Counter[str]]]:
    return canonical(record.article), {table: _counted(rows) for table, rows in record.rows.items() if rows}


def _counted(rows: tuple[Row, ...]) -> Counter[str]:
    return Counter(map(canonical, rows))
