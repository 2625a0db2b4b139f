"""Names in scripts without capitals: what stands beside a title, up to the first word known as something else.

Where there are no spaces either, a name from abroad is a run of the letters that such names are spelled with, and a
native one is a family name with one or two letters behind it.
"""

from collections.abc import Iterator

from etl.extraction.document import Document, kinds

_MOST_WORDS = 3  # of a name, particles and articles not counted
_MOST_LETTERS = 14  # of a name from abroad, where each letter is a token
_GIVEN = 2  # letters of a native given name
_LONGEST_FAMILY = 2  # letters of a native family name
_NEUTRAL = (
    "holder",
    "place",
    "tone",
    "sector",
    "agency",
    "blame",
    "demand",
    "articles",
    "short_heads",
    "frame_ends",
)  # what a name's word may be as well
_NO_BEGINNING = kinds("party", "not_name", "title", "speech", "event", "weekday", "month")
_DOTS = "·・•‧"


def name_from(doc: Document, first: int) -> int:
    """The token behind the name that begins at ``first``; ``first`` itself where none begins."""
    if first >= len(doc.words):
        return first
    holder = doc.starts_with("holder", first)
    if holder is not None:
        return holder.end
    if doc.opens(first, _NO_BEGINNING):
        return first
    _, stop = doc.sentences[doc.sentence_of(first)]
    if doc.lexicon.data.writing.is_solid:
        return max(_foreign(doc, first, stop), _native(doc, first, stop))
    return _spaced(doc, first, stop)


def name_before(doc: Document, last: int) -> int:
    """The first token of the name that ends before ``last``; ``last`` where its beginning cannot be told."""
    start, _ = doc.sentences[doc.sentence_of(last - 1)] if last else (0, 0)
    if doc.lexicon.data.writing.is_solid:
        return next((at for at in _begins(doc, start, last) if name_from(doc, at) == last), last)
    at, words = last, 0
    while at > start and words <= _MOST_WORDS and _is_open(doc, at - 1):
        at -= 1
        words += not _is_small(doc, at)
    return at if at < last and words <= _MOST_WORDS and name_from(doc, at) >= last else last


def _begins(doc: Document, start: int, last: int) -> Iterator[int]:
    """Where a name that ends before ``last`` may begin: at a holder's, in a run of letters of foreign ones, or near."""
    letters, run = doc.lexicon.data.writing.name_letters, last
    while run > start and (doc.words[run - 1] in letters or doc.words[run - 1] in _DOTS):
        run -= 1
    for at in range(max(start, last - _MOST_LETTERS), last - 1):
        if at >= run or last - at <= _LONGEST_FAMILY + _GIVEN or doc.starts_with("holder", at) is not None:
            yield at


def _spaced(doc: Document, first: int, stop: int) -> int:
    at, words = first, 0
    while at < stop and words < _MOST_WORDS and _is_open(doc, at):
        words += not _is_small(doc, at)
        at += 1
    while at > first and _is_small(doc, at - 1):
        at -= 1
    if words < doc.lexicon.data.writing.least_name_words:
        return first
    return at if any(len(doc.words[i]) > 1 and not _is_small(doc, i) for i in range(first, at)) else first


def _is_open(doc: Document, token: int) -> bool:
    """A word that nothing but names knows."""
    word = doc.words[token]
    if _is_small(doc, token) or word == "-":
        return True
    return word[0].isalpha() and token not in known_tokens(doc)


def _is_small(doc: Document, token: int) -> bool:
    """A particle of names, or an article stuck to the next word."""
    return doc.folded[token] in doc.lexicon.particles or doc.starts_with("articles", token) is not None


def known_tokens(doc: Document) -> frozenset[int]:
    """Tokens at which the lexicon knows something that is no name."""
    return doc.starts_of_all_but(_NEUTRAL)


def _foreign(doc: Document, first: int, stop: int) -> int:
    letters = doc.lexicon.data.writing.name_letters
    at = first
    while at < stop and at - first < _MOST_LETTERS and (doc.words[at] in letters or doc.words[at] in _DOTS):
        if at > first and at in known_tokens(doc) and doc.words[at] not in _DOTS and at - first >= _GIVEN:
            break
        at += 1
    while at > first and doc.words[at - 1] in _DOTS:
        at -= 1
    return at if at - first >= _GIVEN else first


def _native(doc: Document, first: int, stop: int) -> int:
    for length in range(_LONGEST_FAMILY, 0, -1):
        behind = first + length
        if behind < stop and "".join(doc.words[first:behind]) in doc.lexicon.family_names:
            at = behind
            while at < stop and at - behind < _GIVEN and doc.words[at][0].isalpha():
                if at in known_tokens(doc) and at > behind:
                    break
                at += 1
            return at if at > behind else first
    return first
