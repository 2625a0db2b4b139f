"""A text becomes a document: its tokens, its sentences, and what the lexicon finds in them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from etl.extraction.document import Document
from etl.lexicon import Lexicon
from etl.lexicon.entries import Entry
from etl.lexicon.patterns import Match
from etl.lexicon.tokens import TOKEN, fold

_NO_HOLDERS = ("party", "not_name", "title", "month", "weekday", "clause_openers", "conjunctions", "pronouns")
_LONGEST_SENTENCE = 300  # tokens; what is longer is no sentence, and would cost the square of its length


def read_document(text: str, lexicon: Lexicon) -> Document:
    """Tokens, sentences and lexicon matches of a text."""
    starts, ends, words = _tokens(text, lexicon)
    sentences = list(_sentences(text, starts, ends, words, lexicon))
    stops = [last for first, last in sentences for _ in range(first, last)]
    matches: dict[str, list[Match]] = defaultdict(list)
    for found in lexicon.matcher.match(words, stops):
        matches[found.payload.category].append(found)
    for found in lexicon.cities.match(words, stops):
        matches["place"].append(found._replace(payload=Entry("place", found.payload)))
    if lexicon.data.writing.has_case:
        known = {m.start for category in _NO_HOLDERS for m in matches.get(category, ())}
        holders = [found for found in lexicon.holders.match(words) if found.start not in known]
        matches["holder"] += [found._replace(payload=Entry("holder", found.payload)) for found in holders]
    matches["place"].sort(key=lambda m: (m.start, m.end))
    return Document(text, lexicon, starts, ends, words, sentences, dict(matches))


def _tokens(text: str, lexicon: Lexicon) -> tuple[list[int], list[int], list[str]]:
    """Where the tokens start and end, and what they are; words that are written together are parted."""
    spans = [match.span() for match in TOKEN.finditer(text)]
    if lexicon.speller.parts_words:
        spans = [part for start, end in spans for part in _parts(text[start:end], start, lexicon)]
    return [start for start, _ in spans], [end for _, end in spans], [text[start:end] for start, end in spans]


def _parts(word: str, start: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    for part in lexicon.parted(word):
        yield start, start + len(part)
        start += len(part)


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
    return word[0] in quotes or word[0] != word[0].upper() or not word[0].islower()
