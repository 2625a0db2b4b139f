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
SINGLE = frozenset({
    "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister",
    "finance_minister", "economy_minister", "trade_minister", "energy_minister", "justice_minister",
    "deputy_head_of_government", "speaker_of_parliament",
})  # fmt: skip
"""Offices that one person holds at a time, or few: a garbled name can be put right by them."""
CONFIDENCE = {"itself": 1.0, "order": 0.9, "fewer_names": 0.85, "near_spelling": 0.6}


@dataclass(frozen=True, slots=True)
class Alias:
    """What articles call somebody of one party.

    Attributes:
        key: of the name; unique in the party.
        tokens: keys of its words, in their order.
        latin: the words in Latin letters.
        articles: how many have it.
        offices: role code to the first and last day on which articles give it; ``None`` where they have no date.
    """

    key: str
    tokens: tuple[str, ...]
    latin: tuple[str, ...]
    articles: int
    offices: Mapping[str, tuple[date, date] | None] = field(default_factory=dict)

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
    for why, holds in (("order", _same_names), ("fewer_names", _fewer_names), ("near_spelling", _garbled)):
        found = [other for other in higher if holds(alias, other)]
        if len({root_of(other.key) for other in found}) == 1:
            return found[0].key, why
        if found:
            return None
    return None


def _same_names(one: Alias, other: Alias) -> bool:
    return len(one.tokens) > 1 and sorted(one.tokens) == sorted(other.tokens)


def _fewer_names(one: Alias, other: Alias) -> bool:
    """Two names at least, all of them among the other's, or a family name alone; and the same office at that time."""
    few, many = sorted((set(one.tokens), set(other.tokens)), key=len)
    if not few < many or not any(_at_one_time(one, other, role) for role in one.offices):
        return False
    return len(few) > 1 or (len(one.tokens) == 1 and one.tokens[0] == other.tokens[-1])


def _garbled(one: Alias, other: Alias) -> bool:
    """The same first name, family names that are near, and an office of one holder in the same weeks."""
    if len(one.latin) < 2 or len(other.latin) < 2 or one.tokens[0] != other.tokens[0]:
        return False
    if not any(_at_one_time(one, other, role) for role in SINGLE & one.offices.keys()):
        return False
    return SequenceMatcher(None, " ".join(one.latin[1:]), " ".join(other.latin[1:])).ratio() >= NEAR


def _at_one_time(one: Alias, other: Alias, role: str) -> bool:
    """Whether articles give both this office within weeks; without dates nothing is known of it."""
    first, second = one.offices.get(role), other.offices.get(role)
    if first is None or second is None:
        return False
    return first[0] <= second[1] + WEEKS and second[0] <= first[1] + WEEKS
