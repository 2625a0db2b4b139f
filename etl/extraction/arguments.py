"""Who acts on whom: fills a trigger's frame with the items around it.

Word order, voice, prepositions and cases are read off the items' markers (see ``clauses``); what a frame looks for, and
in which order, is data (``lexicon/frames.yaml``).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.extraction.attribution import Attribution
from etl.extraction.document import COMMAS, Document
from etl.extraction.items import Clauses, Item
from etl.extraction.situation import MARKED_REACH
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Frame, Trigger

_BESIDE = ("of", "in", "on", "at", "about")  # behind these a pronoun is no party: ``much of it``
_AROUND = ("object", "to", "against")  # what may stand before a clause that the last verb governs: A B-ni ... dep V
_COURTS = frozenset({"ICJ", "ICC"})  # ``threatened to go to court``
_VALUING = frozenset({"SUPPORT", "ACCUSE", "REJECT"})
_SUFFERED = frozenset(
    {"COERCE", "ASSAULT", "RETREAT", "CONCEDE", "SANCTION"}
)  # what is done to a state by what is done to its people
_BREACHES = frozenset({"ACCUSE", "MOBILIZE", "ASSAULT", "COERCE", "THREATEN"})  # what a body's resolutions forbid
_SAID_OF = frozenset({"REQUEST", "ACCUSE", "SUPPORT"})  # what a quotation may do to whom it speaks of
_JUDGING = frozenset({"REQUEST", "ACCUSE", "SUPPORT"})  # what is said of deeds, and not of those who suffer them
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "MOBILIZE"})
_AIMED = ("on", "against", "at")
_STATED = frozenset({"REJECT", "ACCUSE", "SUPPORT", "CONSULT"})  # what governments do by saying something
_FROM_CONDITION = 0.85
_FROM_SEAT = 0.8
_FROM_QUOTATION = 0.8
_GROUP_REACH = 5  # tokens between two owners and their noun, the words for their armies or ministers among them
_AGENT_REACH = 4  # tokens between a passive and the one who acts
_NOMINAL_REACH = 2  # tokens between a party and the verbal noun that it belongs to
_PASSIVE_REACH = 2  # tokens behind a trigger that ends its clause within which an auxiliary makes it a passive
_CLOSING = (")", "）", "]")
_OPENING_REACH = 2  # tokens before a verb that leave no room for a subject


@dataclass(frozen=True, slots=True)
class Arguments:
    """The items found for a trigger; ``weight`` 0..1 tells how sure the way was that they were found.

    ``concerns_others``: strangers stand where the recipient should, so that nobody spoken of before is meant.
    ``hides_actor``: a passive that names nobody who acts.
    ``lacks_subject``: a verb before which there is no room for a subject, so that an earlier one may go on.
    """

    actor: Item | None
    recipient: Item | None
    weight: float
    lacks_subject: bool
    concerns_others: bool = False
    hides_actor: bool = False


def find_arguments(doc: Document, clauses: Clauses, match: Match, trigger: Trigger, frame: Frame) -> Arguments:
    """The actor and the recipient that the sentence itself gives a trigger."""
    reader = _ArgumentReader(doc, clauses, match, trigger)
    both = reader.both_owners() if frame.symmetric else None
    if both is not None:
        return Arguments(both, both, 0.95, False)
    doers = [p for p in frame.actor if p != "from" or reader.may_act_from()]  # ``goods from A were taxed``
    actor, actor_weight = reader.fill(doers, None)
    recipient, recipient_weight = reader.fill(frame.recipient, actor)
    if recipient is not None and recipient.nation and actor is not None:
        recipient = recipient._replace(parties=recipient.nation, kind="demonym")
    if actor is None and recipient is not None:
        actor, actor_weight = reader.fill(doers, recipient)
        if actor is None and reader.passive and trigger.type in _STATED:
            actor, actor_weight = reader.seat(recipient), _FROM_SEAT
    if recipient is None and actor is not None and trigger.type in _SAID_OF:
        recipient = reader.spoken_of(actor)
        recipient_weight = 1.0 if recipient is None else _FROM_QUOTATION
    if actor is not None and trigger.type == "ACCUSE":
        recipient = reader.accused(actor, recipient)
    suffers = recipient is not None and trigger.type in _JUDGING and reader.suffers(recipient)
    if suffers:
        recipient = reader.doer_of_object()
    if recipient is None and actor is not None and trigger.type == "THREATEN":
        recipient, recipient_weight = reader.conditioned(actor), _FROM_CONDITION
    if trigger.type == "CONSULT":
        actor, recipient = _sides_of_meeting(reader, frame, actor, recipient)
    lacks_subject = actor is None and reader.lacks_subject()
    if frame.symmetric and not _is_side(recipient) and reader.is_with_strangers():
        return Arguments(actor, None, actor_weight, lacks_subject, True)
    others = recipient is None and (suffers or reader.meets_strangers(frame.recipient))
    hides_actor = actor is None and reader.passive
    return Arguments(actor, recipient, min(actor_weight, recipient_weight), lacks_subject, others, hides_actor)


def _sides_of_meeting(
    reader: "_ArgumentReader", frame: Frame, actor: Item | None, recipient: Item | None
) -> tuple[Item | None, Item | None]:
    """The two without the body that only houses a meeting, and with the one whom an insertion parts from it."""
    is_noun = reader.trigger.kind == "noun"
    if frame.symmetric and _is_venue(actor) and not _is_side(recipient):
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


def _is_side(item: Item | None) -> bool:
    return item is not None and item.marker in ("with", "between")


class _ArgumentReader(Attribution):
    def __init__(self, doc: Document, clauses: Clauses, match: Match, trigger: Trigger) -> None:
        super().__init__(doc, clauses, match, trigger)
        self.markers = {i.marker for i in clauses.items} | {"object"}  # an animate one may be an object without it
        self.passive = trigger.kind == "verb" and (self._is_passive() or self._names_its_agent()) and not self._is_future()
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
        near = self.doc.reach(_AGENT_REACH)
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

    def _resumes_behind_bracket(self, begin: int) -> bool:
        """``The Union of Exporters (UE), urged ...``: the subject stands before the bracket, known or not."""
        words = self.doc.words
        while begin > self.clauses.first and words[begin - 1] in COMMAS:
            begin -= 1
        return begin > self.clauses.first and words[begin - 1] in _CLOSING

    def accused(self, actor: Item, recipient: Item | None) -> Item | None:
        """Whom a reproach is aimed at, where its own clause tells nobody or only a pronoun."""
        if recipient is None or recipient.clause > actor.clause:
            recipient = self.doer_in_relative(actor) or recipient
        if recipient is None or recipient.kind == "pronoun":
            recipient = self.charged(actor) or self.doer_of_object() or recipient
        return recipient

    def is_with_strangers(self) -> bool:
        """``a clash with gunmen near the border of B``: who stands behind ``with`` acts for none."""
        sides = list(self._marked("with"))
        return bool(sides) and sides[0].kind == "stranger" and not any(i.parties for i in sides)

    def charged(self, actor: Item) -> Item | None:
        """``A's accusation that B had ...``: who acts in the clause that tells what a noun charges."""
        is_last = self.grammar.word_order == "sov"
        if (self.trigger.kind != "noun" and not is_last) or self.clause + 1 not in self.clauses.subordinate:
            return None
        told = next((i for i in self.clauses.items if i.clause == self.clause + 1), None)
        is_party = told is not None and told.is_bare and bool(told.parties) and (is_last or not told.is_adjective)
        return told if told is not None and is_party and told.parties != actor.parties else None

    def both_owners(self) -> Item | None:
        """``the joint exercise of A and B``: two that own a noun are its sides, whoever the sentence's subject is."""
        groups = [i for i in self.clauses.items if len(i.parties) == 2] if self.trigger.kind == "noun" else []
        if not groups:
            return None
        whole = [i._replace(marker=None) if i.marker == "object" else i for i in groups]
        behind = next((i for i in whole if self.follows_as_owner(i)), None)
        return behind or next((i for i in groups if self._owns_ahead(i)), None)

    def _owns_ahead(self, group: Item) -> bool:
        """``the exercise of the forces of A and B``, where owners stand before: only words of their own between."""
        near = 0 <= self.first - group.last <= self.doc.reach(_GROUP_REACH)
        between = [i for i in self.clauses.items if group.last <= i.first < self.first]
        verbs = any(self.doc.starts_with("event", t) for t in range(group.last, self.first))
        return self.grammar.word_order == "sov" and group.marker == "possessor" and near and not between and not verbs

    def doer_in_relative(self, actor: Item) -> Item | None:
        """``condemned the raid that B's jets flew``: who acts in the relative clause behind an active verb."""
        if self.trigger.kind != "verb" or self.passive or self.clause + 1 not in self.clauses.relative:
            return None
        told = next((i for i in self.clauses.items if i.clause == self.clause + 1), None)
        is_party = told is not None and told.is_bare and bool(told.parties) and not told.is_adjective
        return told if told is not None and is_party and told.parties != actor.parties else None

    def spoken_to(self, actor: Item) -> Item | None:
        """``A told B, in a telephone call, that``: the other person of the clause that an insertion parts."""
        if actor.kind != "actor" or actor.clause != self.clause - 1:
            return None
        persons = [i for i in self.clauses.items if i.clause == actor.clause and i.kind == "actor"]
        others = [i for i in persons if i.parties and not set(i.parties) & set(actor.parties)]
        return others[0] if len(others) == 1 else None

    def doer_of_object(self) -> Item | None:
        """``condemned the use of force by B``: who did what an active verb is about; else whose deed it is."""
        agent = next(self._marked("by"), None) if self._acts_itself() else None
        return agent or next((i for i in self.owners_of_object() if i.first >= self.match.end), None)

    def may_act_from(self) -> bool:
        """``goods from A were taxed``: in a passive A does nothing, but ``envoys were expelled from A``."""
        return not self.passive or self.trigger.mode == "expel"

    def conditioned(self, actor: Item) -> Item | None:
        """``threatened to strike if B does not withdraw``: whose doings the condition names."""
        for clause in range(self.clause + 1, len(self.clauses.starts)):
            begin, behind = self.clauses.clause_range(clause)
            if not any(m.payload.value == "possible" for m in self.doc.within("cue", begin, begin + 1)):
                continue
            named = [i for i in self.clauses.items if begin <= i.first < behind and i.is_bare and i.parties]
            return named[0] if named and not set(named[0].parties) & set(actor.parties) else None
        return None

    def seat(self, other: Item) -> Item | None:
        """``was rejected in Riga``: the capital in which a passive without a doer tells that it was said."""
        told = (i for marker in ("in", "at") for i in self._marked(marker) if i.is_seat and i.clause == self.clause)
        return next((i for i in told if not set(i.parties) & set(other.parties)), None)

    def suffers(self, recipient: Item) -> bool:
        """``condemned the attack on B``, ``called for sanctions against B``: B is whom another deed is aimed at."""
        if self.trigger.kind != "verb" or recipient.first < self.last:
            return False
        if recipient.marker == "of" and self._is_of_place(recipient):
            return True
        aimed = recipient.marker in _AIMED or (recipient.marker == "of" and self.doer_of_object() is not None)
        deeds = self.doc.within("event", self.last, recipient.first) if aimed else []
        return any(m.payload.value.type in _HOSTILE for m in deeds)

    def _is_of_place(self, item: Item) -> bool:
        """``condemned the killings in the capital of B``: a genitive inside what tells where."""
        places = [m for m in self.doc.within("marker", self.last, item.first) if m.payload.value in ("in", "near")]
        return any(0 < item.first - m.end <= _OPENING_REACH + 1 for m in places)

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
                if self._is_ruling(item) or (self.trigger.type == "THREATEN" and set(item.parties) & _COURTS):
                    continue
                others = taken is None or set(self._told_of(item)) - set(taken.parties)
                if (others or item.kind in ("pronoun", "pair", "speaker")) and item is not taken:
                    return item, weight
        return None, 1.0

    def _is_ruling(self, item: Item) -> bool:
        """``condemned the test as a breach of the Council's resolutions``: no body is accused."""
        if self.trigger.type not in _BREACHES or item.kind != "body":
            return False
        return (
            self.doc.starts_with("rulings", item.last) is not None
            or self.doc.ends_with("rulings", item.first) is not None
        )

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
            yield from ((i, 1.0) for i in self._marked("by") if not (self._acts_otherwise(i) or self._serves_another(i)))
            yield from ((i, 0.9) for i in self._marked("of") if self.grammar.verb_last)
        elif place == "by":
            yield from ((i, w) for i, w in self._nearest(["by"]) if not self._acts_otherwise(i))
        else:
            near = self._nearest(place.split("/"))
            yield from ((i, w) for i, w in near if i.marker != "by" or not self._serves_another(i))

    def _acts_itself(self) -> bool:
        """An active verb that has a subject of its own, where the passive has forms to tell it by."""
        if self.trigger.kind != "verb" or self.passive or self.subject is None:
            return False
        is_told = bool(self.subject.parties) or self.subject.kind == "pronoun"
        return is_told and (bool(self.grammar.participle) or self.subject.marker == "subject")

    def _nearest(self, markers: list[str]) -> Iterator[tuple[Item, float]]:
        """Items with any of the markers, nearest to the trigger first, those behind it before those in front."""
        found = [i for marker in markers if marker in self.markers for i in self._marked(marker)]
        if self.grammar.nominal_objects:
            found = [i for i in found if not self._is_inside_nominal(i)]
        for item in sorted(found, key=self._remoteness):
            if not (item.marker == "with" and self._is_with_another(item)) and not self._is_past_owner(item):
                yield item, 0.95

    def _is_past_owner(self, item: Item) -> bool:
        """``supports A's talks with B``: what is praised, blamed or refused is A's, whatever it concerns."""
        if self.trigger.type not in _VALUING or item.first <= self.last:
            return False
        return any(self.match.end <= owner.first < item.first for owner in self.owners_of_object())

    def _is_with_another(self, item: Item) -> bool:
        """``met A after talks with B``: what has an object of its own leaves the next meeting's partner to that one."""
        if self.trigger.kind != "verb" or self.object is None or item.first <= self.last:
            return False
        between = self.doc.within("event", self.last, item.first)
        return any(m.payload.value.kind == "noun" and m.payload.value.type == "CONSULT" for m in between)

    def _remoteness(self, item: Item) -> tuple[bool, bool, int]:
        """How far an item is: behind the trigger it is nearer, but where all, even participles, stand ahead.

        ``With B the partnership between the two countries``: who is named comes before a pair.
        """
        arguments_ahead = bool(self.grammar.attributive) and self.trigger.kind == "verb"
        is_far = (item.first < self.match.start) != arguments_ahead
        return item.kind == "pair", is_far, abs(item.first - self.match.end)

    def _is_inside_nominal(self, item: Item) -> bool:
        """``A backs B's joining C``, with the verb last: C belongs to the noun between it and the trigger."""
        if item.first >= self.first or item.marker == "object":
            return False
        behind = range(item.last, min(item.last + _NOMINAL_REACH, self.first))
        is_nominal = any(self.doc.is_form(i, self.grammar.nominal_objects) for i in behind)
        owners = (i for i in self.clauses.items if i.last <= item.first and i.clause == item.clause)
        return is_nominal and any(i.marker == "possessor" and i.parties != item.parties for i in owners)

    def _marked(self, marker: str) -> Iterator[Item]:
        """Items with the marker: behind the trigger, nearest first, then before it in its clause."""
        items = [
            i
            for i in self.clauses.items
            if (i.marker == marker or (marker == "object" and self._is_animate_object(i)))
            and not (i.kind == "pronoun" and marker in _BESIDE)
        ]
        behind = [i for i in items if i.first >= self.match.end]
        # ``urged B, to keep out of C's affairs``
        furthest = self.clause + (0 if marker in ("from", "in") or self._ends_with_clause() else 2)
        reach = self._next_verb() if self.trigger.kind == "noun" else None
        for item in sorted(behind, key=lambda i: i.first):
            if reach is not None and item.first > reach:
                break
            if item.first - self.last <= self.doc.reach(MARKED_REACH) and item.clause <= furthest:
                yield item
        begin, _ = self.clauses.clause_range(self.clause)
        before = [i for i in items if begin <= i.first <= self.first]
        if marker not in ("of", "from") or self.trigger.kind == "verb":
            yield from reversed(before)
        if self._reaches_back(marker, begin) and not before:
            earlier = [i for i in items if i.last <= begin and self.clause - i.clause <= 2]
            yield from reversed(earlier)

    def _next_verb(self) -> int | None:
        """``After talks in A, B flew to C``: what stands behind the verb of another clause is the verb's, not the noun's."""
        found = self.doc.within("event", self.last, self.clauses.last)
        return next(
            (m.start for m in found if m.payload.value.kind == "verb" and self.clauses.clause_of(m.start) > self.clause),
            None,
        )

    def _ends_with_clause(self) -> bool:
        """``A, which had cut aid, sent B tents``: what follows a relative clause belongs to the main one."""
        behind, clauses = self.clause + 1, self.clauses
        if self.grammar.word_order != "svo" or self.doc.words[clauses.starts[self.clause] - 1] not in COMMAS:
            return False
        return self.clause in clauses.relative and behind < len(clauses.starts) and behind not in clauses.subordinate

    def _reaches_back(self, marker: str, begin: int) -> bool:
        """Before a clause that the last verb governs, or a fronted object parted from its verb by an insertion."""
        if self.trigger.kind != "verb":
            return False
        fronted = marker == "object" and self.first - begin <= 1 and self.clause > 1
        return fronted or (self.grammar.verb_last and marker in _AROUND)

    def _is_animate_object(self, item: Item) -> bool:
        """``поздравил президента Ирана``: where cases are, persons acted on stand in the genitive behind the verb."""
        has_cases = self.grammar.oblique is not None and self.trigger.kind == "verb"
        ahead = {self.match.end, self.match.tail[0] if self.match.tail is not None else self.match.end}
        return has_cases and item.marker == "of" and item.kind == "actor" and item.first in ahead

    def _names_its_agent(self) -> bool:
        """``criticized by A``, ``A tarafından``: who did it is told as a passive tells it, with no object beside."""
        agent = next((i for i in self._marked("by") if not self._serves_another(i)), None)
        if agent is None or agent.clause != self.clause or next(self._marked("object"), None) is not None:
            return False
        if self.grammar.word_order == "sov":
            return agent.last <= self.verb and not self._is_of_object(agent) and not self._has_told_subject()
        near = 0 <= agent.first - self.last <= self.doc.reach(_AGENT_REACH) or self._is_inside(agent)
        if any(self._looks_participle(i) for i in range(self.last, agent.first)):
            return False  # ``denied claims made by B``
        if any(i.kind == "pronoun" and i.is_bare and i.last == self.first for i in self.clauses.items):
            return False  # ``what it called hostile acts by B``
        return near and (not self.grammar.participle or self._is_participle())

    def _is_of_object(self, agent: Item) -> bool:
        """``B'nin ... tarafından ... -i``: the sign of the object behind the agent: it did what the verb is about."""
        behind = self.doc.starts_with("postposition", agent.last)
        return behind is not None and behind.payload.value == "object"

    def _has_told_subject(self) -> bool:
        """A word that marks subjects stands in the clause, so that the verb is no passive."""
        return any(
            i.marker == "subject" and i.clause == self.clause and i.last <= self.verb for i in self.clauses.items
        )

    def _acts_otherwise(self, agent: Item) -> bool:
        """``denounced the violations committed by B``, ``criticism by B was rejected``: in another deed."""
        is_ahead = agent.first < self.first
        if self.trigger.kind != "verb" or (is_ahead and self.grammar.verb_last) or self._is_inside(agent):
            return False
        if is_ahead and self.passive and self.grammar.oblique is None and self._has_participles():
            return True  # where no case tells it, who acts in a passive stands behind it
        link = self.doc.ends_with("marker", agent.first)
        verb = (agent.first if link is None else link.start) - 1
        return verb >= (self.clauses.first if is_ahead else self.last) and self._looks_participle(verb)

    def _has_participles(self) -> bool:
        return self.grammar.word_order == "svo" and bool(self.grammar.participle)

    def _serves_another(self, agent: Item) -> bool:
        """Where verbs stand last, an agent goes with the first verb behind it."""
        if self.grammar.word_order != "sov":
            return False
        between = self.doc.within("event", agent.last, self.first)
        return any(m.payload.value.kind == "verb" and m.end <= self.first for m in between)

    def _is_participle(self) -> bool:
        """The form that the passive needs: the trigger's last word where verbs stand last, else any but the gap."""
        tokens = [self.first, *(range(*self.match.tail) if self.match.tail is not None else ())]
        return any(map(self._looks_participle, tokens[-1:] if self.grammar.verb_last else tokens))

    def _looks_participle(self, token: int) -> bool:
        return self.doc.is_form(token, self.grammar.participle)

    def _is_owned(self, item: Item) -> bool:
        """``supports Chad's EU bid``: what stands between an owner and what is owned is no object."""
        is_between = any(i.marker == "possessor" and i.last == item.first for i in self.clauses.items)
        return is_between or self._is_compound(item)

    def _is_compound(self, item: Item) -> bool:
        """``den EU-Beitritt Tschads``: half of a word that somebody else owns."""
        behind = item.last
        is_compound = behind + 1 < self.clauses.last and self.doc.words[behind] == "-" and self.doc.is_adjacent(behind)
        return is_compound and any(i.marker == "of" and i.first == behind + 2 for i in self.clauses.items)

    def _is_passive(self) -> bool:
        """An auxiliary of the passive in the clause, and the trigger (or its tail) a participle."""
        begin, behind = self.clauses.clause_range(self.clause)
        grammar = self.grammar
        reach = behind if grammar.verb_last else self.verb
        is_own = (
            grammar.word_order == "sov" and not grammar.participle
        )  # the trigger's own form, no participle before it
        if is_own:
            begin, reach = self.first, min(reach, self.last + _PASSIVE_REACH)
        anywhere = grammar.verb_last or not grammar.participle
        auxiliary = any(anywhere or 0 <= self.verb - m.end <= 3 or 0 <= self.first - m.end <= 3
                        for m in self.doc.within("passive", begin, reach)
                        if self.doc.folded[m.start - 1] not in grammar.reflexives)  # fmt: skip
        return auxiliary and (not grammar.participle or self._is_participle())

    def _is_future(self) -> bool:
        """``A wird B empfangen``: two names and nobody by whom, where one auxiliary makes the passive and the future."""
        if self.grammar.word_order != "v2" or next(self._marked("by"), None) is not None:
            return False
        begin, _ = self.clauses.clause_range(self.clause)
        bare = [i for i in self.clauses.items if begin <= i.first < self.first and i.is_bare and i.kind != "place"]
        return len(bare) > 1 and not set(bare[0].parties) & set(bare[-1].parties)

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
            rest = [i for i in rest if not self._is_owned(i) and not (is_backed and i.first >= self.last)]
        patient = marked_object or (rest[0] if rest else None)
        if self.passive:
            return None, marked_object or subject or patient
        return subject, patient if patient is not subject else None
