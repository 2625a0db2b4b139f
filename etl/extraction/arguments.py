"""Who acts on whom: fills a trigger's frame with the items around it.

Word order, voice, prepositions and cases are read off the items' markers (see ``clauses``); what a frame looks for, and
in which order, is data (``lexicon/frames.yaml``).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.extraction.document import COMMAS, Document
from etl.extraction.implied import Implied
from etl.extraction.items import Clauses, Item
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Frame, Trigger

HARMING = frozenset({"SANCTION", "ASSAULT", "COERCE"})
_HARMED = ("object", "against", "on", "to")
_URGED = (*_HARMED, "addressee")
_COURTS = frozenset({"ICJ", "ICC", "WTO"})  # ``threatened to go to court``
_SUFFERED = frozenset(
    {"COERCE", "ASSAULT", "RETREAT", "CONCEDE", "SANCTION"}
)  # what is done to a state by what is done to its people
_BREACHES = frozenset({"ACCUSE", "MOBILIZE", "ASSAULT", "COERCE", "THREATEN"})  # what a body's resolutions forbid
_JUDGING = frozenset({"REQUEST", "ACCUSE", "SUPPORT"})  # what is said of deeds, not of who suffers them; in quotes, too
_STATED = frozenset({"REJECT", "ACCUSE", "SUPPORT", "CONSULT"})  # what governments do by saying something
_FROM_CONDITION = 0.85
_FROM_SEAT = 0.8
_FROM_QUOTATION = 0.8
_STRANGER_REACH = 4  # tokens between a trigger and strangers who stand where the recipient should
_CLOSING = (")", "）", "]")
_PARTNER_REACH = 4  # tokens between what two do and a third with whom they do it
_AGAINST_REACH = 6  # tokens between a noun and whom it is against, its owner among them
_OBJECT_REACH = 2  # tokens between a verb and the object that is surely its own
_OPENING_REACH = 2  # tokens before a verb that leave no room for a subject


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
    reader = _ArgumentReader(doc, clauses, match, trigger)
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
    reader: "_ArgumentReader", frame: Frame, actor: Item | None, recipient: Item | None
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


class _ArgumentReader(Implied):
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
        return self.first - begin <= self.doc.reach(_OPENING_REACH) or self._is_all_marked(begin)

    def _is_all_marked(self, begin: int) -> bool:
        """``Insieme al collega di B firmerà ...``: before the verb stand only phrases that no subject may be."""
        covered = {n for i in self.clauses.items if not i.is_bare for n in range(i.first, i.last)}
        for category in ("marker", "articles"):
            covered.update(n for m in self.doc.within(category, begin, self.first) for n in range(m.start, m.end))
        return all(n in covered for n in range(begin, self.first))

    def meets_strangers(self, places: list[str]) -> bool:
        """``accused the protesters``: next to the trigger, where a recipient should stand."""
        near = self.doc.reach(_STRANGER_REACH)
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

    def names_meeting(self, item: Item) -> bool:
        """``the Geneva talks``: a town right before them, of which nothing tells that it met anybody."""
        is_town = item.kind == "place" or (item.kind == "name" and self.doc.lexicon.data.writing.is_solid)
        return is_town and item.last == self.first and len(item.parties) == 1

    def _resumes_behind_bracket(self, begin: int) -> bool:
        """``The Union of Exporters (UE), urged ...``: the subject stands before the bracket, known or not."""
        words = self.doc.words
        while begin > self.clauses.first and words[begin - 1] in COMMAS:
            begin -= 1
        return begin > self.clauses.first and words[begin - 1] in _CLOSING

    def fill(self, places: list[str], taken: Item | None, *, is_directed: bool = False) -> tuple[Item | None, float]:
        """The first of the places that holds an item with other parties than ``taken``, and how sure that is."""
        for place in places:
            for item, weight in self._candidates(place):
                if self._is_ruling(item) or (self.trigger.type == "THREATEN" and set(item.parties) & _COURTS):
                    continue
                if is_directed and taken is not None and self._is_one_of(taken, item):
                    continue
                others = taken is None or set(self._told_of(item)) - set(taken.parties)
                if (others or item.kind in ("pronoun", "pair", "speaker")) and item is not taken:
                    return item, weight
        return None, 1.0

    def _is_one_of(self, taken: Item, group: Item) -> bool:
        """``A warned that A and B would answer``: nobody acts on a group that he is one of."""
        return len(group.parties) > 1 and not set(taken.parties).isdisjoint(group.parties)

    def _is_ruling(self, item: Item) -> bool:
        """``condemned the test as a breach of the Council's resolutions``: no body is accused."""
        if self.trigger.type not in _BREACHES or item.kind != "body":
            return False
        return (
            self.doc.starts_with("rulings", item.last) is not None
            or self.doc.ends_with("rulings", item.first) is not None
        )

    def undergoes(self, actor: Item) -> bool:
        """The same party stands where the one acted on does: no state harms itself, or urges itself to do something."""
        if self.trigger.type not in HARMING:
            return self._is_urged(actor)
        harmed = self.object
        if harmed is None or harmed is actor:
            harmed = next((i for marker in _HARMED for i in self._marked(marker) if i.clause <= self.clause), None)
        return harmed is not None and harmed is not actor and harmed.parties == actor.parties

    def _is_urged(self, actor: Item) -> bool:
        """``A said that B broke the truce, and urged B to``: the subject of another clause, beside the verb as well."""
        if self.trigger.kind != "verb" or actor.clause >= self.clause:
            return False
        urged = [i for i in self.clauses.items if i.marker in _URGED and i.parties and i is not actor]
        near = (0 <= max(i.first - self.last, self.first - i.last) <= _OBJECT_REACH for i in urged)
        return all(i.parties == actor.parties for i in urged) and any(near)

    def _told_of(self, item: Item) -> tuple[str, ...]:
        """The parties that an item may stand for: ``freed two Chadian citizens`` concerns Chad."""
        return item.nation if item.nation and self.trigger.type in _SUFFERED else item.parties

    def _candidates(self, place: str) -> Iterator[tuple[Item, float]]:
        if place == "subject":
            if self.subject is not None:
                yield self.subject, 1.0 if self.subject.clause == self.clause else 0.85
        elif place == "object":
            if self.object is not None and not self._is_aimed_elsewhere():
                yield self.object, 1.0
        elif place in ("possessor", "owner") and self.named is not None:
            return
        elif place == "possessor":
            yield from self.possessors()
        elif place == "owner":
            yield from self.owners()
        elif place == "inside":
            yield from ((i, 0.95) for i in self.clauses.items if self.match.end <= i.first < self.last)
        elif place == "earlier":
            earlier = self.from_earlier_clause()
            yield from () if earlier is None else ((earlier, 0.95),)
        elif place == "host":
            posted = (i for i in self.clauses.items if i.host)
            yield from ((i._replace(parties=i.host, persons=(), host=()), 0.95) for i in posted)
        elif place == "owned":
            yield from ((i, 0.9) for i in self.owners_of_object())
        elif place == "by" and self._acts_itself():
            return  # ``condemned the use of force by B``
        elif place == "by" and self.passive:
            yield from (
                (i, 1.0) for i in self._marked("by") if not (self._acts_otherwise(i) or self._serves_another(i))
            )
            yield from ((i, 0.9) for i in self._marked("of") if self.grammar.verb_last)
        elif place == "by":
            near = self._nearest(["by"])
            mine = (i for i, _ in near if not (self._acts_otherwise(i) or self._is_far_behind(i)))
            is_freed = self.trigger.mode == "release"  # who holds somebody is who frees them
            yield from ((i, 0.95) for i in mine if is_freed or not self._serves_another(i))
        else:
            near = self._nearest(place.split("/"))
            yield from ((i, w) for i, w in near if i.marker != "by" or not self._serves_another(i))

    def is_topic(self, item: Item) -> bool:
        """``A and B discussed the dispute between C and D``, ``the C-D war``, ``the bid for an alliance with C``."""
        is_far = item.first - self.last > self.doc.reach(_PARTNER_REACH)
        is_thing = item.marker is None and item.kind in ("name", "demonym") and item.first >= self.last
        is_talk = is_thing and self.trigger.mode is None
        return item.marker == "between" or (item.marker == "with" and is_far) or is_talk

    def _is_aimed_elsewhere(self) -> bool:
        """``Trotz der Sanktionen As gegen B reiste C``: a noun that tells whom it is against has no bare object."""
        if self.trigger.kind != "noun":
            return False
        aimed = (i for i in self._marked("against") if 0 <= i.first - self.last <= _AGAINST_REACH)
        return any(i.clause == self.clause for i in aimed)

    def _is_owned(self, item: Item, doer: Item | None) -> bool:
        """``supports Chad's EU bid``: what stands between an owner and what is owned is no object.

        ``criticized Chad's decision to expel B``: nor is what the owner does it to.
        """
        owners = [i for i in self.clauses.items if i.marker == "possessor" and i is not doer]
        is_between = any(i.last == item.first for i in owners)
        own = next((i for i in owners if self.match.end <= i.first < item.first and self._follows(i)), None)
        deeds = self.doc.within("event", own.last, item.first) if own is not None else []
        return is_between or self._is_compound(item) or any(m.payload.value.kind == "verb" for m in deeds)

    def _is_compound(self, item: Item) -> bool:
        """``den EU-Beitritt Tschads``: half of a word that somebody else owns."""
        behind = item.last
        is_compound = behind + 1 < self.clauses.last and self.doc.words[behind] == "-" and self.doc.is_adjacent(behind)
        return is_compound and any(i.marker == "of" and i.first == behind + 2 for i in self.clauses.items)

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
        marked = [i for i in self._marked("object") if not self._is_compound(i)]
        ahead = [i for i in marked if i.first < self.last] if self.grammar.word_order == "sov" else []
        marked_object = next(iter(ahead or marked), None)  # where verbs stand last, what follows is another's
        has_owner = bool(rest) and not self.markers.isdisjoint(("possessor", "of"))
        if has_owner:
            is_backed = self.match.tail is not None and any(map(self._is_inside, self.owners_of_object()))
            rest = [i for i in rest if not self._is_owned(i, subject) and not (is_backed and i.first >= self.last)]
        patient = marked_object or (rest[0] if rest else None)
        if self.passive:
            return None, marked_object or subject or patient
        return subject, patient if patient is not subject else None
