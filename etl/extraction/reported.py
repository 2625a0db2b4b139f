"""Blame and demands in reported speech: ``the minister said that Utopia had violated the border``, ``must leave``."""

from etl.extraction.document import Document
from etl.extraction.items import Clauses, Item

_REACH = 12  # tokens between the party and the reproach
_MARKERS = (None, "subject", "possessor", "of", "by")


def blamed(doc: Document, clauses: Clauses, speaker: Item) -> Item | None:
    """Whom the speaker of a sentence blames in it; ``None`` where nobody else's doings are reproached."""
    if len(speaker.parties) != 1:
        return None
    for word in doc.within("blame", clauses.first, clauses.last):
        if _is_denied(doc, clauses, word.start):
            continue
        doers = [
            item
            for item in clauses.items
            if item.marker in _MARKERS
            and item.kind in ("name", "actor", "demonym", "place", "body")
            and 0 <= word.start - item.last <= _REACH
            and clauses.clause_of(word.start) - item.clause <= 1
        ]
        if doers and len(doers[-1].parties) == 1 and doers[-1].parties != speaker.parties:
            return doers[-1]
    return None


def demanded(doc: Document, clauses: Clauses, speaker: Item) -> Item | None:
    """Of whom the speaker of a sentence says what it must do; ``None`` where of nobody else."""
    if len(speaker.parties) != 1:
        return None
    for word in doc.within("demand", clauses.first, clauses.last):
        begin, _ = clauses.clause_range(clauses.clause_of(word.start))
        told = [i for i in clauses.items if i.last <= word.start and i.first >= begin and i is not speaker]
        last = doc.lexicon.data.grammar.word_order == "sov"
        doer = (told[0] if last else told[-1]) if told else None
        if doer is None or doer.kind not in ("name", "actor") or doer.is_adjective:
            continue
        if not doer.is_bare and doer.marker not in doc.lexicon.data.demanded.doer:
            continue
        near = last or word.start - doer.last <= 1
        if near and len(doer.parties) == 1 and doer.parties != speaker.parties:
            return doer
    return None


def _is_denied(doc: Document, clauses: Clauses, token: int) -> bool:
    """The reproach itself is negated or denied in its clause."""
    begin, _ = clauses.clause_range(clauses.clause_of(token))
    return any(m.payload.value in ("negated", "denied") for m in doc.within("cue", begin, token))
