"""What a sentence only charges, judges or tells twice is no event, though a trigger tells it."""

from etl.extraction.document import Document
from etl.extraction.drafts import Draft
from etl.extraction.items import Clauses
from etl.extraction.wishes import (
    CHARGED,
    GRANTED,
    THREATENED,
    is_asked,
    is_only_asked,
    without_errands,
    without_topics,
    without_wishes,
)
from etl.lexicon.patterns import Match

_ALLEGED = CHARGED | {"AID"}
_SHARED = frozenset({"AGREE", "COOPERATE"})
_JUDGED = frozenset({"ACCUSE", "SUPPORT", "REQUEST"})
_THANKED = frozenset({"SUPPORT", "ACCUSE"})  # what states are thanked or blamed for
_SUBJECT_REACH = 1  # tokens between a verb that stands first and its subject: an article


def without_charges(doc: Document, clauses: Clauses, here: list[Match]) -> list[Match]:
    """``A's accusation that B had attacked C``: what a clause behind the noun tells is charged, not known.

    Where verbs stand last, likewise behind the verb, if none of speech follows: ``A accused B, that it helped C``.
    """
    charges = [m for m in here if m.payload.value.type == "ACCUSE" and _is_followed(doc, clauses, m)]
    if not charges:
        return here
    charged = {clauses.clause_of(m.start) + 1 for m in charges} & clauses.subordinate
    return [m for m in here if m.payload.value.type not in _ALLEGED or clauses.clause_of(m.start) not in charged]


def _is_followed(doc: Document, clauses: Clauses, charge: Match) -> bool:
    """A clause behind the charge may tell what it is."""
    if charge.payload.value.kind == "noun":
        return True
    _, behind = clauses.clause_range(clauses.clause_of(charge.start))
    is_sov = doc.lexicon.data.grammar.word_order == "sov"
    is_relative = clauses.clause_of(charge.start) + 1 in clauses.relative
    return is_sov and not is_relative and not doc.within("speech", charge.last, behind)


def happened(doc: Document, clauses: Clauses, here: list[Match], told: list[Draft]) -> list[Draft]:
    """Those of a sentence's events that it says have happened, or are to; ``here`` are all its triggers."""
    told = [d for d in told if not is_only_asked(doc, clauses, here, d)]
    if len(told) < 2 and not any(d.trigger.type in THREATENED for d in told):
        return told
    told = _without_reasons(doc, here, _without_allegations(doc, clauses, told))
    told = _without_unproven(clauses, here, without_wishes(doc, clauses, told))
    told = without_errands(doc, here, without_topics(doc, clauses, told))
    return _without_doubles([d for d in told if not _is_judged(doc, clauses, here, d)])


def _is_judged(doc: Document, clauses: Clauses, here: list[Match], draft: Draft) -> bool:
    """``A condemned the attack on B``: the subject of the judgement did not do what it judges.

    Nor ``A supports C's efforts to ratify the treaty with B``, where somebody else stands between.
    """
    if draft.trigger.type not in THREATENED | _SHARED | GRANTED:
        return False
    is_first = doc.lexicon.data.grammar.word_order == "vso"
    return any(
        m.payload.value.type in _JUDGED
        and m.payload.value.kind == "verb"
        and m.end <= draft.at
        and clauses.clause_of(m.start) == clauses.clause_of(draft.at)
        and is_asked(doc, draft, m.end - 1)
        and any(
            draft.actor in i.parties and _is_by_another(clauses, draft, max(m.end, i.last))
            for i in clauses.items
            if i.last <= m.start or (is_first and i.is_bare and 0 <= i.first - m.end <= _SUBJECT_REACH)
        )
        for m in here
    )


def _is_by_another(clauses: Clauses, draft: Draft, judgement: int) -> bool:
    """Between the judgement and the deed nobody stands who is said to have done it, or of what two share a third."""
    between = [i for i in clauses.items if judgement <= i.first < draft.at]
    if draft.trigger.type in _SHARED:
        return any(i.parties and not draft.pair & set(i.parties) for i in between)
    return not any(draft.actor in i.parties for i in between)


def _without_doubles(told: list[Draft]) -> list[Draft]:
    """``signed the memorandum``, ``will send aid``: what its verb tells a noun tells no second time; one threat."""
    agreed = {d.pair for d in told if d.trigger.type == "AGREE" and d.trigger.kind == "verb"}
    done = {(d.trigger.type, d.way) for d in told if d.trigger.kind == "verb" and d.status != "occurred"}
    first = {d.pair: d.at for d in reversed(told) if d.trigger.type == "THREATEN"}
    return [d for d in told if not _is_double(d, agreed, done, first)]


def _is_double(
    draft: Draft, agreed: set[frozenset[str]], done: set[tuple[str, tuple[str, str]]], first: dict[frozenset[str], int]
) -> bool:
    if draft.trigger.type == "THREATEN" and draft.at != first[draft.pair]:
        return True
    if draft.trigger.kind == "verb":
        return False
    return (draft.trigger.type == "AGREE" and draft.pair in agreed) or (
        draft.status == "occurred" and (draft.trigger.type, draft.way) in done
    )


def _without_reasons(doc: Document, here: list[Match], told: list[Draft]) -> list[Draft]:
    """``A thanked B for freeing ...`` where the verb stands last: what the reason tells is B's doing, not A's."""
    judged = {d.way: d.at for d in told if d.trigger.type in _THANKED}
    if not judged or doc.lexicon.data.grammar.word_order != "sov":
        return told
    ends = {m.start: m.last for m in here}
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
        if d.trigger.type not in CHARGED
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
        if not (d.trigger.type in _ALLEGED and d.pair in accused and not d.symmetric)
        and not (charges and d.trigger.type in CHARGED and d.way in rejected)
        and not (d.trigger.type == "ACCUSE" and d.trigger.kind == "noun" and d.way in rejected)
        and not (d.trigger.type == "CONSULT" and d.trigger.mode in (None, "mediate") and d.way in rejected)
        and not (d.trigger.type == "CONCEDE" and d.way in rejected)
    ]
