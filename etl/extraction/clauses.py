"""Who stands where in a sentence: the items that may act or be acted on, each with its marker and its clause."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from etl.extraction.actors import Actor
from etl.extraction.boundaries import Boundaries
from etl.extraction.document import Document, kinds
from etl.extraction.forms import has_form
from etl.extraction.items import Clauses, Item
from etl.extraction.joining import coordinated
from etl.extraction.listing import list_commas
from etl.extraction.markers import Markers
from etl.extraction.places import LocatedMention
from etl.extraction.strangers import Strangers
from etl.lexicon.patterns import Match

_COUNTED = ("pair", "demonym", "actor", "stranger")
_OF_NOUN = ("against", "with", "between")  # what a word behind a people's noun tells of the people
_GRAMMAR = kinds("marker", "conjunctions", "passive", "speech", "clause_openers", "relatives", "articles")


def _without_numerals(items: list[Item]) -> list[Item]:
    """``the two`` directly before those whom it counts, or inside ``the two ministers``, is nobody of its own."""
    taken = [i for i in items if i.kind == "pair"]
    counting = {
        i.first
        for i in taken
        if any(o is not i and o.first <= i.last and i.first < o.first and o.kind in _COUNTED for o in items)
    }
    return [i for i in items if i.kind != "pair" or i.first not in counting]


class ClauseReader:
    """Reads the sentences of one document."""

    def __init__(self, doc: Document, mentions: list[LocatedMention], actors: tuple[Actor, ...]) -> None:
        self.doc = doc
        self.mentions = mentions
        self.actors = actors
        self._mention_starts = [m.first for m in mentions]
        self._actor_starts = [a.first for a in actors]
        self.markers = Markers(doc)
        self.strangers = Strangers(doc, self.markers)
        self.boundaries = Boundaries(doc)
        grammar = doc.lexicon.data.grammar
        self._is_v2 = grammar.word_order == "v2"
        self._owns_bare = grammar.word_order == "sov" and not grammar.genitive_follows

    def matters(self, first: int, last: int) -> bool:
        """Some party, or some speaker, may be told of in a sentence; where none is, reading it finds nothing."""
        return (
            bisect_right(self._mention_starts, first - 1) < bisect_right(self._mention_starts, last - 1)
            or bisect_right(self._actor_starts, first - 1) < bisect_right(self._actor_starts, last - 1)
            or bool(self.doc.within("speech", first, last))
        )

    def read(self, sentence: int) -> Clauses:
        """The sentence of that number."""
        first, last = self.doc.sentences[sentence]
        actors, mentions = self._actors_in(first, last), self._mentions_in(first, last)
        inside = {i for a in actors for i in range(a.first, a.last)}
        whole = {i for m in mentions if m.last - m.first > 2 for i in range(m.first + 1, m.last)}
        commas = list_commas(self.doc, mentions)
        frame = self.boundaries.read(first, last, inside | whole | commas)  # 刚果（金）
        named = [*self._from_actors(actors, frame), *self._from_mentions(mentions, inside, frame)]
        taken = inside | {i.first for i in named}  # ``US`` is no ``us``
        items = sorted([*named, *self._from_words(first, last, taken, frame)], key=lambda i: i.first)
        items = _without_numerals(self.strangers.among(items, frame))
        if unknown := list(self.strangers.unknown(items, frame)):
            items = sorted([*items, *unknown], key=lambda i: i.first)
        frame.items.extend(coordinated(self.doc, items, commas))
        return frame

    def _actors_in(self, first: int, last: int) -> list[Actor]:
        begin, end = bisect_right(self._actor_starts, first - 1), bisect_right(self._actor_starts, last - 1)
        chosen: list[Actor] = []
        for actor in self.actors[begin:end]:
            if chosen and actor.first < chosen[-1].last:
                if actor.last <= chosen[-1].last:
                    continue
                actor = replace(actor, first=chosen[-1].last)
            chosen.append(actor)
        return chosen

    def _mentions_in(self, first: int, last: int) -> list[LocatedMention]:
        begin, end = bisect_right(self._mention_starts, first - 1), bisect_right(self._mention_starts, last - 1)
        return self.mentions[begin:end]

    def _from_actors(self, actors: list[Actor], frame: Clauses) -> Iterator[Item]:
        for actor in actors:
            persons = () if actor.person is None else (actor.person,)
            first, told = actor.first, self.markers.of_actor(actor)
            marker = self.markers.of_phrase(first, actor.last, frame, told)
            unit = self._unit_before(first, marker) if marker == "of" else None  # ``the government of President NAME``
            if unit is not None and unit.start >= frame.first:
                first, marker = unit.start, self.markers.of_phrase(unit.start, actor.last, frame, unit.marker)
            if not actor.acts:
                yield self._former(actor, first, marker, frame)
                continue
            host = () if actor.host in (None, actor.party) else (actor.host,)
            yield Item(first, actor.last, (actor.party,), persons, marker, "actor", frame.clause_of(first), host=host)

    def _former(self, actor: Actor, first: int, marker: str | None, frame: Clauses) -> Item:
        """A former minister who opens the sentence acts for nobody; of another one the country may be meant."""
        ahead = self.doc.within("event", frame.first, first)
        acts = marker in (None, "subject") and not any(m.payload.value.kind == "verb" for m in ahead)
        parties, kind = ((), "stranger") if acts else ((actor.party,), "name")
        clause = frame.clause_of(first)
        return Item(first, actor.last, parties, (), marker, kind, clause, nation=(actor.party,))

    def _from_mentions(self, mentions: list[LocatedMention], inside: set[int], frame: Clauses) -> Iterator[Item]:
        last = frame.last
        for located in mentions:
            if located.first in inside:
                continue
            mention, behind, adjective = located.mention, located.last, False
            case = located.ending_marker
            unit = self.doc.starts_with("units", behind) if behind < last else None
            if unit is not None and (mention.kind == "demonym" or self._owns(located.ending_marker, unit.marker)):
                behind = unit.end
                agrees = mention.kind == "demonym" and located.ending  # ``Ormiańskie wojska``: the adjective tells it
                case = located.ending_marker if agrees else unit.marker
            elif mention.kind == "demonym" and behind < last and self.doc.words[behind][0].isalpha():
                adjective = self._is_adjective(behind)
            marker = self.markers.of_phrase(located.first, behind, frame, case)
            if marker is None:
                marker = self.markers.of_bare(located.first, mention.kind == "place")
            if adjective and marker is None and behind + 1 < last and self._owns_bare:
                of_noun = self.markers.of_phrase(located.first, behind + 1, frame, None)
                if of_noun in _OF_NOUN:
                    marker, adjective = of_noun, False  # ``грузин судьясына қарсы``
            if marker is None and mention.kind == "body" and self._is_compound(behind, last):
                marker = "after"  # ``BM toplantısında``: no part in what happens
            institution = self._institution_before(located, marker)
            first = located.first if institution is None else institution.start
            if institution is not None and first not in inside:
                adjective, marker = False, self.markers.of_phrase(first, behind, frame, institution.marker)
            clause = frame.clause_of(first)
            kind = "name" if located.is_government or (first < located.first and located.is_seat) else mention.kind
            seat = located.is_seat and first == located.first
            yield Item(first, behind, (mention.party,), (), marker, kind, clause, adjective, is_seat=seat)

    def _institution_before(self, located: LocatedMention, marker: str | None) -> Match | None:
        """``the army of Mali``, ``the ministry in Riga``, which act as these do: the word for it before the mention."""
        at = located.first
        if located.is_seat and marker in ("in", "at"):
            link = self.doc.ends_with("marker", at)
            return None if link is None else self.doc.ends_with("seated", link.start)
        return self._unit_before(at, marker)

    def _unit_before(self, at: int, marker: str | None) -> Match | None:
        """``the army of``, ``das Ministerium in`` before a phrase with that marker."""
        grammar = self.doc.lexicon.data.grammar
        follows = marker is None and grammar.genitive_follows
        owning = ("of", "in") if grammar.in_owns else ("of",)
        if marker not in owning and not follows:
            return None
        while (article := self.doc.ends_with("articles", at)) is not None:
            at = article.start
        link = self.doc.ends_with("marker", at)
        if link is not None and link.payload.value in owning:
            at = link.start
        elif marker == "in":
            return None
        unit = self.doc.ends_with("units", at)
        while follows and unit is not None and (outer := self.doc.ends_with("units", unit.start)) is not None:
            unit = outer  # ``the flights of the army of Mali``
        return unit

    def _owns(self, marker: str | None, of_unit: str | None) -> bool:
        """``Сомали аумағына``: where what is owned carries the sign, its owner may go without.

        ``Ruandas Armee``: where genitives stand on both sides, one right before a state's unit owns it.
        """
        if marker == "of" and self._is_v2:
            return True
        return marker == "possessor" or (self._owns_bare and marker is None and of_unit != "possessor")

    def _is_compound(self, behind: int, last: int) -> bool:
        """A noun in a case that its own ending tells: the bare name before it belongs to it."""
        forms = self.doc.lexicon.data.grammar.compounds
        return behind < last and has_form(self.doc.folded[behind], forms)

    def _is_adjective(self, behind: int) -> bool:
        """A noun follows: no word of grammar does."""
        return not self.doc.lexicon.data.grammar.adjective_follows and not self.doc.opens(behind, _GRAMMAR)

    def _from_words(self, first: int, last: int, inside: set[int], frame: Clauses) -> Iterator[Item]:
        for category, kind in (("pairs", "pair"), ("pronouns", "pronoun"), ("first_person", "speaker")):
            for token in dict.fromkeys(m.start for m in self.doc.within(category, first, last)):
                match = self.doc.starts_with(category, token)
                if match is None or not inside.isdisjoint(range(token, match.end)):
                    continue
                marker = self.markers.of_phrase(token, match.end, frame, match.marker)
                yield Item(token, match.end, (), (), marker, kind, frame.clause_of(token))
