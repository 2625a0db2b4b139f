"""Whether an event happened, goes on, is planned, possible or denied: the words around its trigger tell."""

from etl.extraction.cancelled import called_off
from etl.extraction.cues import cues
from etl.extraction.document import Document, kinds
from etl.extraction.items import Clauses
from etl.lexicon.patterns import Match
from etl.model import EventStatus

_REACH = 9  # words before a trigger within which a cue still governs it
_HELD = frozenset({"CONSULT", "COOPERATE"})  # what is held, so that a verb behind it tells when
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID", "COOPERATE", "CONCEDE", "RETREAT", "SANCTION"})
_JOINED_REACH = 3  # words between a conjunction and the verb that it joins: an auxiliary, an adverb
_PARTICLE = 1  # words behind a finite verb that may still negate it: қойған жоқ
_NEGATING = 4  # tokens behind a verb within which another word negates it
_SAID = frozenset({"THREATEN", "REQUEST", "REJECT"})
_JOINS = kinds("conjunctions")
_ORDER: tuple[EventStatus, ...] = ("denied", "planned", "possible", "ongoing")


def status_of(doc: Document, clauses: Clauses, trigger: Match) -> EventStatus | None:
    """The status of the event that a trigger tells; ``None`` where the text says that it did not happen."""
    if (stopped := called_off(doc, clauses, trigger)) is not None:
        return stopped
    first, last = trigger.start, trigger.tail[1] if trigger.tail else trigger.end
    begin, behind = clauses.clause_range(clauses.clause_of(first))
    reach = last + _PARTICLE if _is_finite(doc, trigger, last) else max(behind, last)
    if _is_occasion(doc, trigger):
        reach = last  # ``in the talks``: what is planned there is another matter
    seen: set[str] = set()
    is_sov = doc.lexicon.data.grammar.word_order == "sov"
    is_participle = _is_participle(doc, last - 1)
    for match in cues(doc, clauses.first, reach):
        cue = match.payload.value
        if match.start < first < match.end and (cue in ("negated", "denied") or trigger.end < match.end):
            continue  # the trigger is a part of the cue: ``to do so refused``; 将访 is not
        if first <= match.start < last:
            if (cue == "negated" and _leaves(match, trigger, last)) or (
                cue == "planned" and is_sov and _is_auxiliary(match, trigger)
            ):
                seen.add(cue)
            continue
        is_behind = cue == "planned" and match.start >= last and trigger.payload.value.type in _HELD
        if is_behind and _tells_of_subject(doc, clauses, trigger, match.start):
            seen.add(cue)
            continue
        if cue == "denied":
            apart = _is_said(trigger) and clauses.clause_of(match.start) < clauses.clause_of(first)
            ahead = match.start < first and not apart
            if ahead or (is_sov and first < match.start < reach and _may_be_denied(trigger)):
                seen.add(cue)
        elif match.start < first < match.end:
            seen.add(cue)
        elif cue == "negated" and _is_joined(doc, match.start, trigger):
            continue
        elif match.start > last + 1 and is_participle:
            continue  # ``Peru ayblagan Boliviya kelmadi``: what stands behind its noun is told of that
        elif cue == "negated" and is_sov and clauses.clause_of(match.start) < clauses.clause_of(first):
            continue  # there a verb is negated by its own form
        elif cue == "negated" and match.start < first and _negates_other(doc, match, trigger):
            continue
        elif cue == "negated" and is_sov and _is_far_behind(match, trigger, last):
            continue  # another verb's
        elif _governs(doc, clauses, match.start, match.end, first, begin, reach):
            seen.add(cue)
    if "denied" in seen:
        return "denied"
    if "negated" in seen:
        return None
    return next((status for status in _ORDER if status in seen), "occurred")


def _is_joined(doc: Document, cue: int, trigger: Match) -> bool:
    """``demanded ... and threatened``: what is demanded has not happened, but the next deed of who demands it has."""
    if trigger.payload.value.kind != "verb" or not doc.within("event", cue, cue + 1):
        return False
    begin = max(cue + 1, trigger.start - _JOINED_REACH)
    return any(doc.starts_with("conjunctions", at) is not None for at in range(begin, trigger.start))


