"""Participles before the noun that they tell of: ``suçladığı Pakistan`` whom A accuses, ``görüşen lider`` who meets."""

from etl.extraction.document import kinds
from etl.extraction.forms import has_form
from etl.extraction.items import Item
from etl.extraction.voice import Voice

_HEADS = ("name", "actor", "demonym", "body", "stranger")
_SUBJECTS = ("name", "actor", "body", "place", "pronoun")
_MARKED = ("object", "to", "with", "against", "from")  # what an active participle acts on
_SMALL = kinds("articles", "fillers")
_HEAD_REACH = 3  # tokens between a participle and its noun: numbers, articles


class Attribution(Voice):
    """Reads a trigger in the form of a participle, where participles stand before their noun."""

    def around_participle(self) -> tuple[Item | None, Item | None] | None:
        """Subject and object of a participle that has a party for its noun; ``None`` where it is none."""
        forms = self.grammar.attributive
        if not forms:
            return None
        word = self.doc.folded[self.last - 1]
        active = has_form(word, forms.get("subject", ()))
        relative = has_form(word, forms.get("object", ()))
        head = self._head() if active or relative else None
        if head is None:
            return None
        if active and relative:
            is_bare_verb = self.last - self.first == 1  # what holds its object already has the noun for its subject
            relative = is_bare_verb and self._has_own_subject()
        return (self._doer(head), head) if relative else (head, None)

    def behind_participle(self) -> tuple[Item | None, Item | None] | None:
        """``A'nın B'nin C iline düzenlediği saldırı``: who does what a noun names, and whose it is done to."""
        forms = self.grammar.attributive.get("object", ())
        if self.trigger.kind != "noun" or self.first == self.clauses.first:
            return None
        if not has_form(self.doc.folded[self.first - 1], forms):
            return None
        begin, _ = self.clauses.clause_range(self.clause)
        ahead = [i for i in self.clauses.items if begin <= i.first and i.last < self.first and i.kind in _SUBJECTS]
        owners = [i for i in ahead if self._is_owner(i)]
        if not owners:
            return None
        other = next((i for i in reversed(owners) if i.parties != owners[0].parties), None)
        return owners[0], other

    def _is_owner(self, item: Item) -> bool:
        """A genitive, on the party's name or on its army's: ``A Hava Kuvvetlerinin``."""
        unit = self.doc.starts_with("units", item.last) if item.is_bare else None
        return item.marker == "possessor" or (unit is not None and unit.marker == "possessor")

    def in_object_relative(self) -> tuple[Item | None, Item | None] | None:
        """``дипломатів, яких звинуватило ...``: the relative's form makes an object of the word that it follows."""
        clause = self.clauses.clause_of(self.verb)
        if self.trigger.kind != "verb" or clause not in self.clauses.relative or self.passive:
            return None
        begin, behind = self.clauses.clause_range(clause)
        if self.doc.starts_with("object_relatives", begin) is None:
            return None
        patient = self._right_before(begin)
        own = next((i for i in self.clauses.items if begin <= i.first < behind and i.is_bare), None)
        if own is not None or has_form(self.doc.folded[self.verb], self.grammar.impersonal_verbs):
            return own, patient
        return next(
            (i for i in self.clauses.items if i.last <= begin and i.is_bare and i is not patient), None
        ), patient

    def _head(self) -> Item | None:
        """The party right behind the participle, past numbers and articles."""
        head = next((i for i in self.clauses.items if i.first >= self.last), None)
        if head is None or head.kind not in _HEADS or head.first - self.last > self.doc.reach(_HEAD_REACH):
            return None
        small = (self.doc.words[i].isdigit() or self.doc.opens(i, _SMALL) for i in range(self.last, head.first))
        return head if all(small) else None

    def _has_own_subject(self) -> bool:
        """One form for both: the nearest party before it acts where no case tells that it is acted on."""
        begin, _ = self.clauses.clause_range(self.clause)
        before = [i for i in self.clauses.items if begin <= i.first and i.last <= self.first]
        acted_on = any(i.marker in _MARKED for i in before)
        return bool(before) and not acted_on and (before[-1].is_bare or before[-1].marker == "possessor")

    def _doer(self, head: Item) -> Item | None:
        """The owner of the participle, parted from it by a comma or not, else the subject of the sentence."""
        ahead = [i for i in self.clauses.items if i.last <= self.first and i.kind in _SUBJECTS and i is not head]
        owners = [i for i in ahead if i.marker == "possessor" and i.clause >= self.clause - 1]
        if owners:
            return owners[-1]
        bare = [i for i in ahead if i.is_bare]
        own = [i for i in bare if i.clause == self.clause]
        return own[-1] if own else bare[0] if bare else None
