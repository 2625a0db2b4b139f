"""What a sentence only charges, asks, refuses or threatens is no event, though a trigger tells it."""

from etl.extraction.document import COMMAS, Document, kinds
from etl.extraction.drafts import Draft
from etl.extraction.items import Clauses
from etl.lexicon.patterns import Match

_CHARGED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})  # what states are accused of
_ASKED = frozenset({"SUPPORT", "AID"})
_REFUSED = frozenset({"COOPERATE", "AID"})
_THREATENED = _CHARGED | {"SANCTION"}
_GRANTED = frozenset({"CONCEDE", "RETREAT"})  # what states ask of each other
_JOINS = kinds("conjunctions")


def without_charges(clauses: Clauses, here: list[Match]) -> list[Match]:
    """``A's accusation that B had attacked C``: what a clause behind the noun tells is charged, not known."""
    nouns = [m for m in here if m.payload.value.type == "ACCUSE" and m.payload.value.kind == "noun"]
    if not nouns:
        return here
    charged = {clauses.clause_of(m.start) + 1 for m in nouns} & clauses.subordinate
    return [m for m in here if m.payload.value.type not in _CHARGED or clauses.clause_of(m.start) not in charged]


def happened(doc: Document, clauses: Clauses, here: list[Match], told: list[Draft]) -> list[Draft]:
    """Those of a sentence's events that it says have happened, or are to; ``here`` are all its triggers."""
    if len(told) < 2 and not any(d.trigger.type in _CHARGED for d in told):
        return told
    return _without_doubles(_without_unproven(clauses, here, _without_wishes(doc, _without_allegations(told))))


def _without_doubles(told: list[Draft]) -> list[Draft]:
    """``signed the memorandum``, ``warned of retaliation``: what a verb tells of two parties is told once."""
    verbs = {d.pair for d in told if d.trigger.type == "AGREE" and d.trigger.kind == "verb"}
    first = {d.pair: d.at for d in reversed(told) if d.trigger.type == "THREATEN"}
    return [
        d
        for d in told
        if not (d.trigger.type == "AGREE" and d.trigger.kind == "noun" and d.pair in verbs)
        and not (d.trigger.type == "THREATEN" and d.at != first[d.pair])
    ]


def _without_unproven(clauses: Clauses, here: list[Match], told: list[Draft]) -> list[Draft]:
    """``after accusing B of meddling``: what B does there is charged, though the text hides who accuses."""
    found = {d.at for d in told}
    accusing = [m for m in here if m.payload.value.type == "ACCUSE" and m.start not in found]
    return [
        d
        for d in told
        if d.trigger.type not in _CHARGED
        or not any(m.end <= i.first < d.at and d.actor in i.parties for m in accusing for i in clauses.items)
    ]


def _without_allegations(told: list[Draft]) -> list[Draft]:
    """What a sentence accuses of or rejects is no event: ``accused B of meddling``, ``refused to talk to B``."""
    accused = {d.pair for d in told if d.trigger.type == "ACCUSE"}
    rejected = {d.way for d in told if d.trigger.type == "REJECT"}
    return [
        d
        for d in told
        if not (d.trigger.type in _CHARGED and d.pair in accused)
        and not (d.trigger.type == "ACCUSE" and d.trigger.kind == "noun" and d.way in rejected)
        and not (d.trigger.type == "CONSULT" and d.trigger.mode is None and d.way in rejected)
        and not (d.trigger.type == "CONCEDE" and d.way in rejected)
    ]


def _without_wishes(doc: Document, told: list[Draft]) -> list[Draft]:
    """What a sentence asks of somebody has not been done: ``urged B to reopen the border``; what it frees was held."""
    asked = {d.pair: d.at for d in told if d.trigger.type == "REQUEST" and d.trigger.kind == "verb"}
    refused = {d.way: d.at for d in told if d.trigger.type == "REJECT"}
    threatened = {d.way: d.at for d in told if d.trigger.type == "THREATEN"}
    freed = {d.way for d in told if d.trigger.mode == "release"}
    return [
        d
        for d in told
        if not (d.trigger.type in _GRANTED and d.pair in asked)
        and not (d.trigger.type in _ASKED and _is_asked(doc, d, asked.get(d.pair)))
        and not (d.trigger.type in _REFUSED and d.status != "denied" and _is_asked(doc, d, refused.get(d.way)))
        and not (d.trigger.type == "CONSULT" and d.trigger.kind == "noun" and _is_asked(doc, d, _before(asked, d)))
        and not (d.trigger.type == "CONSULT" and d.trigger.kind == "noun" and d.pair <= _who_ask(told, d.at))
        and not (d.trigger.type == "COERCE" and d.way in freed)
        and not (d.trigger.type in _THREATENED and _is_asked(doc, d, threatened.get(d.way)))
    ]


def _who_ask(told: list[Draft], at: int) -> set[str]:
    """Who has asked before a token: ``A and B called on C to resume the talks`` tells of none between A and B."""
    return {d.actor for d in told if d.trigger.type == "REQUEST" and d.trigger.kind == "verb" and d.at < at}


def _before(asked: dict[frozenset[str], int], draft: Draft) -> int | None:
    """Where the same two are asked before something is told: ``called for talks with B``, not ``asked in talks``."""
    request = asked.get(draft.pair)
    return request if request is not None and request < draft.at else None


def _is_asked(doc: Document, draft: Draft, request: int | None) -> bool:
    """Nothing joins the two, so that one is what the other asks for or threatens: ``urged B to back the plan``."""
    if request is None:
        return False
    first, last = sorted((draft.at, request))
    return not any(doc.words[i] in COMMAS or doc.opens(i, _JOINS) for i in range(first + 1, last))
