"""What the patterns of a lexicon stand for."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from etl.model import MentionKind


class _Bits(dict[str, int]):
    """Category -> its own bit, given out as they are asked for."""

    def __missing__(self, category: str) -> int:
        self[category] = bit = 1 << len(self)
        return bit


KINDS = _Bits()


def kinds(*categories: str) -> int:
    """A set of categories as the bits of a number."""
    return reduce(or_, (KINDS[category] for category in categories), 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a match means: ``category`` says which extractor it is for, ``value`` is that extractor's own."""

    category: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class PartyName:
    """A name that stands for a party; ``is_ambiguous`` where it is also a person's or a thing's name."""

    party: str
    kind: MentionKind
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """An office; ``is_posted`` where the holder works in another country than the own."""

    role: str
    is_posted: bool
