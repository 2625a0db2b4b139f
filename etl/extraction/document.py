"""An article's text as the steps see it: tokens, sentences, and what the lexicon found, all by token number."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from etl.lexicon import Lexicon
from etl.lexicon.patterns import Match
from etl.lexicon.tokens import fold

COMMAS = ",，،"
_BITS: dict[str, int] = {}


def kinds(*categories: str) -> int:
    """A set of categories, as ``opens`` and ``closes`` want it."""
    return sum(_BITS.setdefault(category, 1 << len(_BITS)) for category in dict.fromkeys(categories))


def between(tokens: list[int], first: int, last: int) -> list[int]:
    """Those of some sorted tokens that stand in ``[first, last)``."""
    return tokens[bisect_left(tokens, first) : bisect_left(tokens, last)]


@dataclass(frozen=True)
class Document:
    """Tokens ``i`` spans ``text[starts[i]:ends[i]]``; sentences are ``[first, last)`` token numbers."""

    text: str
    lexicon: Lexicon
    starts: list[int]
    ends: list[int]
    words: list[str]
    sentences: list[tuple[int, int]]
    matches: dict[str, list[Match]]

    @cached_property
    def folded(self) -> list[str]:
        """The words as they are compared."""
        return [fold(word) for word in self.words]

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
            return []
        return self.matches[category][bisect_left(starts, first) : bisect_left(starts, last)]

    @cached_property
    def _match_starts(self) -> dict[str, list[int]]:
        return {category: [m.start for m in matches] for category, matches in self.matches.items()}

    @cached_property
    def starting(self) -> dict[str, dict[int, Match]]:
        """Category -> first token -> the longest match there."""
        table: dict[str, dict[int, Match]] = {}
        for category, matches in self.matches.items():
            here = table.setdefault(category, {})
            for match in matches:
                if match.start not in here or here[match.start].end < match.end:
                    here[match.start] = match
        return table

    @cached_property
    def ending(self) -> dict[str, dict[int, Match]]:
        """Category -> token behind the last -> the longest match that ends there."""
        table: dict[str, dict[int, Match]] = {}
        for category, matches in self.matches.items():
            here = table.setdefault(category, {})
            for match in matches:
                if match.end not in here or here[match.end].start > match.start:
                    here[match.end] = match
        return table

    def starts_of_all_but(self, categories: tuple[str, ...]) -> frozenset[int]:
        """First tokens of the matches of all other categories; worked out once for each choice."""
        known = self._others.get(categories)
        if known is None:
            found = (m.start for c, ms in self.matches.items() if c not in categories for m in ms if m.tail is None)
            known = self._others[categories] = frozenset(found)
        return known

    @cached_property
    def _others(self) -> dict[tuple[str, ...], frozenset[int]]:
        return {}

    def starts_with(self, category: str, token: int) -> Match | None:
        """The longest match of a category that begins at a token."""
        return self.starting.get(category, {}).get(token)

    def ends_with(self, category: str, token: int) -> Match | None:
        """The longest match of a category whose last token is the one before ``token``."""
        return self.ending.get(category, {}).get(token)

    @cached_property
    def _opened(self) -> list[int]:
        """For each token, and the end of the text, the categories of which a match begins there."""
        return self._categories_at(attrgetter("start"))

    @cached_property
    def _closed(self) -> list[int]:
        """The same for the matches that end before the token."""
        return self._categories_at(attrgetter("end"))

    def _categories_at(self, place: Callable[[Match], int]) -> list[int]:
        found = [0] * (len(self.words) + 1)
        for category, matches in self.matches.items():
            bit = kinds(category)
            for match in matches:
                found[place(match)] |= bit
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
        return round(words * self.lexicon.data.writing.reach)

    @cached_property
    def _capitals(self) -> list[bool]:
        firsts = [word[0] for word in self.words]
        return [first != first.lower() for first in firsts]

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