def _tells_of_subject(doc: Document, clauses: Clauses, trigger: Match, cue: int) -> bool:
    """``talks between A and B will begin``: the noun heads its clause, and the cue's verb is the next one behind it."""
    if trigger.payload.value.kind != "noun" or cue < trigger.end:
        return False
    begin, behind = clauses.clause_range(clauses.clause_of(trigger.start))
    said = doc.within("speech", begin, trigger.start)
    begin = said[-1].end if said else begin
    heads = not any(i.is_bare and begin <= i.first < trigger.start for i in clauses.items)
    return (
        cue < behind
        and heads
        and not doc.within("event", begin, trigger.start)
        and not doc.within("event", trigger.end, cue)
        and not any(i.is_bare and trigger.end < i.first < cue and not i.is_adjective for i in clauses.items)
    )


def _is_participle(doc: Document, token: int) -> bool:
    """A form that stands before its noun."""
    forms = doc.lexicon.data.grammar.attributive
    return any(doc.is_form(token, told) for told in forms.values())


def _negates_other(doc: Document, cue: Match, trigger: Match) -> bool:
    """``не визнає ... та закликає``, ``ödemeyen B'ye ... durdurdu``: another verb before the trigger is negated."""
    where = doc.lexicon.data.grammar.negation
    if where == "adjoins" and trigger.payload.value.kind == "verb":
        return any(doc.opens(i, _JOINS) for i in range(cue.end, trigger.start))
    return where == "follows"


def _may_be_denied(trigger: Match) -> bool:
    """A deed: words are rejected, not denied. Where verbs stand last, the denial stands behind it."""
    return trigger.payload.value.type in _DEEDS


def _is_far_behind(cue: Match, trigger: Match, last: int) -> bool:
    """Where verbs stand last, a verb is negated by what stands near: ``condemned .., threatened to``."""
    return trigger.payload.value.kind == "verb" and cue.start - last > _NEGATING


def _is_occasion(doc: Document, trigger: Match) -> bool:
    """A meeting as a noun with ``in`` or ``after`` behind it: where, or when, something else happened."""
    behind = doc.starts_with("postposition", trigger.end)
    is_meeting = trigger.payload.value.kind == "noun" and trigger.payload.value.type == "CONSULT"
    return is_meeting and behind is not None and behind.payload.value in ("in", "after")


def _is_said(trigger: Match) -> bool:
    """``denied the charge, and warned B``: who denies may go on to warn, to ask and to refuse."""
    return trigger.payload.value.kind == "verb" and trigger.payload.value.type in _SAID


def _is_finite(doc: Document, trigger: Match, last: int) -> bool:
    """Where verbs stand last, nothing behind a finite one governs it: ``agreed to meet next week``."""
    forms = doc.lexicon.data.grammar.finite_verbs
    return bool(forms) and trigger.payload.value.kind == "verb" and doc.is_form(last - 1, forms)


def _is_auxiliary(cue: Match, trigger: Match) -> bool:
    """The verb's own form tells it: ``memoranda .. signed will be``."""
    return trigger.tail is not None and trigger.tail[0] < cue.start and cue.end <= trigger.tail[1]


def _leaves(cue: Match, trigger: Match, last: int) -> bool:
    """The cue stands in the trigger's gap, or goes on behind it."""
    in_gap = trigger.tail is not None and trigger.end <= cue.start < trigger.tail[0]
    goes_on = cue.start > trigger.start and cue.end > last
    return in_gap or (goes_on and trigger.payload.value.type != "REJECT")  # ``si rifiuta di``


def _governs(doc: Document, clauses: Clauses, start: int, end: int, trigger: int, begin: int, behind: int) -> bool:
    """In the trigger's clause, before it and near; where verbs stand last, behind it too."""
    if start < trigger and _continues(clauses, start, trigger):
        return trigger - end <= doc.reach(_REACH) or doc.lexicon.data.grammar.word_order == "v2"
    if begin <= start < trigger:
        return trigger - end <= doc.reach(_REACH) or doc.lexicon.data.grammar.verb_last
    if trigger < start < behind:
        return doc.lexicon.data.grammar.verb_last
    return False


def _continues(clauses: Clauses, cue: int, trigger: int) -> bool:
    """``its readiness, to sign ...``: the cue stands in the clause before, and the trigger's clause has no subject."""
    clause = clauses.clause_of(trigger)
    if clause - 1 in clauses.relative:
        return False  # ``A, which is no member, will ...``
    subjects = [i for i in clauses.items if i.clause == clause and i.is_bare and i.last <= trigger]
    return clauses.first <= cue and clauses.clause_of(cue) == clause - 1 and not subjects
