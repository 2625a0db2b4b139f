"""A subject that another clause of the sentence tells."""

from etl.extraction.document import COMMAS, kinds
from etl.extraction.items import Item
from etl.extraction.possession import Possession
from etl.extraction.situation import JOINED_REACH

_OPENERS = kinds("clause_openers")
_DEED_REACH = 4  # tokens of a noun that a relative clause goes on from


class Elsewhere(Possession):
    """Looks for who acts beyond the trigger's own clause."""

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
        return bool(self.doc.within("conjunctions", max(self.clauses.first, self.first - JOINED_REACH), self.first))

    def _resumed_subject(self) -> Item | None:
        """``The Union, which sits in A, urged ...``: a relative clause lies between the subject and its verb.

        Or one with a conjunction, behind which the main clause goes on: ``A said that B had left, and urged ...``.
        """
        before = self.clause - 1
        if (apposed := self._apposed_subject()) is not None:
            return apposed
        while before > 0 and self.doc.words[self.clauses.starts[before] - 1] in self.grammar.quotes:
            before -= 1  # what is quoted in the relative clause belongs to it
        is_parted = before in self.clauses.subordinate and self._is_behind_comma()
        if not (before in self.clauses.relative or is_parted) or self.clause in self.clauses.subordinate:
            return None
        earlier = [i for i in self.clauses.items if i.is_bare and i.clause < before]
        if earlier and (is_parted or self._joins_directly()):
            return next(i for i in earlier if i.clause == earlier[-1].clause)
        return earlier[-1] if earlier else None

    def _is_behind_comma(self) -> bool:
        """By a comma, with a conjunction before the verb; where the verb stands last, without one: then it goes on."""
        begin = self.clauses.starts[self.clause]
        if self.doc.words[begin - 1] not in COMMAS:
            return False
        if self.grammar.word_order == "sov":
            return self.trigger.kind == "verb" and not self.doc.within("conjunctions", begin, begin + 1)
        return self._joins_directly()

    def _apposed_subject(self) -> Item | None:
        """``A, its neighbour's ally, urged B``: where verbs stand second, an apposition parts the subject from one."""
        begin, _ = self.clauses.clause_range(self.clause)
        if self.grammar.word_order != "v2" or self.trigger.kind != "verb" or self.first != begin or begin == 0:
            return None
        _, ahead = self.clauses.clause_range(0)
        opening = next((i for i in self.clauses.items if i.clause == 0), None)
        if opening is None or not opening.is_bare or opening.kind not in ("name", "actor", "body"):
            return None
        parted = opening.last == begin - 1 or (opening.last == ahead - 1 and self.clause == 2)
        return opening if parted and self.doc.words[begin - 1] in COMMAS else None

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
        told = self._right_before(begin)
        return None if told is not None and self._is_told(told, begin) else told

    def _follows_deed(self) -> bool:
        """``A spoke of clashes that killed ten``: what a clause tells of a deed, no subject before has done."""
        begin, _ = self.clauses.clause_range(self.clause)
        ahead = self.doc.within("event", max(self.clauses.first, begin - _DEED_REACH), begin)
        is_noun = [m.last for m in ahead if m.payload.value.kind == "noun"]
        return self.trigger.kind == "verb" and any(begin - last <= 1 for last in is_noun)

    def _is_told(self, item: Item, begin: int) -> bool:
        """``disse ao ministro que ...``: what somebody is told is no relative clause about them."""
        near = max(self.clauses.first, item.first - JOINED_REACH)
        opens = item.last == begin and item.marker == "to" and self.doc.opens(begin, _OPENERS)
        return opens and bool(self.doc.within("speech", near, item.first))

    def _right_before(self, begin: int) -> Item | None:
        """What a relative clause that begins at a token follows, a comma between or not."""
        items = self.clauses.items
        n = next((n for n in range(len(items) - 1, -1, -1) if begin - 2 <= items[n].last <= begin), None)
        if n is None:
            return None
        outer = items[n - 1] if n > 0 else items[n]  # ``tourists from A, who ...``
        is_origin = items[n].marker == "from" and outer.kind == "stranger" and items[n].first - outer.last <= 2
        return outer if is_origin else items[n]

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
