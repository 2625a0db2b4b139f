"""What a sentence only charges, asks, refuses or threatens is no event, though a trigger tells it."""

from etl.extraction.document import COMMAS, Document, kinds
from etl.extraction.drafts import Draft
from etl.extraction.items import Clauses
from etl.lexicon.patterns import Match

_CHARGED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})  # what states are accused of
_ASKED = frozenset({"SUPPORT", "AID"})
_NAMED = frozenset({"ASSAULT", "CONSULT", "REJECT"})  # what a request may name: to stop shooting, to come to talks
_REFUSED = frozenset({"COOPERATE", "AID"})
_THREATENED = _CHARGED | {"SANCTION"}
_GRANTED = frozenset({"CONCEDE", "RETREAT"})  # what states ask of each other
_JUDGED = frozenset({"SUPPORT", "ACCUSE"})  # what states are thanked or blamed for
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
    told = _without_reasons(doc, here, _without_allegations(doc, clauses, told))
    return _without_doubles(_without_unproven(clauses, here, _without_wishes(doc, clauses, told)))


def _without_doubles(told: list[Draft]) -> list[Draft]:
    """``signed the memorandum``, ``will send aid``: what a verb tells its object tells no second time."""
    agreed = {d.pair for d in told if d.trigger.type == "AGREE" and d.trigger.kind == "verb"}
    done = {(d.trigger.type, d.way) for d in told if d.trigger.kind == "verb" and d.status != "occurred"}
    return [
        d
        for d in told
        if d.trigger.kind == "verb"
        or (
            not (d.trigger.type == "AGREE" and d.pair in agreed)
            and not (d.status == "occurred" and (d.trigger.type, d.way) in done)
        )
    ]


def _without_reasons(doc: Document, here: list[Match], told: list[Draft]) -> list[Draft]:
    """``A thanked B for freeing ...`` where the verb stands last: what the reason tells is B's doing, not A's."""
    judged = {d.way: d.at for d in told if d.trigger.type in _JUDGED}
    if not judged or doc.lexicon.data.grammar.word_order != "sov":
        return told
    ends = {m.start: m.tail[1] if m.tail is not None else m.end for m in here}
    reasons = {at for at, end in ends.items() if _is_reason(doc, end)}
    return [d for d in told if d.at not in reasons or d.at >= judged.get(d.way, 0)]


def _is_reason(doc: Document, behind: int) -> bool:
    """``for`` stands right behind a verb."""
    found = doc.starts_with("postposition", behind)
    return found is not None and found.payload.value == "for"


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


def _without_allegations(doc: Document, clauses: Clauses, told: list[Draft]) -> list[Draft]:
    """What a sentence accuses of or rejects is no event: ``accused B of meddling``, ``refused to talk to B``."""
    accused = {d.pair for d in told if d.trigger.type in ("ACCUSE", "PROTEST")}
    rejected = {d.way for d in told if d.trigger.type == "REJECT"}
    triggers = (m.payload.value for m in doc.within("event", clauses.first, clauses.last)) if rejected else ()
    charges = any(t.type == "ACCUSE" and t.kind == "noun" for t in triggers)
    return [
        d
        for d in told
        if not (d.trigger.type in _CHARGED and d.pair in accused)
        and not (charges and d.trigger.type in _CHARGED and d.way in rejected)
        and not (d.trigger.type == "ACCUSE" and d.trigger.kind == "noun" and d.way in rejected)
        and not (d.trigger.type == "CONSULT" and d.trigger.mode is None and d.way in rejected)
        and not (d.trigger.type == "CONCEDE" and d.way in rejected)
    ]


def _without_wishes(doc: Document, clauses: Clauses, told: list[Draft]) -> list[Draft]:
    """What a sentence asks of somebody has not been done: ``urged B to reopen the border``; what it frees was held."""
    asked = {d.pair: d.at for d in told if d.trigger.type == "REQUEST" and d.trigger.kind == "verb"}
    refused = {d.way: d.at for d in told if d.trigger.type == "REJECT"}
    threatened = {d.way: d.at for d in told if d.trigger.type == "THREATEN"}
    freed = {(d.way, clauses.clause_of(d.at)) for d in told if d.trigger.mode == "release"}
    return [
        d
        for d in told
        if not (d.trigger.type in _GRANTED and d.pair in asked)
        and not (d.trigger.type in _ASKED and _is_asked(doc, d, asked.get(d.pair)))
        and not (d.trigger.type in _REFUSED and d.status != "denied" and _is_asked(doc, d, refused.get(d.way)))
        and not (d.trigger.kind == "noun" and d.trigger.type in _NAMED and _is_asked(doc, d, asked.get(d.pair)))
        and not (d.trigger.type == "COERCE" and (d.way, clauses.clause_of(d.at)) in freed)
        and not (d.trigger.type in _THREATENED and _is_asked(doc, d, threatened.get(d.way)))
    ]


def _is_asked(doc: Document, draft: Draft, request: int | None) -> bool:
    """Nothing joins the two, so that one is what the other asks for or threatens: ``urged B to back the plan``."""
    if request is None:
        return False
    first, last = sorted((draft.at, request))
    return not any(doc.words[i] in COMMAS or doc.opens(i, _JOINS) for i in range(first + 1, last))
