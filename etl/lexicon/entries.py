"""What the patterns of a lexicon stand for."""

from dataclasses import dataclass
from typing import Any

from etl.model import MentionKind


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
