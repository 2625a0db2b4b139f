"""The subject of a trigger and what may be its object, by order, clause and what the sentence has said so far."""

from etl.extraction.document import COMMAS
from etl.extraction.forms import has_form
from etl.extraction.items import Item
from etl.extraction.leading import Leading
from etl.extraction.situation import DIRECT_REACH, JOINED_REACH, is_infinitive

_DASHES = frozenset("-–—")
_BEHIND_QUOTE = 3  # tokens between a quotation and its verb: a comma, a dash, an auxiliary
_FELT = frozenset({"MOBILIZE", "COERCE", "ASSAULT", "SANCTION"})  # doings that who speaks of them may suffer
_AHEAD_OF_CASES = ("with", "on", "against", "in", "from")
_AHEAD = ("object", "to", "addressee")  # what stands before a verb and leaves the subject's place behind it
_DESTINATION = ("in", "into", "at", "on")  # likewise where somebody came: ``В Тбилиси прибыл премьер Норвегии``


class Predication(Leading):
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
            return framed, [*behind, *(before if self.trigger.type in _FELT else ())]
        told = self._doer_of_nominal()
        if told is not None:
            return told, []
        if self.trigger.kind == "verb" and self.clause > 0 and is_infinitive(self.doc, self.match):
            return self.from_earlier_clause(), [*before, *behind]
        topic = self._topic(before)
        if topic is not None:
            return topic, [*before, *behind]
        marked = next((i for i in [*before, *behind] if i.marker == "subject"), None)
        if marked is not None:
            return marked, [i for i in [*before, *behind] if i is not marked]
        if self.clause in self.clauses.relative and not before:
            told = self._goes_on() or self._antecedent()
            if told is None and behind and self._precedes_subject(before, behind[0]):
                return behind[0], behind[1:]  # ``the attack which launched A``
            return told or self.from_earlier_clause(), behind
        if behind and self._precedes_subject(before, behind[0]):
            return behind[0], behind[1:]
        if len(before) > 1 and (ends_clause or self._is_joined_to_verb(before)):
            return before[0], before[1:] if ends_clause else behind
        if len(before) > 1 and self._joins_verb():
            return before[0], [*before[1:], *behind]
        if before:
            others = before[:-1] if self.grammar.oblique is not None and self.trigger.kind == "verb" else []
            return before[-1], [*behind, *others]
        if (resumed := self._resumed_subject()) is not None:
            return resumed, behind
        if (told := self._place_that_acts()) is not None:
            return told, behind
        if behind and (self._inverts(behind[0]) or self._ends_quotation(behind[0]) or self._is_fronted(behind[0])):
            return behind[0], behind[1:]
        if (told := self._first_person()) is not None:
            return told, behind
        if self.is_aside():
            return None, behind
        return self.from_earlier_clause() or self._from_next_clause(), behind

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

    def _precedes_subject(self, before: list[Item], following: Item) -> bool:
        """Where the verb stands first its subject follows, unless one stands directly before it."""
        if self.grammar.word_order != "vso" or self.trigger.kind != "verb":
            return False
        close = following.first - self.match.end <= DIRECT_REACH
        return close and self._agrees(following) and not (before and self.first - before[-1].last <= 1)

    def _agrees(self, item: Item) -> bool:
        """A verb in the masculine cannot have a country for its subject where countries are feminine."""
        grammar, words = self.grammar, self.doc.folded
        if not grammar.feminine_verbs or item.kind not in ("name", "place"):
            return True
        if self.doc.starts_with("units", item.first) is not None:
            return True  # the army of a country acts in the masculine
        told = words[self.first : self.match.end]
        is_feminine = any(has_form(word, grammar.feminine_verbs) for word in told)
        head = self.doc.starts_with("articles", item.first)
        name = words[head.end if head is not None and head.end < item.last else item.first]
        return is_feminine or name in grammar.masculine_names

    def _unmarked(self) -> tuple[list[Item], list[Item]]:
        """Items without a marker in the trigger's clause, before and behind it."""
        begin, end = self.clauses.clause_range(self.clause)
        end = max(end, self.clauses.clause_range(self.clauses.clause_of(self.match.end - 1))[1], self.last)
        slack = 2 if self.match.tail and self.grammar.word_order != "sov" else 0
        here = [i for i in self.clauses.items if i.is_bare and begin <= i.first < end + slack]
        here = [i for i in here if not self.owns_trigger(i) and not self._is_beyond(i)]
        if self.doc.starts_with("frame_ends", self.first) is not None:
            here = self._outside_frame(here, begin)
        verb = self.verb if self.grammar.word_order == "sov" else self.first
        before = [i for i in here if i.first < verb or (i.first == self.first and i.kind in ("actor", "speaker"))]
        behind = [i for i in here if i.first >= self.match.end and i not in before]
        return before, behind

    def _is_beyond(self, item: Item) -> bool:
        """In a relative clause behind, or ``the two sides`` of whatever clause follows."""
        if item.clause <= self.clause:
            return False
        speaks = self.doc.starts_with("speech", item.last) is not None  # ``..., A says``
        return speaks or item.clause in self.clauses.relative or item.kind == "pair"

    def _inverts(self, item: Item) -> bool:
        """Where the verb stands second, its subject may follow it: only there, and only directly.

        Behind a conjunction, which takes no place, the subject goes on: ``..., und beschuldigt B``.
        """
        is_verb = self.grammar.word_order == "v2" and self.trigger.kind == "verb"
        if is_verb and self.clause > 0 and self.doc.ends_with("conjunctions", self.first) is not None:
            return False
        return is_verb and item.first - self.match.end <= DIRECT_REACH

    def _ends_quotation(self, item: Item) -> bool:
        """``"...", warned Paris``, ``"..." - a averti Paris``: behind a quotation the subject follows the verb."""
        words, quotes = self.doc.words, self.grammar.quotes
        if self.trigger.kind != "verb" or item.first - self.match.end > DIRECT_REACH:
            return False
        before = self.first - 1
        while before > self.clauses.first and self.first - before <= _BEHIND_QUOTE and words[before] not in quotes:
            if words[before] not in COMMAS and words[before] not in _DASHES and before != self.first - 1:
                return False
            before -= 1
        return before >= self.clauses.first and words[before] in quotes

    def _is_fronted(self, item: Item) -> bool:
        """``Боливию критикует Чили``: a case or preposition tells that what stands before the verb is acted on."""
        if self.trigger.kind != "verb" or self.grammar.word_order == "sov":
            return False
        near = item.first - self.match.end <= DIRECT_REACH
        begin, _ = self.clauses.clause_range(self.clause)
        ahead = [i for i in self.clauses.items if i.last <= self.first and (i.first >= begin or i.marker == "object")]
        fronted: tuple[str, ...] = (*_AHEAD, *_AHEAD_OF_CASES) if self.grammar.oblique is not None else _AHEAD
        if self.trigger.frame == "visit":
            fronted = (*fronted, *_DESTINATION)
        return near and bool(ahead) and ahead[-1].parties != () and ahead[-1].marker in fronted
