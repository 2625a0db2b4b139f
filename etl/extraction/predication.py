"""The subject of a trigger and what may be its object, by order, clause and what the sentence has said so far."""

from fnmatch import fnmatchcase

from etl.extraction.document import COMMAS
from etl.extraction.items import Item
from etl.extraction.possession import Possession
from etl.extraction.situation import DIRECT_REACH, is_infinitive
from etl.lexicon.patterns import Match

_DASHES = frozenset("-–—")
_BEHIND_QUOTE = 3  # tokens between a quotation and its verb: a comma, a dash, an auxiliary
_JOINED_REACH = 3  # tokens between a conjunction and the verb that it joins: an auxiliary, an adverb
_OWNER_REACH = 2  # tokens between an owner and what is owned
_OPENING = 1  # words before a place that opens a clause: its preposition
_SAID = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN", "PROTEST"})  # what governments do by words
_FRAMING = ("to", "about")  # what opens a frame
_FELT = frozenset({"MOBILIZE", "COERCE", "ASSAULT", "SANCTION"})  # doings that who speaks of them may suffer
_AHEAD_OF_CASES = ("with", "on", "against", "in", "from")
_AHEAD = ("object", "to", "addressee")  # what stands before a verb and leaves the subject's place behind it
_DESTINATION = ("in", "into", "at", "on")  # likewise where somebody came: ``В Тбилиси прибыл премьер Норвегии``


