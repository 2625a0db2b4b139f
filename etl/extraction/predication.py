"""The subject of a trigger and what may be its object, by order, clause and what the sentence has said so far."""

from etl.extraction.document import COMMAS
from etl.extraction.inversion import Inversion
from etl.extraction.items import Item
from etl.extraction.leading import SAID
from etl.extraction.situation import DIRECT_REACH, JOINED_REACH, is_infinitive

_AUXILIARY_REACH = 2  # tokens between a conjunction and the verb that it joins: an auxiliary
_FELT = frozenset({"MOBILIZE", "COERCE", "ASSAULT", "SANCTION"})  # doings that who speaks of them may suffer
_MET = _FELT | {"CONCEDE", "AID"}  # and those that they may be glad of


class Predication(Inversion):
    """Reads the unmarked items around one trigger."""

    def subject_and_rest(self) -> tuple[Item | None, list[Item]]:
        """The subject, and what may be the object."""
        before, behind = self._unmarked()
        if self._is_impersonal():
            return self._headline_topic(), [*behind, *before]
        return self._by_order(before, behind)

    def _by_order(self, before: list[Item], behind: list[Item]) -> tuple[Item | None, list[Item]]:
        """The subject, and what may be the object, of the unmarked items around the trigger."""
        ends_clause = self.grammar.word_order == "sov" or (
            self.grammar.word_order == "v2" and (not behind or self.clause in self.clauses.subordinate)
        )
        framed = self._framed()
        if framed is not None:
            return framed, [*behind, *(before if self.trigger.type in _MET else ())]
        told = self._doer_of_nominal()
        if told is not None:
            return told, [i for i in before if told.marker == "possessor" and i.first >= told.last]
        if self.trigger.kind == "verb" and self.clause > 0 and is_infinitive(self.doc, self.match):
            return self._owner_before_clause() or self.from_earlier_clause(), [*before, *behind]
        if before and self._is_partner(before[-1]):
            subject, rest = self._by_order(before[:-1], behind)
            return subject, [*(i for i in rest if i.parties), before[-1]]
        topic = self._topic(before)
        if topic is not None:
            return topic, [*before, *behind]
        marked = next((i for i in [*before, *behind] if i.marker == "subject"), None)
        if marked is not None:
            return marked, [i for i in [*before, *behind] if i is not marked]
        if (owner := self._owner_of_infinitive()) is not None:
            nearest = next((i for i in self.clauses.items if i.first >= self.match.end), None)
            return owner, [i for i in behind if i is nearest]  # what follows further is the main verb's
        if self.clause in self.clauses.relative and not before:
            told = self._goes_on() or self._antecedent()
            if told is None and behind and self._precedes_subject(before, behind[0]):
                return behind[0], behind[1:]  # ``the attack which launched A``
            return told or (None if self._follows_deed() else self.from_earlier_clause()), behind
        if not before and self._opens_quotation() and (told := self.from_earlier_clause()) is not None:
            return told, behind
        if behind and self._precedes_subject(before, behind[0]):
            return behind[0], behind[1:]
        if len(before) > 1 and (ends_clause or self._is_joined_to_verb(before)):
            return before[0], before[1:] if ends_clause else behind
        if len(before) > 1 and self._joins_verb():
            return before[0], [*before[1:], *behind]
        if before and (told := self._subject_of_joined(before[0])) is not None:
            return told, behind
        if before:
            others = before[:-1] if self.grammar.oblique is not None and self.trigger.kind == "verb" else []
            return before[-1], [*behind, *others]
        if (resumed := self._resumed_subject()) is not None:
            return resumed, behind
        if (told := self._place_that_acts()) is not None:
            return told, behind
        if (told := self._first_person()) is not None:
            return told, behind
        if behind and (self._inverts(behind[0]) or self._ends_quotation(behind[0]) or self._is_fronted(behind[0])):
            return behind[0], behind[1:]
        if behind and self._is_occasion():
            return behind[0], behind[1:]
        if self.is_aside():
            return self._opening_topic(), behind
        return self.from_earlier_clause() or self._from_next_clause(), behind

    def _owner_of_infinitive(self) -> Item | None:
        """``A's decision to expel``: whose the noun is that an infinitive with a word of its own goes on from."""
        link = self.doc.ends_with("marker", self.first) if self.trigger.kind == "verb" else None
        if link is None or link.payload.value not in ("to", "of") or self.grammar.verb_last:
            return None
        begin, _ = self.clauses.clause_range(self.clause)
        ahead = [i for i in self.clauses.items if begin <= i.first and i.last <= link.start]
        room = {"possessor": range(1, DIRECT_REACH), "of": range(1)}.get((ahead[-1].marker or "") if ahead else "")
        if room is None or link.start - ahead[-1].last not in room:
            return None
        told = self.doc.within("event", begin, link.start)  # ``A's call to lift``, ``backs A's efforts to sign``
        reach = range(ahead[-1].first - JOINED_REACH, link.start)
        is_told = any(m.start >= ahead[-1].last or (m.tail is not None and m.tail[1] - 1 in reach) for m in told)
        is_told = is_told or any(m.payload.value.type in ("REJECT", "REQUEST") for m in told)
        return None if is_told else ahead[-1]

    def _owner_before_clause(self) -> Item | None:
        """``die Entscheidung As, B auszuweisen``: as above, where a comma opens the infinitive's clause."""
        ahead = [i for i in self.clauses.items if i.clause == self.clause - 1]
        if not ahead or ahead[-1].marker != "of" or ahead[-1].kind not in ("name", "actor"):
            return None
        begin, _ = self.clauses.clause_range(self.clause - 1)
        told = self.doc.within("event", begin, ahead[-1].first)
        return None if any(m.payload.value.kind == "verb" for m in told) else ahead[-1]

    def _is_partner(self, item: Item) -> bool:
        """``A 召见 B 大使要求道歉``: two verbs in a row, and whom the first meets or summons is told by the second."""
        if self.grammar.word_order != "svo" or self.trigger.type not in SAID:
            return False
        ahead = [m for m in self.doc.within("event", self.clauses.first, item.first) if m.end == item.first]
        meeting = [m for m in ahead if m.payload.value.type == "CONSULT" or m.payload.value.frame == "summon"]
        return any(m.payload.value.kind == "verb" and self.first in (item.last, m.last) for m in meeting)

    def _joins_verb(self) -> bool:
        """Where the verb stands first, one behind ``and`` goes on with the subject of the one before."""
        is_verb = self.grammar.word_order == "vso" and self.trigger.kind == "verb"
        return is_verb and self.doc.ends_with("conjunctions", self.first) is not None

    def _is_joined_to_verb(self, before: list[Item]) -> bool:
        """``A seized a B trawler and arrested ...``: behind a conjunction the subject goes on, not the object."""
        if self.trigger.kind != "verb" or self.grammar.word_order == "sov" or not before[-1].parties:
            return False
        if not self.doc.within("conjunctions", max(before[-1].last, self.first - JOINED_REACH), self.first):
            return False
        between = self.doc.within("event", before[0].last, before[-1].last)
        return any(m.payload.value.kind == "verb" for m in between)

    def _opens_quotation(self) -> bool:
        """``A said it would "condemn B's attacks"``: the quoted verb goes on with who says it."""
        opens = self.trigger.kind == "verb" and self.first > self.clauses.first
        return opens and self.first in self.clauses.starts and self.doc.words[self.first - 1] in self.grammar.quotes

    def _subject_of_joined(self, item: Item) -> Item | None:
        """``A's minister, NAME, accused B and threatened ...``: behind another verb B is its object."""
        is_noun = self.trigger.kind != "verb" or not item.parties
        if is_noun or self.grammar.word_order == "sov" or self.doc.lexicon.data.writing.is_solid:
            return None
        begin, _ = self.clauses.clause_range(self.clause)
        verbs = self.doc.within("event", begin, item.first)
        joins = self.doc.within("conjunctions", max(item.last, self.first - JOINED_REACH), self.first)
        is_object = joins and any(m.payload.value.kind == "verb" for m in verbs)
        return self.from_earlier_clause() if is_object else None

    def _unmarked(self) -> tuple[list[Item], list[Item]]:
        """Items without a marker in the trigger's clause, before and behind it."""
        begin, end = self.clauses.clause_range(self.clause)
        end = max(end, self.clauses.clause_range(self.clauses.clause_of(self.match.end - 1))[1], self.last)
        goes_past = self.match.tail is not None and self.grammar.word_order != "sov"
        slack = 2 if goes_past and self.doc.words[end - 1] not in COMMAS else 0
        here = [i for i in self.clauses.items if i.is_bare and begin <= i.first < end + slack]
        here = [i for i in here if not self.owns_trigger(i) and not self._is_beyond(i)]
        if self.doc.starts_with("frame_ends", self.first) is not None:
            here = self._outside_frame(here, begin)
        verb = self.verb if self.grammar.word_order == "sov" else self.first
        before = [i for i in here if i.first < verb or (i.first == self.first and i.kind in ("actor", "speaker"))]
        behind = [i for i in here if i.first >= self.match.end and i not in before]
        if self.closes_phrase():
            behind = []
        if behind and self.trigger.kind == "verb" and (joined := self.joined_verb()) is not None:
            behind = [i for i in behind if i.first < joined or i.kind != "pronoun"]  # ``fined A and threatened it``
        return before, behind

    def _is_occasion(self) -> bool:
        """``Bei einem Treffen mit A kritisierte B ...``: where verbs stand second, who met comes behind the verb."""
        is_meeting = self.grammar.word_order == "v2" and self.trigger.kind == "noun" and self.trigger.type == "CONSULT"
        return is_meeting and any(i.marker == "with" and i.clause == self.clause for i in self.clauses.items)

    def joined_verb(self) -> int | None:
        """``asked A to review it and threatened to go to B``: what follows a verb that is joined is that one's."""
        if self.grammar.word_order == "sov":
            return None
        for m in self.doc.within("event", self.last + 1, self.clauses.last):
            begin = max(self.last, m.start - _AUXILIARY_REACH)
            clause = self.clauses.clause_of(m.start)
            opens = clause > self.clause and self.doc.starts_with("conjunctions", self.clauses.starts[clause])
            if m.payload.value.kind == "verb" and (opens or self.doc.within("conjunctions", begin, m.start)):
                return m.start
        return None

    def _is_beyond(self, item: Item) -> bool:
        """In a relative clause behind, or ``the two sides`` of whatever clause follows."""
        if item.clause <= self.clause:
            return False
        speaks = self.doc.starts_with("speech", item.last) is not None  # ``..., A says``
        return speaks or item.clause in self.clauses.relative or item.kind == "pair"
