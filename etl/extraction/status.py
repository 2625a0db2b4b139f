"""Whether an event happened, goes on, is planned, possible or denied: the words around its trigger tell."""

from fnmatch import fnmatchcase

from etl.extraction.document import Document, kinds
from etl.extraction.items import Clauses
from etl.lexicon.patterns import Match
from etl.model import EventStatus

_REACH = 9  # words before a trigger within which a cue still governs it
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID", "COOPERATE", "CONCEDE", "RETREAT", "SANCTION"})
_JOINS = kinds("conjunctions")
_ORDER: tuple[EventStatus, ...] = ("denied", "planned", "possible", "ongoing")


def status_of(doc: Document, clauses: Clauses, trigger: Match) -> EventStatus | None:
    """The status of the event that a trigger tells; ``None`` where the text says that it did not happen."""
    first, last = trigger.start, trigger.tail[1] if trigger.tail else trigger.end
    begin, behind = clauses.clause_range(clauses.clause_of(first))
    reach = max(behind, last)
    seen: set[str] = set()
    is_sov = doc.lexicon.data.grammar.word_order == "sov"
    is_participle = _is_participle(doc, last - 1)
    for match in doc.within("cue", clauses.first, reach):
        cue = match.payload.value
        if match.start < first < match.end:
            continue  # the trigger is a part of the cue: ``to do so refused``
        if first <= match.start < last:
            if cue == "negated" and _leaves(match, trigger, last):
                seen.add(cue)
            continue
        if cue == "denied":
            if match.start < first or (is_sov and last <= match.start < behind and _may_be_denied(trigger)):
                seen.add(cue)
        elif match.start > last + 1 and is_participle:
            continue  # ``Peru ayblagan Boliviya kelmadi``: what stands behind its noun is told of that
        elif cue == "negated" and is_sov and clauses.clause_of(match.start) < clauses.clause_of(first):
            continue  # there a verb is negated by its own form
        elif cue == "negated" and match.start < first and _negates_other(doc, match, trigger):
            continue
        elif _governs(doc, clauses, match.start, match.end, first, begin, reach):
            seen.add(cue)
    if "denied" in seen:
        return "denied"
    if "negated" in seen:
        return None
    return next((status for status in _ORDER if status in seen), "occurred")


def _is_participle(doc: Document, token: int) -> bool:
    """A form that stands before its noun."""
    forms = doc.lexicon.data.grammar.attributive
    return any(fnmatchcase(doc.folded[token], form) for told in forms.values() for form in told)


def _negates_other(doc: Document, cue: Match, trigger: Match) -> bool:
    """``не визнає ... та закликає``, ``ödemeyen B'ye ... durdurdu``: another verb before the trigger is negated."""
    where = doc.lexicon.data.grammar.negation
    if where == "adjoins" and trigger.payload.value.kind == "verb":
        return any(doc.opens(i, _JOINS) for i in range(cue.end, trigger.start))
    return where == "follows"


def _may_be_denied(trigger: Match) -> bool:
    """A deed: words are rejected, not denied. Where verbs stand last, the denial stands behind it."""
    return trigger.payload.value.type in _DEEDS


def _leaves(cue: Match, trigger: Match, last: int) -> bool:
    """The cue stands in the trigger's gap, or goes on behind it."""
    in_gap = trigger.tail is not None and trigger.end <= cue.start < trigger.tail[0]
    return in_gap or (cue.start > trigger.start and cue.end > last)


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