class Predication(Possession):
    """Reads the unmarked items around one trigger."""

    def subject_and_rest(self) -> tuple[Item | None, list[Item]]:
        """The subject, and what may be the object."""
        before, behind = self._unmarked()
        if self._is_impersonal():
            return self._headline_topic(), [*behind, *before]
        return self._by_order(before, behind)

    def _headline_topic(self) -> Item | None:
        """``Kuba: aresztowano ...``: the country before a headline's colon."""
        opening = next((i for i in self.clauses.items if i.first == self.clauses.first), None)
        is_parted = opening is not None and self.clause > 0 and self.doc.words[opening.last] in (":", "：")
        return opening if is_parted and opening is not None and opening.is_bare else None

    def _is_impersonal(self) -> bool:
        """``wydalono dwóch dyplomatów``: a form of the verb that has no subject."""
        forms = self.grammar.impersonal
        words = {self.doc.folded[self.first], self.doc.folded[self.last - 1]} if forms else set()
        return self.trigger.kind == "verb" and any(fnmatchcase(word, form) for word in words for form in forms)

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

    def _framed(self) -> Item | None:
        """``A 对 B 集结兵力表示关切``: between a preposition and the verb that it belongs to stands what B does."""
        if not self.grammar.frame_ends or self.trigger.kind != "verb":
            return None
        begin, end = self.clauses.clause_range(self.clause)
        if not self.doc.within("frame_ends", self.last, end + 1):
            return None
        ahead = [i for i in self.clauses.items if begin <= i.first and i.last <= self.first]
        return ahead[-1] if ahead and ahead[-1].marker in _FRAMING and ahead[-1].parties else None

    def _is_joined_to_verb(self, before: list[Item]) -> bool:
        """``A seized a B trawler and arrested ...``: behind a conjunction the subject goes on, not the object."""
        if self.trigger.kind != "verb" or self.grammar.word_order == "sov" or not before[-1].parties:
            return False
        at = self.first - 1
        while at >= before[-1].last and self.first - at <= _JOINED_REACH:
            if self.doc.starts_with("conjunctions", at) is not None:
                return any(before[0].last <= m.start < before[-1].last for m in self._verbs_before())
            at -= 1
        return False

    def _verbs_before(self) -> list[Match]:
        begin, _ = self.clauses.clause_range(self.clause)
        return [m for m in self.doc.within("event", begin, self.first) if m.payload.value.kind == "verb"]

    def is_aside(self) -> bool:
        """``B'yi özür diledikten sonra bıraktı``: what stands before ``after`` needs a subject of its own."""
        found = self.doc.starts_with("postposition", self.last) if self.grammar.word_order == "sov" else None
        return found is not None and found.payload.value == "after" and self.trigger.kind == "verb"

    def _place_that_acts(self) -> Item | None:
        """``У Києві засудили ...``: a place opens the clause of a verb that has no subject, and that says something."""
        at = self.last - 1 if self.grammar.word_order == "sov" else self.first
        forms, tail = self.grammar.impersonal_verbs, self.match.tail
        if self.trigger.kind != "verb" or self.trigger.type not in _SAID or not forms:
            return None
        words = [self.doc.folded[i] for i in (at, tail[0] if tail is not None else at)]
        if not any(fnmatchcase(word, form) for form in forms for word in words):
            return None
        begin, _ = self.clauses.clause_range(self.clause)
        opening = next((i for i in self.clauses.items if i.first >= begin), None)
        near = opening is not None and opening.first - begin <= _OPENING and opening.last <= self.first
        is_place = opening is not None and opening.marker in ("in", "at") and opening.kind in ("place", "name", "body")
        return opening if near and is_place else None

    def _first_person(self) -> Item | None:
        """``"Boliviya'yı destekliyoruz", dedi A``: who speaks acts, as ``we`` do."""
        forms, word = self.grammar.first_person_verbs, self.doc.folded[self.last - 1]
        if self.trigger.kind != "verb" or not any(fnmatchcase(word, form) for form in forms):
            return None
        return Item(self.first, self.first, (), (), None, "speaker", self.clause)

    def _doer_of_nominal(self) -> Item | None:
        """``A B askerlerinin saldırdığını bildirdi``: of two names before a verb that is an object, the nearer acts."""
        last = self.last - 1
        forms = self.grammar.nominal_verbs
        if not forms or not any(fnmatchcase(self.doc.folded[last], form) for form in forms):
            return None
        begin, _ = self.clauses.clause_range(self.clause)
        opening = self._parted_opening()
        if opening is not None and opening.marker == "possessor":
            return opening  # ``A'nın, B'nin davetiyle C'yi ziyaret edeceği``
        named = [
            i
            for i in self.clauses.items
            if begin <= i.first
            and i.last <= last
            and (i.is_bare or (i.marker == "possessor" and not self._owns_head(i)))
            and i.kind in ("name", "actor", "body")
        ]
        if len(named) == 1 and named[0].marker == "possessor":
            return named[0] if len(named[0].parties) > 1 or self._acts_on_other(named[0]) else None
        return next((i for i in reversed(named) if i.parties != named[0].parties), None)

    def _owns_head(self, item: Item) -> bool:
        """``B'nin bütünlüğünü desteklediğini``: the trigger's own first word, with the sign of what is owned."""
        near = self.match.tail is not None and 0 <= self.first - item.last <= _OWNER_REACH
        return near and any(fnmatchcase(self.doc.folded[self.first], form) for form in self.grammar.possessed)

    def _acts_on_other(self, owner: Item) -> bool:
        """``A'nın B sınırına asker yığdığı öne sürüldü``: between a genitive and its verb stands who is acted on."""
        between = (i for i in self.clauses.items if owner.last <= i.first and i.last <= self.last)
        return any(i.parties and i.parties != owner.parties and not i.is_bare for i in between)

    def _topic(self, before: list[Item]) -> Item | None:
        """``A, B malları için ...``: where verbs stand last, a comma parts the subject that opens the sentence."""
        if self.grammar.word_order != "sov" or self.trigger.kind != "verb" or not before:
            return None
        opening = self._parted_opening()
        is_named = opening is not None and opening.is_bare and opening.kind in ("name", "actor", "body", "place")
        return opening if is_named else None

    def _parted_opening(self) -> Item | None:
        """The item that opens the sentence, where a comma parts it from the trigger's clause."""
        if self.clause != 1:
            return None
        opening = next((i for i in self.clauses.items if i.first == self.clauses.first), None)
        behind = self.clauses.starts[1] - 1
        is_parted = opening is not None and opening.last == behind and self.doc.words[behind] in COMMAS
        return opening if is_parted else None

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
        is_feminine = any(fnmatchcase(word, form) for word in told for form in grammar.feminine_verbs)
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

    def _outside_frame(self, items: list[Item], begin: int) -> list[Item]:
        """``A 对 B 袭击 C 表示谴责``: before the verb that closes a frame, those who stand before its preposition."""
        ahead = [i for i in self.clauses.items if begin <= i.first and i.last <= self.first]
        opening = next((i.first for i in ahead if i.marker in _FRAMING), self.first)
        return [i for i in items if i.first < opening or i.first >= self.first]

    def _is_beyond(self, item: Item) -> bool:
        """In a relative clause behind, or ``the two sides`` of whatever clause follows."""
        if item.clause <= self.clause:
            return False
        speaks = self.doc.starts_with("speech", item.last) is not None  # ``..., A says``
        return speaks or item.clause in self.clauses.relative or item.kind == "pair"

    def _goes_on(self) -> Item | None:
        """``pediu a B que revisse ... e ameaçou``: behind what was asked, a verb that is joined is the asker's."""
        begin, _ = self.clauses.clause_range(self.clause)
        asking = [m for m in self.doc.within("event", self.clauses.first, begin) if m.payload.value.type == "REQUEST"]
        if not asking or self.trigger.kind != "verb" or not self._joins_directly():
            return None
        clause = self.clauses.clause_of(asking[-1].start)
        return next((i for i in self.clauses.items if i.is_bare and i.clause == clause), None)

    def _joins_directly(self) -> bool:
        """A conjunction right before the verb: ``und drohte``."""
        reach = range(max(self.clauses.first, self.first - _JOINED_REACH), self.first)
        return any(self.doc.starts_with("conjunctions", at) is not None for at in reach)

    def _resumed_subject(self) -> Item | None:
        """``The Union, which sits in A, urged ...``: a relative clause lies between the subject and its verb."""
        before = self.clause - 1
        while before > 0 and self.doc.words[self.clauses.starts[before] - 1] in self.grammar.quotes:
            before -= 1  # what is quoted in the relative clause belongs to it
        if before not in self.clauses.relative or self.clause in self.clauses.subordinate:
            return None
        earlier = [i for i in self.clauses.items if i.is_bare and i.clause < before]
        if earlier and self._joins_directly():
            return next(i for i in earlier if i.clause == earlier[-1].clause)
        return earlier[-1] if earlier else None

    def _inverts(self, item: Item) -> bool:
        """Where the verb stands second, its subject may follow it: only there, and only directly."""
        is_verb = self.grammar.word_order == "v2" and self.trigger.kind == "verb"
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
        fronted = (*_AHEAD, *_AHEAD_OF_CASES) if self.grammar.oblique is not None else _AHEAD
        if self.trigger.frame == "visit":
            fronted = (*fronted, *_DESTINATION)
        return near and bool(ahead) and ahead[-1].parties != () and ahead[-1].marker in fronted

    def _from_next_clause(self) -> Item | None:
        """``Accusing A of ..., B left``: a participle opens the sentence, its subject the next clause."""
        opens = self.trigger.kind == "verb" and self.first - self.clauses.first <= 1 and self.clause == 0
        if not opens or self.grammar.verb_last or len(self.clauses.starts) < 2:
            return None
        begin = self.clauses.starts[1]
        if self.doc.words[begin - 1] not in COMMAS:
            return None
        return next((i for i in self.clauses.items if i.clause == 1 and i.is_bare and i.first - begin <= 1), None)

    def _antecedent(self) -> Item | None:
        begin, _ = self.clauses.clause_range(self.clause)
        if self.first < begin:
            return None  # ``the attack which``: the trigger's own noun
        return next((i for i in reversed(self.clauses.items) if begin - 2 <= i.last <= begin), None)

    def from_earlier_clause(self) -> Item | None:
        """The subject goes on: ``..., accusing Beijing of ...``; the nearest unmarked item before."""
        begin, _ = self.clauses.clause_range(self.clause)
        earlier = [i for i in self.clauses.items if i.last <= begin and i.is_bare and i.kind not in ("pair", "place")]
        openings = [i for n, i in enumerate(earlier) if n == 0 or earlier[n - 1].clause != i.clause]
        found = next((i for i in reversed(openings) if not self._is_object(i)), openings[-1] if openings else None)
        if found is None and self.trigger.kind == "noun":
            return next(
                (i for i in self.clauses.items if i.clause > self.clause and i.is_bare and i.kind == "actor"),
                None,
            )
        if found is not None and self.trigger.kind == "noun" and self._speaks(found):
            return None
        return found

    def _is_object(self, item: Item) -> bool:
        """``A said, accusing B of ..., that it``: before the first name of a clause its verb has stood already."""
        if self.grammar.word_order != "svo":
            return False
        begin, _ = self.clauses.clause_range(item.clause)
        return any(m.payload.value.kind == "verb" for m in self.doc.within("event", begin, item.first))

    def _speaks(self, item: Item) -> bool:
        """What somebody reports is not the speaker's doing: a verb of speech stands between."""
        first, _ = self.clauses.clause_range(item.clause)
        begin, _ = self.clauses.clause_range(self.clause)
        return any(self.doc.starts_with("speech", i) is not None for i in range(first, begin))
