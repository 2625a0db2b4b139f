"""A text becomes a document: its tokens, its sentences, and what the lexicon finds in them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from etl.extraction.document import Document
from etl.lexicon import Lexicon
from etl.lexicon.entries import KINDS, Entry, kinds
from etl.lexicon.patterns import Match
from etl.lexicon.tokens import fold, located
from etl.lexicon.words import Word

_NO_HOLDERS = kinds("party", "not_name", "title", "month", "weekday", "clause_openers", "conjunctions", "pronouns")
_LONGEST_SENTENCE = 300  # tokens; what is longer is no sentence, and would cost the square of its length
_START = itemgetter(0)  # of a match
_new = tuple.__new__  # a named tuple's own constructor is twice as slow


def read_document(text: str, lexicon: Lexicon) -> Document:
    """Tokens, sentences and lexicon matches of a text."""
    words, starts = located(text)
    if lexicon.speller.parts_words:
        words, starts = _parted(words, starts, lexicon)
    ends = [start + len(word) for word, start in zip(words, starts, strict=True)]
    sentences = list(_sentences(text, starts, ends, words, lexicon))
    stops = [last for first, last in sentences for _ in range(first, last)]
    known = lexicon.look_up(words)
    further = list(_further(lexicon, words, known, stops))
    further += _holders(known, further)
    return Document(text, lexicon, starts, ends, words, sentences, known, further, _by_category(known, further))


def _parted(words: list[str], starts: list[int], lexicon: Lexicon) -> tuple[list[str], list[int]]:
    """Tokens and their starts anew, words that are written together parted."""
    parts, places = [], []
    for word, start in zip(words, starts, strict=True):
        for part in lexicon.parted(word):
            parts.append(part)
            places.append(start)
            start += len(part)
    return parts, places


def _further(lexicon: Lexicon, words: list[str], known: list[Word], stops: list[int]) -> Iterator[Match]:
    """The matches of several words; cities behind all others."""
    yield from lexicon.matcher.longer([word.reading for word in known], stops)
    cities = [
        start
        for start, (word, second) in enumerate(pairwise(known))
        if word.heads and (word.seconds is None or second.spelled in word.seconds)
    ]
    for start in cities:
        if start + 1 < stops[start]:
            for found in lexicon.cities.longer(words, start, stops[start], known[start].heads):
                yield found._replace(payload=Entry("place", found.payload))


def _holders(known: list[Word], further: list[Match]) -> list[Match]:
    """Office-holders known by their sound, where nothing speaks against a name."""
    heard = [start for start, word in enumerate(known) if word.holder is not None and not word.kinds & _NO_HOLDERS]
    found = [start for start in heard if not _is_capital(known[start])]
    taken = {m.start for m in further if KINDS[m.payload.category] & _NO_HOLDERS} if found else ()
    return [Match(start, start + 1, known[start].holder) for start in found if start not in taken]


def _is_capital(word: Word) -> bool:
    """A capital's name, whoever is called much like it: Кабул is no Kabila."""
    return any(category == "place" and entry.value.is_capital for category, entry, _, _ in word.alone)


def _by_category(known: list[Word], further: list[Match]) -> dict[str, list[Match]]:
    """All matches that are ever read, by category, each list by start and end."""
    matches: dict[str, list[Match]] = defaultdict(list)
    for start, word in enumerate(known):
        for category, entry, marker, ending in word.alone:
            matches[category].append(_new(Match, (start, start + 1, entry, marker, None, ending)))
    for match in further:
        matches[match.payload.category].append(match)
    for category in {match.payload.category for match in further}:
        matches[category].sort(key=_START)
    matches["place"].sort(key=itemgetter(0, 1))
    return dict(matches)


def _sentences(
    text: str, starts: list[int], ends: list[int], words: list[str], lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """Sentences end at a line's end, and at a full stop that is no abbreviation's, ordinal's or initial's."""
    enders, quotes = frozenset(lexicon.data.writing.sentence_ends), lexicon.data.grammar.quotes + ")"
    marks, last = enders | set(quotes), len(words) - 1
    line_ends = {bisect_left(starts, found.start()) - 1 for found in re.finditer("\n", text)} | {last}
    first = 0
    for i in sorted(line_ends.union(i for i, word in enumerate(words) if word in marks)):
        while i - first >= _LONGEST_SENTENCE:
            yield first, first + _LONGEST_SENTENCE + 1
            first += _LONGEST_SENTENCE + 1
        if i >= first and (
            i in line_ends
            or (words[i] in enders and _is_end(i, starts, ends, words, lexicon))
            or (words[i] in quotes and i - 1 > first and words[i - 1] in enders and starts[i + 1] > ends[i]
                and _opens(words[i + 1], quotes))
        ):  # fmt: skip
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
    return word[0] in quotes or not word[0].islower()
