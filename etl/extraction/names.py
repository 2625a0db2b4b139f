"""Where a person's name stands: the capitalized words beside a title, without what surely is no name."""

from etl.extraction.document import Document
from etl.lexicon.tokens import fold

_LONGEST = 7
_NO_NAME = (
    "not_name", "ranks", "honorifics", "party", "month", "weekday", "title", "marker", "articles", "agency",
    "pronouns", "speech", "clause_openers", "conjunctions",
)  # fmt: skip


def name_from(doc: Document, first: int) -> int:
    """The token behind the name that begins at ``first``; ``first`` itself where none begins."""
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
    """The name of tokens ``[first, last)`` as written, and where it ends in the text, without a possessive ending."""
    start, end = doc.span(first, last)
    word = doc.words[last - 1]
    for ending in doc.lexicon.name_endings:
        if fold(word).endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: len(word) - len(ending)]
            if not ending[0].isalpha() or fold(stem) in doc.vocabulary:
                end -= len(ending)
                break
    return " ".join(doc.text[start:end].split()), end


def _is_name_word(doc: Document, token: int, inside: bool) -> bool:
    word = doc.words[token]
    if not word[0].isalpha() or not doc.is_capitalized(token) or any(doc.starts_with(c, token) for c in _NO_NAME):
        return False
    if doc.lexicon.data.writing.nouns_capitalized and any(doc.starts_with(c, token) for c in ("sector", "agreement")):
        return False
    return inside or doc.starts_with("place", token) is None or token + 1 == name_like_behind(doc, token)


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
    return token == start and any(doc.starts_with(c, token) for c in ("marker", "articles", "not_name"))
