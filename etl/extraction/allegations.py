"""What a sentence only charges, asks, refuses or threatens is no event, though a trigger tells it."""

from etl.extraction.document import COMMAS, Document, kinds
from etl.extraction.drafts import Draft
from etl.extraction.items import Clauses
from etl.lexicon.patterns import Match

_CHARGED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})  # what states are accused of
_ASKED = frozenset({"SUPPORT", "AID", "COOPERATE", "AGREE"})
_REFUSED = frozenset({"COOPERATE", "AID"})
_THREATENED = _CHARGED | {"SANCTION"}
_JUDGED = frozenset({"ACCUSE", "SUPPORT", "REQUEST"})
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
    told = _without_unproven(clauses, here, _without_wishes(doc, _without_allegations(told)))
    return _without_doubles([d for d in told if not _is_judged(doc, clauses, here, d)])


def _is_judged(doc: Document, clauses: Clauses, here: list[Match], draft: Draft) -> bool:
    """``A condemned the attack on B``: the subject of the judgement did not do what it judges."""
    if draft.trigger.type not in _THREATENED and draft.trigger.type not in _GRANTED:
        return False
    return any(
        m.payload.value.type in _JUDGED
        and m.payload.value.kind == "verb"
        and m.end <= draft.at
        and clauses.clause_of(m.start) == clauses.clause_of(draft.at)
        and _is_asked(doc, draft, m.end - 1)
        and not any(m.end <= i.first < draft.at and draft.actor in i.parties for i in clauses.items)
        and any(i.last <= m.start and draft.actor in i.parties for i in clauses.items)
        for m in here
    )


def _without_doubles(told: list[Draft]) -> list[Draft]:
    """``signed the memorandum``: what a verb tells of two parties its object tells no second time."""
    verbs = {d.pair for d in told if d.trigger.type == "AGREE" and d.trigger.kind == "verb"}
    return [d for d in told if d.trigger.type != "AGREE" or d.trigger.kind == "verb" or d.pair not in verbs]


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
        and not (d.trigger.type == "CONSULT" and d.trigger.mode in (None, "mediate") and d.way in rejected)
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
        and not (d.trigger.type == "COERCE" and d.way in freed)
        and not (d.trigger.type in _THREATENED and _is_asked(doc, d, threatened.get(d.way)))
    ]


def _is_asked(doc: Document, draft: Draft, request: int | None) -> bool:
    """Nothing joins the two, so that one is what the other asks for or threatens: ``urged B to back the plan``."""
    if request is None:
        return False
    first, last = sorted((draft.at, request))
    return not any(doc.words[i] in COMMAS or doc.opens(i, _JOINS) for i in range(first + 1, last))
