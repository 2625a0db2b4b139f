"""Whose office it is, where the title does not say: the words before it, else the place that the report comes from."""

from bisect import bisect_left

from etl.extraction.document import Document
from etl.extraction.places import LocatedMention
from etl.extraction.titles import Office
from etl.lexicon import reference


class Ownership:
    """Answers for one document; ``home`` is the dateline's country, or the only one that the article names."""

    def __init__(self, doc: Document, mentions: list[LocatedMention], offices: list[Office], home: str | None) -> None:
        self.doc = doc
        self.offices = [o for o in offices if o.is_named]
        self.home = home
        inside = {i for o in offices for i in range(o.first, o.last) if o.party}
        bodies = reference.bodies()
        self.countries = [m for m in mentions if m.first not in inside and m.mention.party not in bodies]
        unowned = [o for o in offices if o.is_named and o.party is None]
        self.first_of_role = {o.role: o.name_first for o in sorted(unowned, key=lambda o: -o.name_first)}
        self.given: dict[tuple[str, str], str] = {}
        self.named = {(o.role, o.party) for o in offices if o.is_named and o.party}

    def owner(self, office: Office) -> str | None:
        """The party, or ``None`` where nothing in the text tells, or somebody else holds the office there."""
        party = self._owner(office)
        if party is None:
            return None
        holder = self.given.setdefault((office.role, party), self._name(office))
        return party if holder == self._name(office) else None

    def _owner(self, office: Office) -> str | None:
        sentence = self.doc.sentence_of(office.title_first)
        if office.is_counterpart:
            return self._elsewhere(sentence, office)
        before = self._subjects(sentence, office.first)
        if self._is_possessive(office):
            known = before or self._subjects(sentence - 1, None)
            return known[-1] if known else None
        for parties in (before, self._subjects(sentence - 1, None) if not self._any_before(sentence, office) else []):
            if len(set(parties)) == 1:
                return parties[0]
        is_second = self._name(office) != self._name_at(self.first_of_role.get(office.role, office.name_first))
        if office.is_posted or is_second or (office.role, self.home) in self.named:
            return None
        return self.home

    def _name(self, office: Office) -> str:
        return self.doc.folded[office.name_last - 1]

    def _name_at(self, name_first: int) -> str:
        return next((self._name(o) for o in self.offices if o.name_first == name_first), "")

    def _elsewhere(self, sentence: int, office: Office) -> str | None:
        """A counterpart's country: the only one before it in the sentence."""
        first, _ = self.doc.sentences[sentence]
        named = {m.mention.party for m in self._within(first, office.first)}
        return named.pop() if len(named) == 1 else None

    def _is_possessive(self, office: Office) -> bool:
        """``its foreign minister``."""
        return any(self.doc.ends_with("possessives", at) is not None for at in (office.first, office.title_first))

    def _any_before(self, sentence: int, office: Office) -> bool:
        first, _ = self.doc.sentences[sentence]
        return bool(self._within(first, office.first))

    def _subjects(self, sentence: int, before: int | None) -> list[str]:
        """Parties of a sentence that no preposition precedes, up to a token."""
        if sentence < 0:
            return []
        first, last = self.doc.sentences[sentence]
        last = last if before is None else before
        return [m.mention.party for m in self._within(first, last) if self._is_bare(m)]

    def _within(self, first: int, last: int) -> list[LocatedMention]:
        begin = bisect_left(self.countries, first, key=lambda m: m.first)
        return self.countries[begin : bisect_left(self.countries, last, key=lambda m: m.first)]

    def _is_bare(self, located: LocatedMention) -> bool:
        """A name that may be a subject: no adjective, and no preposition within two words before it."""
        if located.mention.kind == "demonym" or located.ending_marker in ("of", "to", "in", "from"):
            return False
        sentence_first, _ = self.doc.sentences[self.doc.sentence_of(located.first)]
        near = range(max(located.first - 2, sentence_first), located.first + 1)
        return all(self.doc.ends_with("marker", at) is None for at in near)
