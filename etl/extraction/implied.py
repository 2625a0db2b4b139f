"""Whom a trigger concerns where its own clause tells nobody: quotations, conditions, relative clauses, groups."""

from etl.extraction.document import COMMAS
from etl.extraction.items import Item
from etl.extraction.voice import Voice

_GROUP_REACH = 5  # tokens between two owners and their noun, the words for their armies or ministers among them
_CLOSING = (")", "）", "]")
_OPENING_REACH = 2  # tokens before a verb that leave no room for a subject


class Implied(Voice):
    """Reads what stands around the clause of one trigger."""

    def lacks_subject(self) -> bool:
        """The verb opens its clause; where verbs stand last, the clause has had no subject."""
        if self.trigger.kind != "verb" or self.passive or not self.grammar.drops_subjects:
            return False
        begin, _ = self.clauses.clause_range(self.clause)
        if self.grammar.verb_last:
            return True
        if self._resumes_behind_bracket(begin):
            return False
        return self.first - begin <= self.doc.reach(_OPENING_REACH)

    def _resumes_behind_bracket(self, begin: int) -> bool:
        """``The Union of Exporters (UE), urged ...``: the subject stands before the bracket, known or not."""
        words = self.doc.words
        while begin > self.clauses.first and words[begin - 1] in COMMAS:
            begin -= 1
        return begin > self.clauses.first and words[begin - 1] in _CLOSING

    def implied(self, actor: Item, recipient: Item | None) -> Item | None:
        """Whom a reproach or a warning is aimed at, where its own clause tells nobody or only a pronoun."""
        if self.trigger.type == "THREATEN":
            return recipient or self.warned(actor)
        if self.trigger.type != "ACCUSE":
            return recipient
        if recipient is None or recipient.clause > actor.clause:
            recipient = self.doer_in_relative(actor) or recipient
        if recipient is None or recipient.kind == "pronoun":
            recipient = self.charged(actor) or self.doer_of_object() or recipient
        return recipient

    def charged(self, actor: Item) -> Item | None:
        """``A's accusation that B had ...``: who acts in the clause that tells what a noun charges."""
        is_last = self.grammar.word_order == "sov"
        if (self.trigger.kind != "noun" and not is_last) or self.clause + 1 not in self.clauses.subordinate:
            return None
        told = next((i for i in self.clauses.items if i.clause == self.clause + 1), None)
        is_party = told is not None and told.is_bare and bool(told.parties) and (is_last or not told.is_adjective)
        return told if told is not None and is_party and told.parties != actor.parties else None

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
        """``condemned the use of force by B``: who did what an active verb is about."""
        return next(self._marked("by"), None) if self._acts_itself() else None

    def spoken_of(self, actor: Item) -> Item | None:
        """``"A must open the border", demanded B``: whom the quotation before the verb names first."""
        if self.trigger.kind != "verb" or not self._ends_quotation(actor):
            return None
        begin, _ = self.clauses.clause_range(self.clause)
        named = [i for i in self.clauses.items if i.last <= begin and i.parties and i.kind != "stranger"]
        other = [i for i in named if not set(i.parties) & set(actor.parties)]
        return other[0] if other and other[0] is named[0] and other[0].is_bare else None

    def is_with_strangers(self) -> bool:
        """``a clash with gunmen near the border of B``: who stands behind ``with`` acts for none."""
        sides = list(self._marked("with"))
        return bool(sides) and sides[0].kind == "stranger" and not any(i.parties for i in sides)

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

    def warned(self, actor: Item) -> Item | None:
        """``A warned that, if B had ..., it would``: whose doing the condition is that the warning names."""
        _, behind = self.clauses.clause_range(self.clause)
        next_clauses = range(self.clause + 1, min(self.clause + 3, len(self.clauses.starts)))
        begin = next((b for c in next_clauses if self._is_condition(b := self.clauses.starts[c])), None)
        if self.trigger.kind != "verb" or begin is None or begin < behind:
            return None
        told = next((i for i in self.clauses.items if i.first >= begin), None)
        is_party = told is not None and told.is_bare and bool(told.parties) and not told.is_adjective
        near = told is not None and told.clause - self.clauses.clause_of(begin) <= 1
        return told if told is not None and is_party and near and told.parties != actor.parties else None

    def _is_condition(self, begin: int) -> bool:
        """A word for what is possible opens the clause, the one that joins it aside: ``that if``."""
        ahead = range(begin, begin + 2)
        return any(m.payload.value == "possible" for i in ahead for m in self.doc.within("cue", i, i + 1))
