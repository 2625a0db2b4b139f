"""What a sentence only asks for, refuses, threatens or talks about is no event, though a trigger tells it."""

from etl.extraction.document import COMMAS, Document, kinds
from etl.extraction.drafts import Draft
from etl.extraction.items import Clauses
from etl.extraction.situation import is_infinitive
from etl.lexicon.patterns import Match

CHARGED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})  # what states are accused of
THREATENED = CHARGED | {"SANCTION"}
GRANTED = frozenset({"CONCEDE", "RETREAT"})  # what states ask of each other
_ASKED = frozenset({"SUPPORT", "AID", "COOPERATE", "AGREE"})
_NAMED = frozenset({"ASSAULT", "CONSULT", "REJECT"})  # what a request may name: to stop shooting, to come to talks
_REFUSED = frozenset({"COOPERATE", "AID", "RETREAT"})
_DISCUSSED = THREATENED | {"RETREAT", "THREATEN", "ACCUSE", "PROTEST"}  # what states talk about, done by whomever
_TOPIC_REACH = 3  # tokens between the word for *about* and the noun
_JOINS = kinds("conjunctions")


def without_wishes(doc: Document, clauses: Clauses, told: list[Draft]) -> list[Draft]:
    """What a sentence asks of somebody has not been done: ``urged B to reopen the border``; what it frees was held."""
    asked = {d.pair: d.at for d in _requests(told)}
    refused = {d.way: d.at for d in told if d.trigger.type == "REJECT"}
    threatened = {d.way: d.at for d in told if d.trigger.type == "THREATEN"}
    freed = {(d.way, clauses.clause_of(d.at)) for d in told if d.trigger.mode == "release"}
    return [
        d
        for d in told
        if not (d.trigger.type in GRANTED and d.pair in asked)
        and not (d.trigger.type in _ASKED and is_asked(doc, d, asked.get(d.pair)))
        and not (d.trigger.type in _REFUSED and d.status != "denied" and is_asked(doc, d, refused.get(d.way)))
        and not (d.trigger.kind == "noun" and d.trigger.type in _NAMED and is_asked(doc, d, asked.get(d.pair)))
        and not (d.trigger.type == "COERCE" and (d.way, clauses.clause_of(d.at)) in freed)
        and not (d.trigger.type == "CONSULT" and d.trigger.kind == "noun" and d.pair <= _who_ask(told, d.at))
        and not (d.trigger.type in THREATENED and is_asked(doc, d, threatened.get(d.way)))
    ]


def _who_ask(told: list[Draft], at: int) -> set[str]:
    """Who has asked before a token: ``A and B called on C to resume the talks`` tells of none between A and B."""
    return {d.actor for d in _requests(told) if d.at < at}


def _requests(told: list[Draft]) -> list[Draft]:
    """What a verb asks for."""
    return [d for d in told if d.trigger.type == "REQUEST" and d.trigger.kind == "verb"]


def without_errands(doc: Document, here: list[Match], told: list[Draft]) -> list[Draft]:
    """``A encouraged B to send C arms``: the infinitive is B's errand, not A's doing."""
    asked = _requests(told)
    if not asked:
        return told
    errands = {m.start for m in here if m.payload.value.kind == "verb" and is_infinitive(doc, m)}
    return [
        d
        for d in told
        if d.at not in errands or not any(r.actor == d.actor and _is_errand(doc, r.at, d.at) for r in asked)
    ]


def _is_errand(doc: Document, request: int, deed: int) -> bool:
    """Behind the request, and nothing joins them: no conjunction, no comma but where one opens each infinitive."""
    marks = "" if doc.lexicon.data.grammar.word_order == "v2" else COMMAS
    return request < deed and not _is_joined(doc, request, deed, marks)


def without_topics(doc: Document, clauses: Clauses, told: list[Draft]) -> list[Draft]:
    """``A spoke to B about the fighting at the border``: what two talk about neither has done to the other."""
    met = {d.pair for d in told if d.trigger.type == "CONSULT"}
    return [
        d
        for d in told
        if not (d.trigger.type in _DISCUSSED and d.trigger.kind == "noun" and d.pair in met)
        or not _is_topic(doc, clauses, d)
    ]


def _is_topic(doc: Document, clauses: Clauses, draft: Draft) -> bool:
    """Right behind a word for *about*, and nobody stands between who is said to have done it."""
    for begin in range(draft.at, max(clauses.first, draft.at - _TOPIC_REACH) - 1, -1):
        marker = doc.ends_with("marker", begin)
        if marker is not None and marker.payload.value == "about":
            return not any(begin <= i.first < draft.at and i.parties for i in clauses.items)
    return False


def is_only_asked(doc: Document, clauses: Clauses, here: list[Match], draft: Draft) -> bool:
    """``urged A to keep out of the agreements between B and C``: no news; with the verb last, it follows."""
    if draft.trigger.type != "AGREE" or draft.trigger.kind != "noun":
        return False
    is_last = doc.lexicon.data.grammar.word_order == "sov"
    verbs = [
        m for m in here if m.payload.value.kind == "verb" and (m.start > draft.at if is_last else m.end <= draft.at)
    ]
    if not verbs:
        return False
    asking = verbs[0 if is_last else -1]
    same_clause = clauses.clause_of(asking.start) == clauses.clause_of(draft.at)
    return same_clause and asking.payload.value.type == "REQUEST"


def is_asked(doc: Document, draft: Draft, request: int | None) -> bool:
    """Nothing joins the two, so that one is what the other asks for or threatens: ``urged B to back the plan``."""
    if request is None:
        return False
    return not _is_joined(doc, min(draft.at, request), max(draft.at, request), COMMAS)


def _is_joined(doc: Document, first: int, last: int, marks: str) -> bool:
    """A conjunction or one of the marks stands between the two tokens."""
    return any(doc.words[i] in marks or doc.opens(i, _JOINS) for i in range(first + 1, last))
