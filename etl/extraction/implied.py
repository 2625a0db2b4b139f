"""Parties that no place of a frame holds: told by another clause, a condition, a quotation, a seat."""

from etl.extraction.attribution import Attribution
from etl.extraction.items import Item
from etl.lexicon.patterns import Match

_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "MOBILIZE"})
_AIMED = ("on", "against", "at", "over")
_AIMED_AHEAD = (*_AIMED, "to", "in")
_DEED_REACH = 3  # tokens behind whom a deed is aimed at, where verbs stand last
_PLACES = ("in", "at")  # ``condemned the killings in A by B``
_GROUP_REACH = 5  # tokens between two owners and their noun, the words for their armies or ministers among them
_OPENING_REACH = 2  # tokens before a verb that leave no room for a subject


class Implied(Attribution):
    """Finds whom a trigger means where its own clause does not say."""

    subject: Item | None

    def accused(self, actor: Item, recipient: Item | None) -> Item | None:
        """Whom a reproach is aimed at, where its own clause tells nobody, a pronoun, or where something happened."""
        if recipient is None or recipient.clause > actor.clause:
            recipient = self.doer_in_relative(actor) or recipient
        if recipient is None or recipient.kind == "pronoun":
            recipient = self.charged(actor) or self.doer_of_object() or recipient
        elif recipient.marker in _PLACES or (recipient.marker == "to" and recipient.last <= self.first):
            agent = next(self._marked("by"), None) if self._acts_itself() else None
            recipient = agent if agent is not None and agent.parties != actor.parties else recipient
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
        return self._opens_next_clause(actor, is_last)

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
        return self._opens_next_clause(actor, False)

    def _opens_next_clause(self, actor: Item, may_be_adjective: bool) -> Item | None:
        """Whom the next clause names first, where that may be its subject and is not the actor."""
        told = next((i for i in self.clauses.items if i.clause == self.clause + 1), None)
        if told is None or not told.is_bare or (told.is_adjective and not may_be_adjective):
            return None
        return told if told.parties and told.parties != actor.parties else None

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

    def conditioned(self, actor: Item) -> Item | None:
        """``threatened to strike if B does not withdraw``, ``"If B strikes, ...", warned A``: whose doings."""
        quoted = range(self.clause) if self.trigger.kind == "verb" and self._ends_quotation(actor) else range(0)
        for clause in (*range(self.clause + 1, len(self.clauses.starts)), *quoted):
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
        if self.trigger.kind != "verb":
            return False
        if recipient.first < self.last:
            return self._suffers_ahead(recipient)
        if recipient.marker == "of" and self._is_of_place(recipient):
            return True
        aimed = recipient.marker in _AIMED or (recipient.marker == "of" and self.doer_of_object() is not None)
        deeds = self.doc.within("event", self.last, recipient.first) if aimed else []
        return any(m.payload.value.type in _HOSTILE for m in deeds)

    def _suffers_ahead(self, recipient: Item) -> bool:
        """``B'ye saldırıyı kınadı``: where verbs stand last, the deed follows right behind whom it is aimed at.

        But ``B'ye casusluk suçlaması``: of that B is accused.
        """
        is_judged = self.grammar.word_order == "sov" and self.trigger.mode != "allege"
        if not is_judged or recipient.marker not in _AIMED_AHEAD or recipient.kind == "actor":
            return False
        deeds = self.doc.within("event", recipient.last, min(recipient.last + _DEED_REACH, self.first))
        return any(m.payload.value.type in _HOSTILE for m in deeds)

    def _is_of_place(self, item: Item) -> bool:
        """``condemned the killings in the capital of B``: a genitive inside what tells where."""
        within = self.doc.within("marker", self.last, item.first)
        places = [m for m in within if m.payload.value in ("in", "near") and not self._begins_longer(m)]
        return any(0 < item.first - m.end <= _OPENING_REACH + 1 for m in places)

    def _begins_longer(self, marker: Match) -> bool:
        """``in connection with the decision of B``: its first word tells no place."""
        longest = self.doc.starts_with("marker", marker.start)
        return longest is not None and longest.end > marker.end

    def spoken_of(self, actor: Item) -> Item | None:
        """``"A must open the border", demanded B``: whom the quotation before the verb names first."""
        if self.trigger.kind != "verb" or not self._ends_quotation(actor):
            return None
        begin, _ = self.clauses.clause_range(self.clause)
        named = [i for i in self.clauses.items if i.last <= begin and i.parties and i.kind != "stranger"]
        other = [i for i in named if not set(i.parties) & set(actor.parties)]
        return other[0] if other and other[0] is named[0] and other[0].is_bare else None

    def _acts_itself(self) -> bool:
        """An active verb that has a subject of its own, where the passive has forms to tell it by."""
        if self.trigger.kind != "verb" or self.passive or self.subject is None:
            return False
        is_told = bool(self.subject.parties) or self.subject.kind == "pronoun"
        return is_told and (bool(self.grammar.participle) or self.subject.marker == "subject")
