"""Who may act in a sentence, and where its clauses begin."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple


class Item(NamedTuple):
    """Tokens ``[first, last)`` that stand for one or more parties.

    ``marker`` tells the part (``with``, ``against``, ``possessor`` ...; ``None``: subject or object). ``kind``:
    ``actor`` a person or office, ``name``, ``demonym``, ``place``, ``body``, ``pronoun``, ``pair``, ``speaker``,
    ``stranger`` a name of whom the text tells no party, or who acts for none.
    ``nation``: the parties that stand beside strangers, who do not act for them but may suffer for them.
    ``is_seat``: a capital, whose government may be meant. ``host``: where an ambassador is posted.
    ``is_adjective``: a noun of another kind follows (``Russian exports``), which the marker belongs to.
    """

    first: int
    last: int
    parties: tuple[str, ...]
    persons: tuple[int, ...]
    marker: str | None
    kind: str
    clause: int
    is_adjective: bool = False
    nation: tuple[str, ...] = ()
    is_seat: bool = False
    host: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Nothing but its place, or a word that marks subjects, tells its part."""
        return self.marker is None or self.marker == "subject"


@dataclass(frozen=True, slots=True)
class Clauses:
    """One sentence: its items in order, and where its clauses begin."""

    first: int
    last: int
    starts: list[int]
    relative: frozenset[int]
    subordinate: frozenset[int]
    items: list[Item]

    def clause_of(self, token: int) -> int:
        """Number of the clause that a token stands in."""
        return bisect_right(self.starts, token) - 1

    def clause_range(self, clause: int) -> tuple[int, int]:
        """Tokens of a clause."""
        behind = self.starts[clause + 1] if clause + 1 < len(self.starts) else self.last
        return self.starts[clause], behind
