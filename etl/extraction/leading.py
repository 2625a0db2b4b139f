"""What leads a clause and acts in it: topics, places, frames, the doers of verbal nouns."""

from etl.extraction.document import COMMAS
from etl.extraction.elsewhere import Elsewhere
from etl.extraction.forms import has_form
from etl.extraction.items import Item
from etl.extraction.situation import FRAMING

_OWNER_REACH = 2  # tokens between an owner and what is owned
_OPENING = 1  # words before a place that opens a clause: its preposition
SAID = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN", "PROTEST"})  # what governments do by words


class Leading(Elsewhere):
    """Reads who acts where neither order nor a marker tells it."""

    def _headline_topic(self) -> Item | None:
        """``Kuba: aresztowano ...``: the country before a headline's colon."""
        opening = self._opening()
        is_parted = opening is not None and self.clause > 0 and self.doc.words[opening.last] in (":", "：")
        return opening if is_parted and opening is not None and opening.is_bare else None

    def _topic(self, before: list[Item]) -> Item | None:
        """``A, B malları için ...``: where verbs stand last, a comma parts the subject that opens the sentence."""
        if self.grammar.word_order != "sov" or self.trigger.kind != "verb" or not before:
            return None
        return self._opening_topic()

    def _opening_topic(self) -> Item | None:
        """Who opens the sentence, parted by a comma, and acts in what follows, in ``after meeting B`` too."""
        opening = self._parted_opening()
        if opening is None or not opening.is_bare or opening.is_adjective:
            return None
        return opening if opening.kind in ("name", "actor", "body", "place", "demonym") else None

    def _opening(self) -> Item | None:
        """The item that the sentence begins with."""
        return next((i for i in self.clauses.items if i.first == self.clauses.first), None)

    def _parted_opening(self) -> Item | None:
        """The item that opens the sentence, where a comma parts it from the trigger's clause.

        Behind an adverb or a reason too, where nobody else may be the subject: ``Öte yandan A, B'yi ...``.
        """
        if self.clause != 1:
            return None
        behind = self.clauses.starts[1] - 1
        ahead = [i for i in self.clauses.items if i.clause == 0]
        if not ahead or ahead[-1].last != behind or self.doc.words[behind] not in COMMAS:
            return None
        *others, told = ahead
        is_only = told.kind in ("name", "actor", "body") and not any(i.is_bare for i in others)
        return told if is_only or told.first == self.clauses.first else None

    def _place_that_acts(self) -> Item | None:
        """``У Києві засудили ...``: a place opens the clause of a verb that has no subject, and that says something."""
        at = self.last - 1 if self.grammar.word_order == "sov" else self.first
        forms, tail = self.grammar.impersonal_verbs, self.match.tail
        if self.trigger.kind != "verb" or self.trigger.type not in SAID or not forms:
            return None
        words = [self.doc.folded[i] for i in (at, tail[0] if tail is not None else at)]
        if not any(has_form(word, forms) for word in words):
            return None
        begin, _ = self.clauses.clause_range(self.clause)
        opening = next((i for i in self.clauses.items if i.first >= begin), None)
        near = opening is not None and opening.first - begin <= _OPENING and opening.last <= self.first
        is_place = opening is not None and opening.marker in ("in", "at") and opening.kind in ("place", "name", "body")
        return opening if near and is_place else None

    def _framed(self) -> Item | None:
        """``A 对 B 集结兵力表示关切``: between a preposition and the verb that it belongs to stands what B does."""
        if not self.grammar.frame_ends or self.trigger.kind != "verb":
            return None
        begin, end = self.clauses.clause_range(self.clause)
        if not self.doc.within("frame_ends", self.last, end + 1):
            return None
        here = (i for i in self.clauses.items if begin <= i.first and i.last <= self.first)
        ahead = [i for i in here if i.marker != "with"]
        return ahead[-1] if ahead and ahead[-1].marker in FRAMING and ahead[-1].parties else None

    def _outside_frame(self, items: list[Item], begin: int) -> list[Item]:
        """``A 对 B 袭击 C 表示谴责``: before the verb that closes a frame, those who stand before its preposition."""
        ahead = [i for i in self.clauses.items if begin <= i.first and i.last <= self.first]
        opening = next((i.first for i in ahead if i.marker in FRAMING), self.first)
        return [i for i in items if i.first < opening or i.first >= self.first]

    def _doer_of_nominal(self) -> Item | None:
        """``A B askerlerinin saldırdığını bildirdi``: of two names before a verb that is an object, the nearer acts."""
        last = self.last - 1
        forms = self.grammar.nominal_verbs
        if not forms or not has_form(self.doc.folded[last], forms):
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
            and (i.kind in ("name", "actor", "body") or (i.kind == "demonym" and not i.is_adjective))
        ]
        if len(named) == 1 and named[0].is_bare and self._owns_unit(named[0]):
            return named[0]
        if len(named) == 1 and named[0].marker == "possessor":
            return named[0] if self._acts_on_other(named[0]) or not self._owns_object(named[0]) else None
        owners = [i for i in named if i.marker == "possessor"]
        if len(owners) > 1 and named[-1] is owners[-1]:
            return owners[0]  # ``A'nın, B'nin çabalarını desteklediğini``: of two genitives the second owns the object
        owner = owners[-1] if owners else None
        if owner is not None and named[-1] is not owner:
            return owner  # ``A'nın B kentini bombaladığını``: a bare name behind the genitive is acted on
        return next((i for i in reversed(named) if i.parties != named[0].parties), None)

    def _owns_head(self, item: Item) -> bool:
        """``B'nin bütünlüğünü desteklediğini``: the trigger's own first word, with the sign of what is owned."""
        near = self.match.tail is not None and 0 <= self.first - item.last <= _OWNER_REACH
        if near and any(item.last <= i.first < self.first and i.parties for i in self.clauses.items):
            return False  # ``A'nın B diplomatlarını kovduğunu``: what stands nearer owns it
        return near and has_form(self.doc.folded[self.first], self.grammar.possessed)

    def _owns_unit(self, item: Item) -> bool:
        """``A, B ordusunun saldırdığını bildirdi``: the sign of the genitive stands at the unit."""
        unit = self.doc.starts_with("units", item.last)
        return unit is not None and unit.marker == "possessor"

    def _owns_object(self, owner: Item) -> bool:
        """``A, B'nin planını desteklediğini söyledi``: what is judged is the other's, a deed its doer's."""
        between = self.doc.folded[owner.last : self.last - 1]
        is_judged = self.trigger.type in SAID and len(owner.parties) == 1
        return is_judged and any(has_form(word, self.grammar.possessed) for word in between)

    def _acts_on_other(self, owner: Item) -> bool:
        """``A'nın B sınırına asker yığdığı öne sürüldü``: between a genitive and its verb stands who is acted on."""
        between = (i for i in self.clauses.items if owner.last <= i.first and i.last <= self.last)
        return any(i.parties and i.parties != owner.parties and (not i.is_bare or i.is_adjective) for i in between)

    def _first_person(self) -> Item | None:
        """``"Boliviya'yı destekliyoruz", dedi A``: who speaks acts, as ``we`` do."""
        return Item(self.first, self.first, (), (), None, "speaker", self.clause) if self.says_we() else None

    def says_we(self) -> bool:
        """The form of the verb tells that who speaks acts."""
        begin = self.first if self.grammar.word_order == "vso" else self.last - 1
        words, forms = self.doc.folded, self.grammar.first_person_verbs
        return self.trigger.kind == "verb" and any(has_form(words[i], forms) for i in range(begin, self.last))

    def is_aside(self) -> bool:
        """``B'yi özür diledikten sonra bıraktı``: what stands before ``after`` needs a subject of its own."""
        found = self.doc.starts_with("postposition", self.last) if self.grammar.word_order == "sov" else None
        return found is not None and found.payload.value == "after" and self.trigger.kind == "verb"

    def _is_impersonal(self) -> bool:
        """``wydalono dwóch dyplomatów``: a form of the verb that has no subject."""
        forms = self.grammar.impersonal
        words = {self.doc.folded[self.first], self.doc.folded[self.last - 1]} if forms else set()
        return self.trigger.kind == "verb" and any(has_form(word, forms) for word in words)
