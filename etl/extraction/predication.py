"""The subject of a trigger and what may be its object, by order, clause and what the sentence has said so far."""

from fnmatch import fnmatchcase

from etl.extraction.document import COMMAS
from etl.extraction.items import Item
from etl.extraction.possession import Possession
from etl.extraction.situation import DIRECT_REACH
from etl.lexicon.patterns import Match

_DASHES = frozenset("-–—")
_BEHIND_QUOTE = 3  # tokens between a quotation and its verb: a comma, a dash, an auxiliary
_JOINED_REACH = 3  # tokens between a conjunction and the verb that it joins: an auxiliary, an adverb
_AHEAD_OF_CASES = ("with", "on", "against", "in", "from")
_AHEAD = ("object", "to", "addressee")  # what stands before a verb and leaves the subject's place behind it


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
        told = self._doer_of_nominal()
        if told is not None:
            return told, []
        topic = self._topic(before)
        if topic is not None:
            return topic, [*before, *behind]
        marked = next((i for i in [*before, *behind] if i.marker == "subject"), None)
        if marked is not None:
            return marked, [i for i in [*before, *behind] if i is not marked]
        if self.clause in self.clauses.relative and not before:
            return self._antecedent() or self._from_earlier_clause(), behind
        if behind and self._precedes_subject(before, behind[0]):
            return behind[0], behind[1:]
        if len(before) > 1 and (ends_clause or self._is_joined_to_verb(before)):
            return before[0], before[1:] if ends_clause else behind
        if before:
            others = before[:-1] if self.grammar.oblique is not None and self.trigger.kind == "verb" else []
            return before[-1], [*behind, *others]
        if (resumed := self._resumed_subject()) is not None:
            return resumed, behind
        if behind and (self._inverts(behind[0]) or self._ends_quotation(behind[0]) or self._is_fronted(behind[0])):
            return behind[0], behind[1:]
        return self._from_earlier_clause() or self._from_next_clause(), behind

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

    def _doer_of_nominal(self) -> Item | None:
        """``A B askerlerinin saldırdığını bildirdi``: of two names before a verb that is an object, the nearer acts."""
        last = self.last - 1
        forms = self.grammar.nominal_verbs
        if not forms or not any(fnmatchcase(self.doc.folded[last], form) for form in forms):
            return None
        begin, _ = self.clauses.clause_range(self.clause)
        named = [
            i
            for i in self.clauses.items
            if begin <= i.first
            and i.last <= last
            and (i.is_bare or i.marker == "possessor")
            and i.kind in ("name", "actor", "body")
        ]
        return next((i for i in reversed(named) if i.parties != named[0].parties), None)

    def _topic(self, before: list[Item]) -> Item | None:
        """``A, B malları için ...``: where verbs stand last, a comma parts the subject that opens the sentence."""
        if self.grammar.word_order != "sov" or self.trigger.kind != "verb" or self.clause != 1 or not before:
            return None
        opening = next((i for i in self.clauses.items if i.first == self.clauses.first), None)
        behind = self.clauses.starts[1] - 1
        is_parted = opening is not None and opening.last == behind and self.doc.words[behind] in COMMAS
        is_named = opening is not None and opening.is_bare and opening.kind in ("name", "actor", "body", "place")
        return opening if is_parted and is_named else None

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
        told = words[self.first : self.match.end]
        is_feminine = any(fnmatchcase(word, form) for word in told for form in grammar.feminine_verbs)
        head = self.doc.starts_with("articles", item.first)
        name = words[head.end if head is not None and head.end < item.last else item.first]
        return is_feminine or name in grammar.masculine_names

    def _unmarked(self) -> tuple[list[Item], list[Item]]:
        """Items without a marker in the trigger's clause, before and behind it."""
        begin, end = self.clauses.clause_range(self.clause)
        end = max(end, self.last)
        here = [i for i in self.clauses.items if i.is_bare and begin <= i.first < end + (2 if self.match.tail else 0)]
        here = [i for i in here if not self.owns_trigger(i) and not self._is_beyond(i)]
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

    def _resumed_subject(self) -> Item | None:
        """``The Union, which sits in A, urged ...``: a relative clause lies between the subject and its verb."""
        before = self.clause - 1
        while before > 0 and self.doc.words[self.clauses.starts[before] - 1] in self.grammar.quotes:
            before -= 1  # what is quoted in the relative clause belongs to it
        if before not in self.clauses.relative or self.clause in self.clauses.subordinate:
            return None
        earlier = [i for i in self.clauses.items if i.is_bare and i.clause < before]
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
        return next((i for i in reversed(self.clauses.items) if begin - 2 <= i.last <= begin), None)

    def _from_earlier_clause(self) -> Item | None:
        """The subject goes on: ``..., accusing Beijing of ...``; the nearest unmarked item before."""
        begin, _ = self.clauses.clause_range(self.clause)
        earlier = [i for i in self.clauses.items if i.last <= begin and i.is_bare and i.kind not in ("pair", "place")]
        found = next((i for i in earlier if i.clause == earlier[-1].clause), None)
        if found is None and self.trigger.kind == "noun":
            return next(
                (i for i in self.clauses.items if i.clause > self.clause and i.is_bare and i.kind == "actor"),
                None,
            )
        if found is not None and self.trigger.kind == "noun" and self._speaks(found):
            return None
        return found

    def _speaks(self, item: Item) -> bool:
        """What somebody reports is not the speaker's doing: a verb of speech stands between."""
        first, _ = self.clauses.clause_range(item.clause)
        begin, _ = self.clauses.clause_range(self.clause)
        return any(self.doc.starts_with("speech", i) is not None for i in range(first, begin))
