"""Persons found again: wherever a part of the name stands that only one of them has."""

from collections.abc import Mapping

from etl.extraction.actors import Draft
from etl.extraction.document import Document
from etl.extraction.names import are_alike, bare_name
from etl.lexicon.tokens import fold, split


def find_again(doc: Document, drafts: list[Draft]) -> None:
    """Find the persons again wherever a part of the name stands that only one of them has."""
    if not drafts:
        return
    keys: dict[str, list[Draft]] = {}
    for draft in drafts:
        ends = {draft.tokens[-1], draft.tokens[0]} if _family_first(doc, draft) else {draft.tokens[-1]}
        for key in ends - _small_halves(doc, draft):
            for form in {key, *(base for base in doc.lexicon.bases(key) if len(base) > 3)}:
                keys.setdefault(form, []).append(draft)
    covered = {i for d in drafts for f, (last, _, _) in d.mentions.items() for i in range(f, last)}
    if doc.lexicon.data.writing.is_solid:
        _find_spelled(doc, drafts, covered)
        return
    owned: dict[str, Draft | None] = {}
    for token in doc.capitalized if doc.lexicon.data.writing.has_case else range(len(doc.words)):
        if token in covered:
            continue
        word = doc.folded[token]
        if word not in owned:
            known = _known_form(doc, word, keys)
            owned[word] = keys[known][0] if known is not None and len(keys[known]) == 1 else None
        owner = owned[word]
        if owner is not None:
            _add_mention(doc, owner, token, covered)


def _small_halves(doc: Document, draft: Draft) -> set[str]:
    """The second half of ``Kim Jong-un``: in small letters it is no name alone, least of all ``UN`` or ``In``."""
    if not doc.lexicon.data.writing.has_case:
        return set()
    return {fold(word) for word in split(draft.name) if word[0].islower()}


def _known_form(doc: Document, word: str, keys: Mapping[str, list[Draft]]) -> str | None:
    """The key that a folded word may be a form of: itself, a nominative, or what stands behind a stuck prefix."""
    if word in keys:
        return word
    bases = doc.lexicon.bases(word)
    if not keys.keys().isdisjoint(bases):
        return min(base for base in bases if base in keys)
    prefixes = tuple(doc.lexicon.data.writing.prefixes)
    if not word.startswith(prefixes):
        return None
    rests = (word[len(p) :] for p in prefixes if word.startswith(p) and len(word) - len(p) > 2)
    return next((rest for rest in rests if rest in keys), None)


def _find_spelled(doc: Document, drafts: list[Draft], covered: set[int]) -> None:
    """Where no spaces part words: the whole name, and the part behind its last dot."""
    for draft in drafts:
        for form in sorted({draft.name, draft.tokens[-1]}, key=len, reverse=True):
            at = doc.text.find(form) if len(form) > 1 else -1
            while at >= 0:
                first, last = doc.token_at(at), doc.token_at(at + len(form)) or len(doc.words)
                if first is not None and first not in covered and last > first:
                    draft.mentions[first] = (last, at, at + len(form))
                    covered.update(range(first, last))
                at = doc.text.find(form, at + len(form))


def _family_first(doc: Document, draft: Draft) -> bool:
    return len(draft.tokens) > 1 and split(draft.name)[0] in doc.lexicon.family_names


def _add_mention(doc: Document, draft: Draft, token: int, covered: set[int]) -> None:
    first = last = token
    while first > 0 and first - 1 not in covered and _is_part(doc, first - 1, draft):
        first -= 1
    last = token + 1
    while last < len(doc.words) and (_is_part(doc, last, draft) or _hyphenated(doc, last, draft)):
        last += 1
    _, end = bare_name(doc, first, last)
    draft.mentions[first] = (last, doc.starts[first], end)
    covered.update(range(first, last))


def _is_part(doc: Document, token: int, draft: Draft) -> bool:
    """A word of the person's name, in any of its forms."""
    return any(are_alike(doc, doc.folded[token], word) for word in draft.tokens)


def _hyphenated(doc: Document, token: int, draft: Draft) -> bool:
    """A hyphen between two parts of the name."""
    behind = token + 1
    return (
        doc.words[token] == "-"
        and doc.is_adjacent(token)
        and behind < len(doc.words)
        and doc.folded[behind] in draft.tokens
    )
