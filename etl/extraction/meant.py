"""Whom a trigger means where its frame finds nobody: by the talk so far, or by the rest of the sentence."""

from etl.extraction.arguments import Arguments
from etl.extraction.discourse import Discourse
from etl.extraction.document import Document
from etl.extraction.items import Clauses, Item
from etl.extraction.pairs import two_of
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Trigger

_ANSWERS = frozenset({"THREATEN", "ACCUSE", "PROTEST", "REJECT"})  # what is said to what somebody has done
_SURE_TRIGGER = 0.7  # from this confidence a trigger may have the sentence's own speaker for its recipient


def of_another_clause(clauses: Clauses, told: Item | None, actor: Item) -> Item | None:
    """``Because B backs rebels in C, A has cut its aid to that country``: the last named before, not who acts."""
    if told is None or told.kind != "pronoun":
        return None
    others = [i for i in clauses.items if i.parties and i.clause < told.clause and i.parties != actor.parties]
    return max(others, key=lambda i: (i.marker != "in", i.first), default=None)


def implied(
    doc: Document, match: Match, trigger: Trigger, actor: Item, found: Arguments, discourse: Discourse
) -> Item | None:
    """Whom the talk so far means: the other of the last pair, the sentence's speaker, who was helped before."""
    if (other := discourse.other_side(actor.parties)) is not None:
        return other
    is_sure = trigger.confidence >= _SURE_TRIGGER and _is_verbal(doc, match, trigger)
    here = discourse.here if is_sure else None
    if here is not None and here.parties != actor.parties and here.marker != "after":
        return here  # but ``according to C`` A did something: C only tells it
    if trigger.type == "AID" and trigger.kind == "verb" and found.actor is not None and discourse.helped is not None:
        return discourse.helped if discourse.helped.parties != actor.parties else None
    return None


def only_other(clauses: Clauses, match: Match, trigger: Trigger, found: Arguments) -> Item | None:
    """``After B's missile had landed, A threatened revenge``: the only other party, which the sentence names before."""
    actor = found.actor
    if trigger.kind != "verb" or trigger.type not in _ANSWERS or actor is None or not actor.is_bare:
        return None
    others = [i for i in two_of(clauses) or () if i.parties != actor.parties and i.last <= match.start]
    return others[0] if len(others) == 1 else None


def is_spoken_of(doc: Document, match: Match, actor: Item | None) -> bool:
    """``A welcomed the decision to keep the embargo``: of a noun behind a verb the subject need not be the doer."""
    if match.payload.value.kind != "noun" or actor is None or not actor.is_bare or actor.is_adjective:
        return False
    return any(m.payload.value.kind == "verb" for m in doc.within("event", actor.last, match.start))


def _is_verbal(doc: Document, match: Match, trigger: Trigger) -> bool:
    """A verb, or one in the form of a noun: what a speaker says that somebody does may be done to the speaker."""
    return trigger.kind == "verb" or doc.is_form(match.last - 1, doc.lexicon.data.grammar.nominal_verbs)
