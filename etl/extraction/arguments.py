"""Who acts on whom: fills a trigger's frame with the items around it.

Word order, voice, prepositions and cases are read off the items' markers (see ``clauses``); what a frame looks for, and
in which order, is data (``lexicon/frames.yaml``).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.extraction.document import Document
from etl.extraction.implied import Implied
from etl.extraction.items import Clauses, Item
from etl.extraction.voice import AGENT_REACH
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Frame, Trigger

_SUFFERED = frozenset(
    {"COERCE", "ASSAULT", "RETREAT", "CONCEDE", "SANCTION"}
)  # what is done to a state by what is done to its people
_COURTS = frozenset({"ICJ", "ICC"})
_SAID_OF = frozenset({"REQUEST", "ACCUSE", "SUPPORT"})  # what a quotation may do to whom it speaks of
_FROM_QUOTATION = 0.8


@dataclass(frozen=True, slots=True)
class Arguments:
    """The items found for a trigger; ``weight`` 0..1 tells how sure the way was that they were found.

    ``concerns_others``: strangers stand where the recipient should, so that nobody spoken of before is meant.
    ``lacks_subject``: a verb before which there is no room for a subject, so that an earlier one may go on.
    """

    actor: Item | None
    recipient: Item | None
    weight: float
    lacks_subject: bool
    concerns_others: bool = False


def find_arguments(doc: Document, clauses: Clauses, match: Match, trigger: Trigger, frame: Frame) -> Arguments:
    """The actor and the recipient that the sentence itself gives a trigger."""
    reader = _ArgumentReader(doc, clauses, match, trigger)
    both = reader.both_owners() if frame.symmetric else None
    if both is not None:
        return Arguments(both, both, 0.95, False)
    actor, actor_weight = reader.fill(frame.actor, None)
    recipient, recipient_weight = reader.fill(frame.recipient, actor)
    if recipient is not None and recipient.nation and actor is not None:
        recipient = recipient._replace(parties=recipient.nation, kind="demonym")
    if actor is None and recipient is not None:
        actor, actor_weight = reader.fill(frame.actor, recipient)
    if actor is not None and recipient is None and trigger.type in _SAID_OF:
        recipient = reader.spoken_of(actor)
        recipient_weight = 1.0 if recipient is None else _FROM_QUOTATION
    if trigger.type == "CONSULT":
        actor, recipient = _sides_of_meeting(reader, frame, actor, recipient)
    elif actor is not None:
        recipient = reader.implied(actor, recipient)
    lacks_subject = actor is None and reader.lacks_subject()
    if frame.symmetric and not _is_side(recipient) and reader.is_with_strangers():
        return Arguments(actor, None, actor_weight, lacks_subject, True)
    others = recipient is None and reader.meets_strangers(frame.recipient)
    return Arguments(actor, recipient, min(actor_weight, recipient_weight), lacks_subject, others)


def _sides_of_meeting(
    reader: "_ArgumentReader", frame: Frame, actor: Item | None, recipient: Item | None
) -> tuple[Item | None, Item | None]:
    """The two without the body that only houses a meeting, and with the one whom an insertion parts from it."""
    is_noun = reader.trigger.kind == "noun"
    if frame.symmetric and _is_venue(actor) and not _is_side(recipient):
        actor = None
    if is_noun and actor is not None and recipient is None:
        recipient = reader.spoken_to(actor)
    if is_noun and frame.symmetric and _houses(recipient):
        recipient = None
    return actor, recipient


def _is_venue(item: Item | None) -> bool:
    """``the session of the UN``: whose meeting it is need not be one of the two who met."""
    return item is not None and item.kind == "body" and (item.marker in ("of", "possessor") or item.is_adjective)


def _houses(item: Item | None) -> bool:
    """``spoke at the session of the UN``: whose meeting a noun names is where it is held."""
    return item is not None and item.kind == "body" and item.marker in (None, "of", "in", "possessor")


def _is_side(item: Item | None) -> bool:
    return item is not None and item.marker in ("with", "between")


class _ArgumentReader(Implied):
    """Fills the places of a frame."""

    def fill(self, places: list[str], taken: Item | None) -> tuple[Item | None, float]:
        """The first of the places that holds an item with other parties than ``taken``, and how sure that is."""
        for place in places:
            for item, weight in self._candidates(place):
                others = taken is None or set(self._told_of(item)) - set(taken.parties)
                if self.trigger.type == "THREATEN" and set(item.parties) & _COURTS:
                    continue  # ``threatened to go to court``
                if (others or item.kind in ("pronoun", "pair", "speaker")) and item is not taken:
                    return item, weight
        return None, 1.0

    def _told_of(self, item: Item) -> tuple[str, ...]:
        """The parties that an item may stand for: ``freed two Chadian citizens`` concerns Chad."""
        return item.nation if item.nation and self.trigger.type in _SUFFERED else item.parties

    def _candidates(self, place: str) -> Iterator[tuple[Item, float]]:
        if place == "subject":
            if self.subject is not None:
                yield self.subject, 1.0 if self.subject.clause == self.clause else 0.85
        elif place == "object":
            if self.object is not None:
                yield self.object, 1.0
        elif place == "possessor":
            yield from self.possessors()
        elif place == "owner":
            yield from self.owners()
        elif place == "inside":
            yield from ((i, 0.95) for i in self.clauses.items if self.match.end <= i.first < self.last)
        elif place == "earlier":
            earlier = self.from_earlier_clause()
            yield from () if earlier is None else ((earlier, 0.95),)
        elif place == "owned":
            yield from ((i, 0.9) for i in self.owners_of_object())
        elif place == "by" and self._acts_itself():
            return  # ``condemned the use of force by B``
        elif place == "by" and self.passive:
            yield from ((i, 1.0) for i in self._marked("by") if not self._serves_another(i))
            yield from ((i, 0.9) for i in self._marked("of") if self.grammar.verb_last)
        else:
            near = self._nearest(place.split("/"))
            yield from ((i, w) for i, w in near if i.marker != "by" or not self._serves_another(i))

    def _nearest(self, markers: list[str]) -> Iterator[tuple[Item, float]]:
        """Items with any of the markers, nearest to the trigger first, those behind it before those in front."""
        found = [i for marker in markers if marker in self.markers for i in self._marked(marker)]
        for item in sorted(found, key=lambda i: (i.first < self.match.start, abs(i.first - self.match.end))):
            yield item, 0.95

    def meets_strangers(self, places: list[str]) -> bool:
        """``accused the protesters``: next to the trigger, where a recipient should stand."""
        near = self.doc.reach(AGENT_REACH)
        if not any(i.kind == "stranger" for i in self.clauses.items):
            return False
        for place in places:
            for item, _ in self._candidates(place) if place != "owned" else ():
                leads = self.grammar.word_order == "sov" or item.marker in place.split("/")  # ``向叛军提供``
                ahead = leads and 0 <= self.first - item.last <= near
                beside = ahead or 0 <= item.first - self.last <= near
                if item.kind == "stranger" and beside and self.doc.within("outsiders", item.first, item.last):
                    return True
        return False
