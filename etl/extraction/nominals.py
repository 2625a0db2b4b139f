"""Verbs as nouns, where verbs stand last: the genitive that acts, and the subject that a comma parts from them."""

from fnmatch import fnmatchcase

from etl.extraction.document import COMMAS
from etl.extraction.items import Item
from etl.extraction.possession import Possession

_OWNER_REACH = 2  # tokens between an owner and what is owned


class Nominals(Possession):
    """Reads the subject of one trigger that has the form of a noun, or whose sentence a comma opens."""

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

    def is_aside(self) -> bool:
        """``B'yi özür diledikten sonra bıraktı``: what stands before ``after`` needs a subject of its own."""
        found = self.doc.starts_with("postposition", self.last) if self.grammar.word_order == "sov" else None
        return found is not None and found.payload.value == "after" and self.trigger.kind == "verb"
