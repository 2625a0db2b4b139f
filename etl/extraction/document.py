"""An article's text as the steps see it: tokens, sentences, and what the lexicon found, all by token number."""

from bisect import bisect_left
from collections.abc import Iterator

from etl.extraction.forms import has_form
from etl.lexicon import Lexicon
from etl.lexicon.entries import KINDS, kinds
from etl.lexicon.patterns import Match
from etl.lexicon.words import Word

COMMAS = ",，،"
__all__ = ["COMMAS", "Document", "between", "kinds"]


def between(tokens: list[int], first: int, last: int) -> list[int]:
    """Those of some sorted tokens that stand in ``[first, last)``."""
    return tokens[bisect_left(tokens, first) : bisect_left(tokens, last)]


class Document:
    """Tokens ``i`` spans ``text[starts[i]:ends[i]]``; sentences are ``[first, last)`` token numbers.

    ``known`` is what the lexicon knows of each word by itself, ``further`` what it found beyond that: matches of
    several words, and holders by their sound. ``matches`` has both by category, without those that only ``opens``
    tells of. ``folded`` are the words as they are compared, ``vocabulary`` all of these; ``capitalized`` the tokens
    that begin with a capital letter, in order. Nothing of it changes once it is made.
    """

    def __init__(
        self, text: str, lexicon: Lexicon, starts: list[int], ends: list[int], words: list[str],
        sentences: list[tuple[int, int]], known: list[Word], further: list[Match], matches: dict[str, list[Match]],
    ) -> None:  # fmt: skip
        self.text = text
        self.lexicon = lexicon
        self.starts, self.ends, self.words = starts, ends, words
        self.sentences = sentences
        self.known, self.further, self.matches = known, further, matches
        self.folded = [word.folded for word in known]
        self.vocabulary = frozenset(self.folded)
        self.sentence_starts = [first for first, _ in sentences]
        self._capitals = [word.is_capitalized for word in known]
        self.capitalized = [token for token, is_capital in enumerate(self._capitals) if is_capital]
        self._reach: float = lexicon.data.writing.reach
        self._match_starts: dict[str, list[int]] = {}
        self._starting: dict[str, dict[int, Match]] = {}
        self._ending: dict[str, dict[int, Match]] = {}
        self._others: dict[tuple[str, ...], frozenset[int]] = {}
        kinds_of = [word.kinds for word in known]
        self._opened, self._closed = [*kinds_of, 0], [0, *kinds_of]  # categories of the matches that begin or end there
        for match in further:
            bit = KINDS[match[2].category]
            self._opened[match[0]] |= bit
            self._closed[match[1]] |= bit

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

    def starting(self, category: str) -> dict[int, Match]:
        """First token -> the longest match of the category there."""
        here = self._starting.get(category)
        if here is None:
            here = self._starting[category] = {}
            for match in self.matches.get(category, ()):
                if match[0] not in here or here[match[0]].end < match[1]:
                    here[match[0]] = match
        return here

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

    def opens(self, token: int, wanted: int) -> bool:
        """A match of one of the categories (``kinds``) begins at a token."""
        return self._opened[token] & wanted != 0

    def closes(self, token: int, wanted: int) -> bool:
        """A match of one of the categories (``kinds``) has its last token before ``token``."""
        return self._closed[token] & wanted != 0

    def tokens_with(self, wanted: int) -> list[int]:
        """The tokens at which a match of one of the categories begins."""
        return [token for token, bits in enumerate(self._opened) if bits & wanted]

    def is_form(self, token: int, forms: tuple[str, ...]) -> bool:
        """The word, as it stands or as the lexicon spells it, is one of some plain forms (``*шы``)."""
        word = self.known[token]
        return has_form(word.folded, forms) or (word.spelled != word.folded and has_form(word.spelled, forms))

    def reach(self, words: int) -> int:
        """A distance of so many words, in tokens."""
        return round(words * self._reach)

    def is_capitalized(self, token: int) -> bool:
        """The word begins with a capital letter."""
        return self._capitals[token]

    def is_adjacent(self, token: int) -> bool:
        """Nothing stands between this token and the one before."""
        return 0 < token < len(self.starts) and self.starts[token] == self.ends[token - 1]
