"""Subject and object of a trigger; what looks like an object and is none: what is owned, half of a word, a topic."""

from etl.extraction.implied import Implied
from etl.extraction.items import Item

_PARTNER_REACH = 4  # tokens between what two do and a third with whom they do it
_AGAINST_REACH = 6  # tokens between a noun and whom it is against, its owner among them


class Objects(Implied):
    """Tells the subject of one trigger from its object."""

    named: tuple[Item | None, Item | None] | None

    def subject_and_object(self) -> tuple[Item | None, Item | None]:
        """Who acts and who is acted on, by order, voice, case and form; either may be ``None``."""
        if self.named is not None:
            return self.named
        told = self.around_participle() or self.in_object_relative()
        if told is not None:
            subject, patient = told
            if self.passive:
                return None, patient or subject
            return subject, patient or next((i for i in self._marked("object") if i.last <= self.first), None)
        subject, rest = self.subject_and_rest()
        marked = [i for i in self._marked("object") if not self._is_compound(i)]
        ahead = [i for i in marked if i.first < self.last] if self.grammar.word_order == "sov" else []
        marked_object = next(iter(ahead or marked), None)  # where verbs stand last, what follows is another's
        has_owner = bool(rest) and not self.markers.isdisjoint(("possessor", "of"))
        if has_owner:
            is_backed = self.match.tail is not None and any(map(self._is_inside, self.owners_of_object()))
            rest = [i for i in rest if not self._is_owned(i, subject) and not (is_backed and i.first >= self.last)]
        patient = marked_object or (rest[0] if rest else None)
        if self.passive:
            return None, marked_object or subject or patient
        return subject, patient if patient is not subject else None

    def _is_owned(self, item: Item, doer: Item | None) -> bool:
        """``supports Chad's EU bid``: what stands between an owner and what is owned is no object.

        ``criticized Chad's decision to expel B``: nor is what the owner does it to.
        """
        owners = [i for i in self.clauses.items if i.marker == "possessor" and i is not doer]
        is_between = any(i.last == item.first for i in owners)
        own = next((i for i in owners if self.match.end <= i.first < item.first and self._follows(i)), None)
        deeds = self.doc.within("event", own.last, item.first) if own is not None else []
        return is_between or self._is_compound(item) or any(m.payload.value.kind == "verb" for m in deeds)

    def _is_compound(self, item: Item) -> bool:
        """``den EU-Beitritt Tschads``: half of a word that somebody else owns."""
        behind = item.last
        is_compound = behind + 1 < self.clauses.last and self.doc.words[behind] == "-" and self.doc.is_adjacent(behind)
        return is_compound and any(i.marker == "of" and i.first == behind + 2 for i in self.clauses.items)

    def is_aimed_elsewhere(self) -> bool:
        """``Trotz der Sanktionen As gegen B reiste C``: a noun that tells whom it is against has no bare object."""
        if self.trigger.kind != "noun":
            return False
        aimed = (i for i in self._marked("against") if 0 <= i.first - self.last <= _AGAINST_REACH)
        return any(i.clause == self.clause for i in aimed)

    def is_topic(self, item: Item) -> bool:
        """``A and B discussed the dispute between C and D``, ``the C-D war``, ``the bid for an alliance with C``."""
        is_far = item.first - self.last > self.doc.reach(_PARTNER_REACH)
        is_thing = item.marker is None and item.kind in ("name", "demonym") and item.first >= self.last
        is_talk = is_thing and self.trigger.mode is None
        return item.marker == "between" or (item.marker == "with" and is_far) or is_talk
