"""Which aliases of one party are one person.

An alias is what articles call somebody: a party and a key that all transliterations of the name share. An alias joins
another, its parent, that more articles have: where the names are the same in another order, where one has fewer names
and both hold the same office, or where a garbled name stands for the only holder of an office in the same weeks. Those
who held an office one after the other differ in name, and stay two.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher

LEAST_KEY = 4  # consonants; shorter keys are shared by too many, so the Latin letters decide
WEEKS = timedelta(days=60)
NEAR = 0.5  # of the letters of the names that differ, as difflib's ratio; Attleeu and Nurtleu have 0.57
CONFIDENCE = {
    "itself": 1.0, "order": 0.9, "fewer_names": 0.85, "near_spelling": 0.6,
    "fewer_names_undated": 0.7, "near_spelling_undated": 0.5, "correction": 1.0,
}  # fmt: skip
"""By reason. Where no date says that both held the office at one time, it is less sure."""


@dataclass(frozen=True, slots=True)
class Office:
    """What articles say of an alias's office: first and last day of publication, ``None`` where none has a date.

    ``by_one`` says that one person, or few, hold it at a time.
    """

    first: date | None
    last: date | None
    by_one: bool


@dataclass(frozen=True, slots=True)
class Alias:
    """What articles call somebody of one party.

    Attributes:
        key: of the name; unique in the party.
        tokens: keys of its words, in their order.
        latin: the words in Latin letters.
        articles: how many have it.
        offices: by role code.
    """

    key: str
    tokens: tuple[str, ...]
    latin: tuple[str, ...]
    articles: int
    offices: Mapping[str, Office] = field(default_factory=dict)

    @property
    def rank(self) -> tuple[int, str]:
        """Aliases join those of higher rank, so nobody is their own ancestor."""
        return (self.articles, self.key)


def alias_key(key: str, latin: str) -> str:
    """The key of an alias from those of its name: without word limits, which not every script has."""
    joined = key.replace(" ", "")
    return joined if len(joined) >= LEAST_KEY else latin


def parent(alias: Alias, others: Iterable[Alias], root_of: Callable[[str], str]) -> tuple[str, str] | None:
    """The key of the alias that this one joins, and why; ``None`` where it stands for itself.

    ``root_of`` answers the key of the person that an alias of higher rank belongs to. Where two persons would do, the
    case is open and none is taken.
    """
    higher = sorted((other for other in others if other.rank > alias.rank), key=lambda a: a.rank, reverse=True)
    for why, holds in _REASONS:
        found = [other for other in higher if holds(alias, other)]
        if len({root_of(other.key) for other in found}) == 1:
            return found[0].key, why
        if found:
            return None
    return None


def _same_names(one: Alias, other: Alias) -> bool:
    return len(one.tokens) > 1 and sorted(one.tokens) == sorted(other.tokens)


def _fewer_names(one: Alias, other: Alias) -> bool:
    """Two names at least, all of them among the other's, or a family name alone."""
    few, many = sorted((one, other), key=lambda a: len(set(a.tokens)))
    if not set(few.tokens) < set(many.tokens):
        return False
    return len(few.tokens) > 1 or few.tokens[0] == many.tokens[-1]


def _near_spelling(one: Alias, other: Alias) -> bool:
    """The same first name, and family names that are near."""
    if len(one.latin) < 2 or len(other.latin) < 2 or one.tokens[0] != other.tokens[0]:
        return False
    return SequenceMatcher(None, " ".join(one.latin[1:]), " ".join(other.latin[1:])).ratio() >= NEAR


def _at_one_time(one: Alias, other: Alias, *, by_one: bool) -> bool:
    """Whether articles give both an office within weeks."""
    return any(_overlap(a, b) for a, b in _shared(one, other, by_one=by_one))


def _undated(one: Alias, other: Alias, *, by_one: bool) -> bool:
    """Whether articles give both an office, and no date tells when one of them had it."""
    return any(a.first is None or b.first is None for a, b in _shared(one, other, by_one=by_one))


def _shared(one: Alias, other: Alias, *, by_one: bool) -> list[tuple[Office, Office]]:
    both = [(office, other.offices[role]) for role, office in one.offices.items() if role in other.offices]
    return [(a, b) for a, b in both if a.by_one or not by_one]


def _overlap(a: Office, b: Office) -> bool:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    return a.first <= b.last + WEEKS and b.first <= a.last + WEEKS


_REASONS: tuple[tuple[str, Callable[[Alias, Alias], bool]], ...] = (
    ("order", _same_names),
    ("fewer_names", lambda a, b: _fewer_names(a, b) and _at_one_time(a, b, by_one=False)),
    ("near_spelling", lambda a, b: _near_spelling(a, b) and _at_one_time(a, b, by_one=True)),
    ("fewer_names_undated", lambda a, b: _fewer_names(a, b) and _undated(a, b, by_one=True)),
    ("near_spelling_undated", lambda a, b: _near_spelling(a, b) and _undated(a, b, by_one=True)),
)
"""Why an alias may join another, the best reason first."""
