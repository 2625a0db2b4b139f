"""Where a person's name stands: the capitalized words beside a title, without what surely is no name."""

import re

from etl.extraction import uncased
from etl.extraction.document import Document, kinds
from etl.lexicon.tokens import fold, split

_LONGEST = 7
_LEAST_NAME = 3  # letters of a name before an ending
_APART = ("in", "to", "from", "possessor", "object", "with")  # a place in one of these cases is no part of a name
_NO_NAME = kinds(
    "not_name", "ranks", "honorifics", "party", "month", "weekday", "title", "marker", "articles", "agency",
    "pronouns", "speech", "clause_openers", "conjunctions",
)  # fmt: skip
_NOUNS = kinds("sector", "agreement")
_OPENING = kinds("marker", "articles", "not_name")


def name_from(doc: Document, first: int) -> int:
    """The token behind the name that begins at ``first``; ``first`` itself where none begins."""
    if not doc.lexicon.data.writing.has_case:
        return uncased.name_from(doc, first)
    _, stop = doc.sentences[doc.sentence_of(first)] if first < len(doc.words) else (0, first)
    at = first
    while at < stop and at - first < _LONGEST:
        if _is_name_word(doc, at, at > first):
            at += 2 if _is_initial(doc, at) and at + 1 < stop and doc.words[at + 1] == "." else 1
            if doc.words[at - 1].endswith(("'s", "’s")):
                break
        elif _joins(doc, at, stop, at > first):
            at += 1
        else:
            break
    while at > first and not doc.is_capitalized(at - 1) and not _is_hyphenated(doc, at - 1):
        at -= 1
    has_word = any(len(doc.words[i]) > 1 and doc.is_capitalized(i) for i in range(first, at))
    return at if has_word else first


def name_before(doc: Document, last: int) -> int:
    """The first token of the name that ends before ``last``; ``last`` itself where none does."""
    if not doc.lexicon.data.writing.has_case:
        return uncased.name_before(doc, last)
    start, _ = doc.sentences[doc.sentence_of(last - 1)] if last else (0, 0)
    at = last
    while at > start and last - at < _LONGEST:
        before = at - 1
        if _is_name_word(doc, before, True) or (_joins(doc, before, last, before > start) and at < last):
            at -= 1
        else:
            break
    while at < last and (not doc.is_capitalized(at) or _opens_sentence_plainly(doc, at, start)):
        at += 1
    return at


def bare_name(doc: Document, first: int, last: int) -> tuple[str, int]:
    """The name of tokens ``[first, last)``, and where it ends in the text, without a possessive ending.

    As written; but in the nominative, where that form stands elsewhere in the text.
    """
    start, end = doc.span(first, last)
    word = doc.words[last - 1]
    key = fold(word)
    for name, _, ending in doc.lexicon.declension.nominatives(key):
        stuck = bool(ending) and not ending[0].isalpha()
        more = len(ending) if stuck else len(key) - len(name)
        is_known = key.startswith(name) and (name in doc.vocabulary or ends_surely(doc, name, ending))
        if more > 0 and len(word) - more >= 2 and (stuck or is_known):
            end -= more
            break
    surface = " ".join(doc.text[start:end].split())
    return re.sub(r"[^\W\d_]{3,}", lambda m: _nominative(doc, m.group()), surface), end


def ends_surely(doc: Document, name: str, ending: str) -> bool:
    """The ending is one that no name has by itself, and enough is left for a name."""
    return len(name) >= _LEAST_NAME and ending in doc.lexicon.data.writing.sure_name_endings


def _nominative(doc: Document, word: str) -> str:
    """The word of a name as its nominative, where the text has that form as well."""
    key = fold(word)
    for name, marker, ending in doc.lexicon.declension.nominatives(key):
        if marker and name != key and name in doc.vocabulary and len(name) > 2:
            stem = len(key) - len(ending)
            return word[:stem] + (name[stem:].upper() if word.isupper() else name[stem:])
    return word


def name_words(doc: Document, name: str) -> tuple[str, ...]:
    """The folded words of a name, by which its other forms are found."""
    if doc.lexicon.data.writing.is_solid:
        return tuple(part for part in re.split(r"[·・•‧\s]", fold(name)) if part)
    return tuple(fold(word) for word in split(name) if word[0].isalpha())


def are_alike(doc: Document, one: str, other: str) -> bool:
    """Two folded words that may be forms of one name."""
    if one == other:
        return True
    bases, others = doc.lexicon.bases(one), doc.lexicon.bases(other)
    return other in bases or one in others or any(len(base) > 3 for base in bases & others)


def _is_name_word(doc: Document, token: int, inside: bool) -> bool:
    word = doc.words[token]
    if not word[0].isalpha() or not doc.is_capitalized(token) or doc.opens(token, _NO_NAME):
        return False
    if doc.lexicon.data.writing.nouns_capitalized and doc.opens(token, _NOUNS):
        return False
    place = doc.starts_with("place", token)
    if inside and place is not None and place.marker in _APART:
        return False
    return inside or place is None or token + 1 == name_like_behind(doc, token)


def name_like_behind(doc: Document, token: int) -> int:
    """``token + 1`` where a capitalized word follows directly, else 0."""
    behind = token + 1
    follows = behind < len(doc.words) and doc.words[behind][0].isalpha() and doc.is_capitalized(behind)
    return behind if follows else 0


def _is_initial(doc: Document, token: int) -> bool:
    return len(doc.words[token]) == 1 or (len(doc.words[token]) == 2 and not doc.words[token].isupper())


def _is_hyphenated(doc: Document, token: int) -> bool:
    """The second half of a double name (Jae-in)."""
    return token >= 2 and doc.words[token - 1] == "-" and doc.is_adjacent(token)


def _joins(doc: Document, token: int, stop: int, inside: bool) -> bool:
    """A particle, a hyphen inside a name, or the small second half of a double name."""
    word = doc.words[token]
    if word == "-":
        return inside and doc.is_adjacent(token) and token + 1 < stop and doc.is_adjacent(token + 1)
    if _is_hyphenated(doc, token) and word[0].isalpha():
        return inside
    if doc.folded[token] in doc.lexicon.particles and token + 1 < stop:
        return (
            doc.is_capitalized(token + 1)
            or doc.words[token + 1] == "-"
            or doc.folded[token + 1] in doc.lexicon.particles
        )
    return False


def _opens_sentence_plainly(doc: Document, token: int, start: int) -> bool:
    """A capital that only the beginning of the sentence explains: no evidence of a name."""
    return token == start and doc.opens(token, _OPENING)
