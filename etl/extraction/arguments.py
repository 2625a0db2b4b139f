"""Who acts on whom: fills a trigger's frame with the items around it.

Word order, voice, prepositions and cases are read off the items' markers (see ``clauses``); what a frame looks for, and
in which order, is data (``lexicon/frames.yaml``).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.extraction.attribution import Attribution
from etl.extraction.document import COMMAS, Document
from etl.extraction.items import Clauses, Item
from etl.extraction.voice import AGENT_REACH
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Frame, Trigger

_SUFFERED = frozenset(
    {"COERCE", "ASSAULT", "RETREAT", "CONCEDE", "SANCTION"}
)  # what is done to a state by what is done to its people
_SAID_OF = frozenset({"REQUEST", "ACCUSE", "SUPPORT"})  # what a quotation may do to whom it speaks of
_FROM_QUOTATION = 0.8
_CLOSING = (")", "）", "]")
_OPENING_REACH = 2  # tokens before a verb that leave no room for a subject


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
    actor, actor_weight = reader.fill(frame.actor, None)
    recipient, recipient_weight = reader.fill(frame.recipient, actor)
    if recipient is not None and recipient.nation and actor is not None:
        recipient = recipient._replace(parties=recipient.nation, kind="demonym")
    if actor is None and recipient is not None:
        actor, actor_weight = reader.fill(frame.actor, recipient)
    if recipient is None and actor is not None and trigger.type in _SAID_OF:
        recipient = reader.spoken_of(actor)
        recipient_weight = 1.0 if recipient is None else _FROM_QUOTATION
    if recipient is None and actor is not None and trigger.type == "ACCUSE":
        recipient = reader.charged(actor) or reader.doer_of_object()
    if trigger.type == "CONSULT" and frame.symmetric and _is_venue(actor) and not _is_side(recipient):
        actor = None
    lacks_subject = actor is None and reader.lacks_subject()
    others = recipient is None and reader.meets_strangers(frame.recipient)
    return Arguments(actor, recipient, min(actor_weight, recipient_weight), lacks_subject, others)


def _is_venue(item: Item | None) -> bool:
    """``the session of the UN``: whose meeting it is need not be one of the two who met."""
    return item is not None and item.kind == "body" and (item.marker in ("of", "possessor") or item.is_adjective)


def _is_side(item: Item | None) -> bool:
    return item is not None and item.marker in ("with", "between")


class _ArgumentReader(Attribution):
    def __init__(self, doc: Document, clauses: Clauses, match: Match, trigger: Trigger) -> None:
        super().__init__(doc, clauses, match, trigger)
        self.named = self.behind_participle()
        self.subject, self.object = self._subject_and_object()

    def lacks_subject(self) -> bool:
        """The verb opens its clause; where verbs stand last, the clause has had no subject."""
        if self.trigger.kind != "verb" or self.passive or not self.grammar.drops_subjects or self.is_aside():
            return False
        begin, _ = self.clauses.clause_range(self.clause)
        if self.grammar.verb_last:
            return True
        if self._resumes_behind_bracket(begin):
            return False
        return self.first - begin <= self.doc.reach(_OPENING_REACH)

    def meets_strangers(self, places: list[str]) -> bool:
        """``accused the protesters``: next to the trigger, where a recipient should stand."""
        near = self.doc.reach(AGENT_REACH)
        if not any(i.kind == "stranger" for i in self.clauses.items):
            return False
        for place in places:
            for item, _ in self._candidates(place) if place != "owned" else ():
                ahead = self.grammar.word_order == "sov" and 0 <= self.first - item.last <= near
                beside = ahead or 0 <= item.first - self.last <= near
                if item.kind == "stranger" and beside and self.doc.within("outsiders", item.first, item.last):
                    return True
        return False

    def _resumes_behind_bracket(self, begin: int) -> bool:
        """``The Union of Exporters (UE), urged ...``: the subject stands before the bracket, known or not."""
        words = self.doc.words
        while begin > self.clauses.first and words[begin - 1] in COMMAS:
            begin -= 1
        return begin > self.clauses.first and words[begin - 1] in _CLOSING

    def charged(self, actor: Item) -> Item | None:
        """``A's accusation that B had ...``: who acts in the clause that tells what a noun charges."""
        if self.trigger.kind != "noun" or self.clause + 1 not in self.clauses.subordinate:
            return None
        told = next((i for i in self.clauses.items if i.clause == self.clause + 1), None)
        is_party = told is not None and told.is_bare and bool(told.parties) and not told.is_adjective
        return told if told is not None and is_party and told.parties != actor.parties else None

    def doer_of_object(self) -> Item | None:
        """``condemned the use of force by B``: who did what an active verb is about."""
        return next(self._marked("by"), None) if self._acts_itself() else None

    def spoken_of(self, actor: Item) -> Item | None:
        """``"A must open the border", demanded B``: whom the quotation before the verb names first."""
        if self.trigger.kind != "verb" or not self._ends_quotation(actor):
            return None
        begin, _ = self.clauses.clause_range(self.clause)
        named = [i for i in self.clauses.items if i.last <= begin and i.parties and i.kind != "stranger"]
        other = [i for i in named if not set(i.parties) & set(actor.parties)]
        return other[0] if other and other[0] is named[0] and other[0].is_bare else None

    def fill(self, places: list[str], taken: Item | None) -> tuple[Item | None, float]:
        """The first of the places that holds an item with other parties than ``taken``, and how sure that is."""
        for place in places:
            for item, weight in self._candidates(place):
                if self._is_ruling(item):
                    continue
                others = taken is None or set(self._told_of(item)) - set(taken.parties)
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
        elif place in ("possessor", "owner") and self.named is not None:
            return
        elif place == "possessor":
            yield from self.possessors()
        elif place == "owner":
            yield from self.owners()
        elif place == "owned":
            yield from ((i, 0.9) for i in self.owners_of_object())
        elif place == "by" and self._acts_itself():
            return  # ``condemned the use of force by B``
        elif place == "by" and self.passive:
            yield from ((i, 1.0) for i in self._marked("by"))
            yield from ((i, 0.9) for i in self._marked("of") if self.grammar.verb_last)
        else:
            yield from self._nearest(place.split("/"))

    def _acts_itself(self) -> bool:
        """An active verb that has a subject of its own, where the passive has forms to tell it by."""
        is_active = self.trigger.kind == "verb" and not self.passive and bool(self.grammar.participle)
        return is_active and self.subject is not None and bool(self.subject.parties)

    def _is_owned(self, item: Item) -> bool:
        """``supports Chad's EU bid``: what stands between an owner and what is owned is no object."""
        return any(i.marker == "possessor" and i.last == item.first for i in self.clauses.items)

    def _subject_and_object(self) -> tuple[Item | None, Item | None]:
        if self.named is not None:
            return self.named
        told = self.around_participle() or self.in_object_relative()
        if told is not None:
            subject, patient = told
            if self.passive:
                return None, patient or subject
            return subject, patient or next((i for i in self._marked("object") if i.last <= self.first), None)
        subject, rest = self.subject_and_rest()
        marked_object = next(self._marked("object"), None)
        has_owner = bool(rest) and "possessor" in self.markers
        if has_owner:
            is_backed = self.match.tail is not None and any(map(self._is_inside, self.owners_of_object()))
            rest = [i for i in rest if not self._is_owned(i) and not (is_backed and i.first >= self.last)]
        patient = marked_object or (rest[0] if rest else None)
        if self.passive:
            return None, subject or patient
        return subject, patient if patient is not subject else None
