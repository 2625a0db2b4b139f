"""An article's text as the extractors see it: tokens, sentences, and what the lexicon found, all by token number."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from etl.lexicon import Lexicon
from etl.lexicon.entries import Entry
from etl.lexicon.patterns import Match
from etl.lexicon.tokens import TOKEN, fold

_LONGEST_SENTENCE = 300  # tokens; what is longer is no sentence, and would cost the square of its length


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

    def reach(self, words: int) -> int:
        """A distance of so many words, in tokens."""
        return round(words * self.lexicon.data.writing.reach)

    def is_capitalized(self, token: int) -> bool:
        """The word begins with a capital letter."""
        first = self.words[token][0]
        return first != first.lower()

    def is_adjacent(self, token: int) -> bool:
        """Nothing stands between this token and the one before."""
        return 0 < token < len(self.starts) and self.starts[token] == self.ends[token - 1]


def read_document(text: str, lexicon: Lexicon) -> Document:
    """Tokens, sentences and lexicon matches of a text."""
    starts, ends, words = _tokens(text, lexicon)
    sentences = list(_sentences(text, starts, ends, words, lexicon))
    stops = [last for first, last in sentences for _ in range(first, last)]
    matches: dict[str, list[Match]] = defaultdict(list)
    for found in lexicon.matcher.match(words, stops):
        if found.end <= stops[found.start]:
            matches[found.payload.category].append(found)
    for found in lexicon.cities.match(words, stops):
        matches["place"].append(replace(found, payload=Entry("place", found.payload)))
    for found in lexicon.holders.match(words) if lexicon.data.writing.has_case else ():
        matches["holder"].append(replace(found, payload=Entry("holder", found.payload)))
    matches["place"].sort(key=lambda m: (m.start, m.end))
    return Document(text, lexicon, starts, ends, words, sentences, dict(matches))


def _tokens(text: str, lexicon: Lexicon) -> tuple[list[int], list[int], list[str]]:
    """Where the tokens start and end, and what they are; words that are written together are parted."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    parts_words = lexicon.speller.parts_words
    for match in TOKEN.finditer(text):
        word, start = match.group(), match.start()
        for part in lexicon.parted(word) if parts_words else (word,):
            starts.append(start)
            start += len(part)
            ends.append(start)
            words.append(part)
    return starts, ends, words


def longest(matches: list[Match]) -> list[Match]:
    """Leftmost-longest: of overlapping matches the one that begins first, of those the longest; with a gap first."""
    chosen: list[Match] = []
    behind = 0
    for match in sorted(matches, key=lambda m: (m.start, -m.end, m.tail is None)):
        if match.start >= behind:
            chosen.append(match)
            behind = match.end
    return chosen


def longest_first(doc: Document, matches: list[Match]) -> list[Match]:
    """Of overlapping matches the one with most words, then most letters; in the order of the text."""

    def rank(match: Match) -> tuple[int, int, int]:
        start, end = doc.span(match.start, match.end)
        return match.start - match.end, start - end, match.start

    taken: set[int] = set()
    chosen: list[Match] = []
    for match in sorted(matches, key=rank):
        tokens = range(match.start, match.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(match)
    return sorted(chosen, key=lambda m: m.start)


def _sentences(
    text: str, starts: list[int], ends: list[int], words: list[str], lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """Sentences end at a line's end, and at a full stop that is no abbreviation's, ordinal's or initial's."""
    enders, quotes = lexicon.data.writing.sentence_ends, lexicon.data.grammar.quotes + ")"
    first, count = 0, len(words)
    next_break = text.find("\n")
    for i in range(count):
        last = i == count - 1
        at_break = False
        if not last and 0 <= next_break < starts[i + 1]:
            at_break = next_break >= ends[i]
            next_break = text.find("\n", starts[i + 1])
        if (
            last
            or at_break
            or i - first >= _LONGEST_SENTENCE
            or (words[i] in enders and _is_end(i, starts, ends, words, lexicon))
        ):
            yield first, i + 1
            first = i + 1
        elif words[i] in quotes and i - 1 > first and words[i - 1] in enders and starts[i + 1] > ends[i]:
            if not _opens(words[i + 1], quotes):
                continue
            yield first, i + 1
            first = i + 1


def _is_end(i: int, starts: list[int], ends: list[int], words: list[str], lexicon: Lexicon) -> bool:
    following = words[i + 1]
    if starts[i + 1] == ends[i] and words[i].isascii():
        return False
    if words[i] != ".":
        return True
    before = words[i - 1] if i else ""
    if fold(before) in lexicon.abbreviations or (len(before) == 1 and before.isalpha() and before.isupper()):
        return False
    if lexicon.data.dates.ordinal == "." and before.isdigit() and int(before) <= 31:
        return False
    return _opens(following, lexicon.data.grammar.quotes)


def _opens(word: str, quotes: str) -> bool:
    """May begin a sentence: no lower case letter."""
    return word[0] in quotes or word[0] != word[0].upper() or not word[0].islower()
