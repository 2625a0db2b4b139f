"""An article's text as the steps see it: tokens, sentences, and what the lexicon found, all by token number."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from etl.lexicon import Lexicon
from etl.lexicon.entries import KINDS, kinds
from etl.lexicon.patterns import Match
from etl.lexicon.words import Word

COMMAS = ",，،"
__all__ = ["COMMAS", "Document", "between", "kinds"]


def between(tokens: list[int], first: int, last: int) -> list[int]:
    """Those of some sorted tokens that stand in ``[first, last)``."""
    return tokens[bisect_left(tokens, first) : bisect_left(tokens, last)]


@dataclass(frozen=True)
class Document:
    """Tokens ``i`` spans ``text[starts[i]:ends[i]]``; sentences are ``[first, last)`` token numbers.

    ``known`` is what the lexicon knows of each word by itself, ``further`` what it found beyond that: matches of
    several words, and holders by their sound. ``matches`` has both by category, without those that only ``opens``
    tells of.
    """

    text: str
    lexicon: Lexicon
    starts: list[int]
    ends: list[int]
    words: list[str]
    sentences: list[tuple[int, int]]
    known: list[Word]
    further: list[Match]
    matches: dict[str, list[Match]]

    @cached_property
    def folded(self) -> list[str]:
        """The words as they are compared."""
        return [word.folded for word in self.known]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the text, as they are compared."""
        return frozenset(self.folded)

    @cached_property
    def sentence_starts(self) -> list[int]:
        """First token of each sentence."""
        return [first for first, _ in self.sentences]

    def sentence_of(self, token: int) -> int:
        """Number of the sentence that a token stands in."""
        return bisect_left(self.sentence_starts, token + 1) - 1

    def token_at(self, offset: int) -> int | None:
        """The token that starts at an offset of the text."""
        token = bisect_left(self.starts, offset)
        return token if token < len(self.starts) and self.starts[token] == offset else None

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Text offsets of tokens ``[first, last)``."""
        return self.starts[first], self.ends[last - 1]

    def of(self, *categories: str) -> Iterator[Match]:
        """Matches of the categories, category by category."""
        for category in categories:
            yield from self.matches.get(category, ())

    def within(self, category: str, first: int, last: int) -> list[Match]:
        """Matches of a category that begin at tokens ``[first, last)``; costs no more than it finds."""
        starts = self._match_starts.get(category)
        if starts is None:
            starts = self._match_starts[category] = [m.start for m in self.matches.get(category, ())]
        begin = bisect_left(starts, first)
        end = bisect_left(starts, last, begin)
        return self.matches[category][begin:end] if end > begin else []

    @cached_property
    def _match_starts(self) -> dict[str, list[int]]:
        return {}

    @cached_property
    def _starting(self) -> dict[str, dict[int, Match]]:
        return {}

    def starting(self, category: str) -> dict[int, Match]:
        """First token -> the longest match of the category there."""
        here = self._starting.get(category)
        if here is None:
            here = self._starting[category] = {}
            for match in self.matches.get(category, ()):
                if match[0] not in here or here[match[0]].end < match[1]:
                    here[match[0]] = match
        return here

    @cached_property
    def _ending(self) -> dict[str, dict[int, Match]]:
        return {}

    def starts_of_all_but(self, categories: tuple[str, ...]) -> frozenset[int]:
        """First tokens of the matches of all other categories; worked out once for each choice."""
        known = self._others.get(categories)
        if known is None:
            wanted = ~kinds(*categories)
            known = self._others[categories] = frozenset([
                *(token for token, word in enumerate(self.known) if word.kinds & wanted),
                *(m.start for m in self.further if m.tail is None and m.payload.category not in categories),
            ])  # fmt: skip
        return known

    @cached_property
    def _others(self) -> dict[tuple[str, ...], frozenset[int]]:
        return {}

    def starts_with(self, category: str, token: int) -> Match | None:
        """The longest match of a category that begins at a token."""
        here = self._starting.get(category)
        return (self.starting(category) if here is None else here).get(token)

    def ends_with(self, category: str, token: int) -> Match | None:
        """The longest match of a category whose last token is the one before ``token``."""
        here = self._ending.get(category)
        if here is None:
            here = self._ending[category] = {}
            for match in self.matches.get(category, ()):
                if match[1] not in here or here[match[1]].start > match[0]:
                    here[match[1]] = match
        return here.get(token)

    @cached_property
    def _opened(self) -> list[int]:
        """For each token, and the end of the text, the categories of which a match begins there."""
        found = [word.kinds for word in self.known]
        found.append(0)
        for match in self.further:
            found[match[0]] |= KINDS[match[2].category]
        return found

    @cached_property
    def _closed(self) -> list[int]:
        """The same for the matches that end before the token."""
        found = [0]
        found += [word.kinds for word in self.known]
        for match in self.further:
            found[match[1]] |= KINDS[match[2].category]
        return found

    def opens(self, token: int, wanted: int) -> bool:
        """A match of one of the categories (``kinds``) begins at a token."""
        return self._opened[token] & wanted != 0

    def closes(self, token: int, wanted: int) -> bool:
        """A match of one of the categories (``kinds``) has its last token before ``token``."""
        return self._closed[token] & wanted != 0

    def tokens_with(self, wanted: int) -> list[int]:
        """The tokens at which a match of one of the categories begins."""
        return [token for token, bits in enumerate(self._opened) if bits & wanted]

    def reach(self, words: int) -> int:
        """A distance of so many words, in tokens."""
        return round(words * self._reach)

    @cached_property
    def _reach(self) -> float:
        return self.lexicon.data.writing.reach

    @cached_property
    def _capitals(self) -> list[bool]:
        return [word.is_capitalized for word in self.known]

    def is_capitalized(self, token: int) -> bool:
        """The word begins with a capital letter."""
        return self._capitals[token]

    @cached_property
    def capitalized(self) -> list[int]:
        """The tokens that begin with a capital letter, in order."""
        return [token for token, is_capital in enumerate(self._capitals) if is_capital]

    def is_adjacent(self, token: int) -> bool:
        """Nothing stands between this token and the one before."""
        return 0 < token < len(self.starts) and self.starts[token] == self.ends[token - 1]
