"""Whether a trigger is active or passive, and which items carry a marker around it."""

from collections.abc import Iterator

from etl.extraction.document import Document
from etl.extraction.items import Clauses, Item
from etl.extraction.predication import Predication
from etl.extraction.situation import MARKED_REACH
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Trigger

_BESIDE = ("of", "in", "on", "at", "about")  # behind these a pronoun is no party: ``much of it``
_AROUND = ("object", "to", "against")  # what may stand before a clause that the last verb governs: A B-ni ... dep V
AGENT_REACH = 4  # tokens between a passive and the one who acts


class Voice(Predication):
    """Finds the marked items of one trigger, its subject and its object."""

    def __init__(self, doc: Document, clauses: Clauses, match: Match, trigger: Trigger) -> None:
        super().__init__(doc, clauses, match, trigger)
        self.markers = {i.marker for i in clauses.items} | {"object"}  # an animate one may be an object without it
        self.passive = trigger.kind == "verb" and (self._is_passive() or self._names_its_agent())
        self.subject, self.object = self._subject_and_object()

    def _subject_and_object(self) -> tuple[Item | None, Item | None]:
        subject, rest = self.subject_and_rest()
        marked = list(self._marked("object"))
        ahead = [i for i in marked if i.first < self.last] if self.grammar.word_order == "sov" else []
        marked_object = next(iter(ahead or marked), None)  # where verbs stand last, what follows is another's
        has_owner = bool(rest) and "possessor" in self.markers
        if has_owner:
            is_backed = self.match.tail is not None and any(map(self._is_inside, self.owners_of_object()))
            rest = [i for i in rest if not self._is_owned(i) and not (is_backed and i.first >= self.last)]
        patient = marked_object or (rest[0] if rest else None)
        if self.passive:
            return None, marked_object or subject or patient
        return subject, patient if patient is not subject else None

    def _is_owned(self, item: Item) -> bool:
        """``supports Chad's EU bid``: what stands between an owner and what is owned is no object."""
        return any(i.marker == "possessor" and i.last == item.first for i in self.clauses.items)

    def _is_passive(self) -> bool:
        """An auxiliary of the passive in the clause, and the trigger (or its tail) a participle."""
        begin, behind = self.clauses.clause_range(self.clause)
        grammar = self.grammar
        reach = behind if grammar.verb_last else self.verb
        anywhere = grammar.verb_last or not grammar.participle
        auxiliary = any(anywhere or 0 <= self.verb - m.end <= 3 or 0 <= self.first - m.end <= 3
                        for m in self.doc.within("passive", begin, reach)
                        if self.doc.folded[m.start - 1] not in grammar.reflexives)  # fmt: skip
        return auxiliary and (not grammar.participle or self._is_participle())

    def _acts_itself(self) -> bool:
        """An active verb that has a subject of its own, where the passive has forms to tell it by."""
        is_active = self.trigger.kind == "verb" and not self.passive
        if not is_active or self.subject is None or not self.subject.parties:
            return False
        return bool(self.grammar.participle) or self.subject.marker == "subject"

    def _marked(self, marker: str) -> Iterator[Item]:
        """Items with the marker: behind the trigger, nearest first, then before it in its clause."""
        items = [
            i
            for i in self.clauses.items
            if (i.marker == marker or (marker == "object" and self._is_animate_object(i)))
            and not (i.kind == "pronoun" and marker in _BESIDE)
        ]
        behind = [i for i in items if i.first >= self.match.end]
        furthest = self.clause + (0 if marker in ("from", "in") else 2)  # ``urged B, to keep out of C's affairs``
        for item in sorted(behind, key=lambda i: i.first):
            if item.first - self.last <= self.doc.reach(MARKED_REACH) and item.clause <= furthest:
                yield item
        begin, _ = self.clauses.clause_range(self.clause)
        before = [i for i in items if begin <= i.first <= self.first]
        if marker not in ("of", "from") or self.trigger.kind == "verb":
            yield from reversed(before)
        if self._reaches_back(marker, begin) and not before:
            earlier = [i for i in items if i.last <= begin and self.clause - i.clause <= 2]
            yield from reversed(earlier)

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
        near = 0 <= agent.first - self.last <= self.doc.reach(AGENT_REACH) or self._is_inside(agent)
        if any(self._looks_participle(i) for i in range(self.last, agent.first)):
            return False  # ``denied claims made by B``
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
