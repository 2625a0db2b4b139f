"""Who acts on whom: fills a trigger's frame with the items around it.

Word order, voice, prepositions and cases are read off the items' markers (see ``clauses``); what a frame looks for, and
in which order, is data (``lexicon/frames.yaml``).
"""

from dataclasses import dataclass

from etl.extraction.document import Document
from etl.extraction.filling import Filling
from etl.extraction.items import Clauses, Item
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Frame, Trigger

_JUDGING = frozenset({"REQUEST", "ACCUSE", "SUPPORT"})  # what is said of deeds, not of who suffers them; in quotes, too
_STATED = frozenset({"REJECT", "ACCUSE", "SUPPORT", "CONSULT"})  # what governments do by saying something
_FROM_CONDITION = 0.85
_FROM_SEAT = 0.8
_FROM_QUOTATION = 0.8


@dataclass(frozen=True, slots=True)
class Arguments:
    """The items found for a trigger; ``weight`` 0..1 tells how sure the way was that they were found.

    ``concerns_others``: strangers stand where the recipient should, so that nobody spoken of before is meant.
    ``hides_actor``: a passive that names nobody who acts.
    ``undergoes``: who seems to act is acted on, by somebody else: ``A said that sanctions on A were wrong``.
    ``lacks_subject``: a verb before which there is no room for a subject, so that an earlier one may go on.
    """

    actor: Item | None
    recipient: Item | None
    weight: float
    lacks_subject: bool
    concerns_others: bool = False
    hides_actor: bool = False
    undergoes: bool = False


def find_arguments(doc: Document, clauses: Clauses, match: Match, trigger: Trigger, frame: Frame) -> Arguments:
    """The actor and the recipient that the sentence itself gives a trigger."""
    reader = Filling(doc, clauses, match, trigger)
    both = reader.both_owners() if frame.symmetric else None
    if both is not None:
        return Arguments(both, both, 0.95, False)
    doers = [p for p in frame.actor if p != "from" or reader.may_act_from()]  # ``goods from A were taxed``
    if trigger.kind == "verb":
        doers.sort(key=lambda p: p == "of")  # a visit is of somebody, but who visits is the subject
    actor, actor_weight = reader.fill(doers, None)
    recipient, recipient_weight = reader.fill(frame.recipient, actor, is_directed=not frame.symmetric)
    if recipient is not None and recipient.nation and actor is not None:
        recipient = recipient._replace(parties=recipient.nation, kind="demonym")
    if actor is None and recipient is not None:
        actor, actor_weight = reader.fill(doers, recipient)
        if actor is None and reader.passive and trigger.type in _STATED:
            actor, actor_weight = reader.seat(recipient), _FROM_SEAT
    if recipient is None and actor is not None and trigger.type in _JUDGING:
        recipient = reader.spoken_of(actor)
        recipient_weight = 1.0 if recipient is None else _FROM_QUOTATION
    if actor is not None and trigger.type == "ACCUSE":
        recipient = reader.accused(actor, recipient)
    suffers = recipient is not None and trigger.type in _JUDGING and reader.suffers(recipient)
    if suffers:
        recipient = reader.doer_of_object()
    if recipient is None and actor is not None and trigger.type == "THREATEN":
        recipient, recipient_weight = reader.conditioned(actor), _FROM_CONDITION
    if frame.symmetric and _are_two(actor) and recipient is not None and reader.is_topic(recipient):
        recipient = None
    if trigger.type == "CONSULT":
        actor, recipient = _sides_of_meeting(reader, frame, actor, recipient)
    lacks_subject = actor is None and reader.lacks_subject()
    if frame.symmetric and not _is_side(recipient) and reader.is_with_strangers():
        return Arguments(actor, None, actor_weight, lacks_subject, True)
    others = recipient is None and (suffers or reader.meets_strangers(frame.recipient))
    hides_actor = actor is None and reader.passive
    undergoes = recipient is None and actor is not None and reader.undergoes(actor)
    weight = min(actor_weight, recipient_weight)
    return Arguments(actor, recipient, weight, lacks_subject, others, hides_actor, undergoes)


def _sides_of_meeting(
    reader: "Filling", frame: Frame, actor: Item | None, recipient: Item | None
) -> tuple[Item | None, Item | None]:
    """The two without the body that only houses a meeting, and with the one whom an insertion parts from it."""
    is_noun = reader.trigger.kind == "noun"
    if frame.symmetric and _is_venue(actor) and not _is_side(recipient):
        actor = None
    if frame.symmetric and recipient is None and actor is not None and reader.names_meeting(actor):
        actor = None
    if is_noun and actor is not None and recipient is None:
        recipient = reader.spoken_to(actor)
    are_two = actor is not None and len(actor.parties) == 2
    if frame.symmetric and (is_noun or are_two) and _houses(recipient):
        recipient = None
    return actor, recipient


def _is_venue(item: Item | None) -> bool:
    """``the session of the UN``: whose meeting it is need not be one of the two who met."""
    return item is not None and item.kind == "body" and (item.marker in ("of", "possessor") or item.is_adjective)


def _houses(item: Item | None) -> bool:
    """``spoke at the session of the UN``: whose meeting a noun names is where it is held."""
    return item is not None and item.kind == "body" and item.marker in (None, "of", "in", "possessor")


def _are_two(item: Item | None) -> bool:
    return item is not None and item.is_bare and len(item.parties) == 2


def _is_side(item: Item | None) -> bool:
    return item is not None and item.marker in ("with", "between")
