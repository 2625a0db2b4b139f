"""Who may be speaking in a sentence: those who stand beside its verbs of speech."""

from collections.abc import Iterator

from etl.extraction.document import Document
from etl.extraction.forms import has_form
from etl.extraction.items import Clauses, Item
from etl.lexicon.patterns import Match

_BEFORE, _BEHIND = 8, 2  # tokens between a verb of speech and who speaks, on either side of it
_KINDS = ("actor", "name", "demonym", "place", "body", "pronoun")


def speakers(doc: Document, clauses: Clauses) -> Iterator[Item]:
    """The likeliest first; a pronoun stands for somebody else, whom only the sentences before tell."""
    for match in doc.within("speech", clauses.first, clauses.last):
        if (source := _source(doc, clauses, match)) is not None:
            yield source
            continue
        if (seat := _seat(doc, clauses, match.start)) is not None:
            yield seat
            continue
        before = [i for i in clauses.items if i.last <= match.start and i.is_bare and match.start - i.last <= _BEFORE]
        before = _reporting(doc, clauses, match.start) or before
        behind = [i for i in clauses.items if 0 <= i.first - match.end <= _BEHIND and _speaks(i)]
        behind = [i for i in behind if not doc.within("clause_openers", match.end, i.first)]  # ``said that B``
        if not behind and (not before or _is_quoted(doc, before[-1], match.start)):
            before = _outside_quotes(doc, clauses, match.start) or before
        if behind and before and _is_quoted(doc, before[-1], match.start):
            before = []  # ``"A must go", said B``
        for item in [*reversed(before), *behind] if not behind or before else behind:
            if item.kind in _KINDS:
                yield item


def _source(doc: Document, clauses: Clauses, speech: Match) -> Item | None:
    """``According to A, B ...``, ``A'ya göre``: where the word for it is a preposition, or stands behind as one."""
    ahead, behind = doc.starts_with("marker", speech.start), doc.starts_with("postposition", speech.start)
    if ahead is not None and ahead.payload.value == "after":
        return next((i for i in clauses.items if 0 <= i.first - ahead.end <= 1 and i.kind in _KINDS), None)
    if behind is not None and behind.payload.value == "after":
        return next((i for i in clauses.items if i.last == speech.start and i.kind in _KINDS), None)
    return None


def _seat(doc: Document, clauses: Clauses, speech: int) -> Item | None:
    """``В МИД A заявили``: where a verb in the plural has no subject, who sits there speaks."""
    grammar = doc.lexicon.data.grammar
    if grammar.word_order != "svo" or not has_form(doc.folded[speech], grammar.impersonal_verbs):
        return None
    clause = clauses.clause_of(speech)
    here = [i for i in clauses.items if i.clause == clause]
    if any(i.is_bare and i.kind != "place" for i in here):
        return None
    seats = [i for i in here if i.marker in ("in", "at", "by") and (i.is_seat or i.kind in ("actor", "name"))]
    return min(seats, key=lambda i: abs(i.first - speech), default=None)


def _speaks(item: Item) -> bool:
    """``said B``, ``as told by B``."""
    return item.is_bare or item.marker == "by"


def _reporting(doc: Document, clauses: Clauses, speech: int) -> list[Item]:
    """``A, B'nin saldırdığını bildirdi``: who names what another did, right before the verb, opened the sentence."""
    forms = doc.lexicon.data.grammar.nominal_verbs
    if speech == clauses.first or not has_form(doc.folded[speech - 1], forms):
        return []
    clause = clauses.clause_of(speech)
    begin, _ = clauses.clause_range(clause)
    if clause > 0:
        ahead, behind = clauses.clause_range(clause - 1)
        if any(i.first == ahead and i.last == behind - 1 for i in clauses.items):
            begin = ahead  # a comma parts the subject from its clause
    return [i for i in clauses.items if begin <= i.first and i.last <= speech and i.is_bare and i.parties][:1]


def _outside_quotes(doc: Document, clauses: Clauses, speech: int) -> list[Item]:
    """``B sözcüsü, "A ateş açtı" dedi``: who speaks stands before the quotation, not in it."""
    quotes = doc.lexicon.data.grammar.quotes
    marks = [i for i in range(clauses.first, speech) if doc.words[i] in quotes]
    outside = [
        i
        for i in clauses.items
        if i.last <= speech and i.is_bare and i.parties and sum(mark < i.first for mark in marks) % 2 == 0
    ]
    return outside[-1:] if len(marks) == 2 else []


def _is_quoted(doc: Document, item: Item, speech: int) -> bool:
    """A quotation ends between an item and the verb of speech behind it."""
    return any(word in doc.lexicon.data.grammar.quotes for word in doc.words[item.last : speech])
