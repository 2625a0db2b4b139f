"""Countries named by one letter, where a script writes syllables: ``波方``, ``哈乌两国``, ``美韩``.

The text itself tells which country a letter stands for: the one last named whose name begins so. Where it names none,
the letter is that of the country which the press always calls so (``writing.short_names``).
"""

from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

from etl.extraction.document import Document


class Named(NamedTuple):
    """Tokens ``[first, last)`` that name a party."""

    first: int
    last: int
    party: str


class ShortNames:
    """Reads the short names of one document; ``named`` are the parties named in it, in order."""

    def __init__(self, doc: Document, named: list[Named], blocked: set[int]) -> None:
        self.doc = doc
        self.blocked = blocked  # tokens of longer names, and of what only looks like a name
        self.usual = doc.lexicon.data.writing.short_names
        self.by_letter: dict[str, list[Named]] = defaultdict(list)
        for name in named:
            if name.last - name.first > 1 and not self._is_short(name):
                self.by_letter[doc.folded[name.first]].append(name)

    def find(self) -> list[Named]:
        """The letters that stand for a country: before ``side``, ``army``, ``foreign minister``, and two of them."""
        found: dict[int, Named] = {}
        for head in self.doc.of("short_heads"):
            if self.doc.folded[head.start - 1] not in self.doc.lexicon.data.writing.no_short_names:
                self._add(found, [head.start - 1])
        for head in self.doc.of("short_pair_heads"):
            self._add(found, [head.start - 2, head.start - 1])
        for pair in self.doc.of("short_pairs"):
            self._add(found, [pair.start, pair.start + 1])
        return [found[first] for first in sorted(found)]

    def told(self, name: Named) -> str:
        """The party of a name that the lexicon knows: a short one may mean another country that the text names."""
        if not self._is_short(name):
            return name.party
        others = self.by_letter.get(self.doc.folded[name.first], [])
        if not others or any(other.party == name.party for other in others):
            return name.party
        return self._nearest(others, name.first)

    def _is_short(self, name: Named) -> bool:
        """``乌军``: the usual letter of the party, and a word that goes with such."""
        head = self.doc.starts_with("short_heads", name.first + 1)
        usual = self.usual.get(self.doc.folded[name.first])
        return usual == name.party and head is not None and head.end == name.last

    def _add(self, found: dict[int, Named], tokens: list[int]) -> None:
        """All of the tokens, if each stands for a country and no two for the same."""
        if tokens[0] < 0 or any(t in self.blocked for t in tokens) or self._counts(tokens[0]):
            return
        parties = [self._party(t) for t in tokens]
        if None in parties or len(set(parties)) < len(parties):
            return
        for token, party in zip(tokens, parties, strict=True):
            if party is not None:
                found[token] = Named(token, token + 1, party)

    def _party(self, token: int) -> str | None:
        letter = self.doc.folded[token]
        named = self.by_letter.get(letter)
        return self._nearest(named, token) if named else self.usual.get(letter)

    def _counts(self, token: int) -> bool:
        """``9日军方``: a number before it makes the letter a measure."""
        return token > 0 and self.doc.words[token - 1][-1].isdigit()

    def _nearest(self, named: list[Named], token: int) -> str:
        """The last one named before a token, else the first one behind it."""
        at = bisect_left(named, token, key=lambda name: name.first)
        return named[max(0, at - 1)].party
