"""Who stands where in a sentence: the items that may act or be acted on, each with its marker and its clause."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from etl.extraction.actors import Actor
from etl.extraction.document import Document, kinds
from etl.extraction.names import name_from
from etl.extraction.overlaps import longest
from etl.extraction.places import LocatedMention
from etl.lexicon.patterns import Match

_CLAUSE_MARKS = frozenset(",;:–—()-，；：（）،؛")
_CASES = frozenset({"of", "object", "to", "in", "from", "with", "by", "on", "against", "for", "at", "subject"})
_NATIONAL = ("demonym", "name", "place", "actor")
_CONJUNCTIONS, _SMALL = kinds("conjunctions"), kinds("articles", "marker")
_SHORT_RELATIVE = 3  # letters of relatives that open a clause only behind a comma: who, die
_LEFT_REACH = 4
_GRAMMAR = kinds("marker", "conjunctions", "passive", "speech", "clause_openers", "relatives", "articles")
_VERBAL = kinds("conjunctions", "passive", "speech", "clause_openers", "relatives", "event")
_OPENERS, _RELATIVES = kinds("clause_openers"), kinds("relatives")


class Item(NamedTuple):
    """Tokens ``[first, last)`` that stand for one or more parties.

    ``marker`` tells the part (``with``, ``against``, ``possessor`` ...; ``None``: subject or object). ``kind``:
    ``actor`` a person or office, ``name``, ``demonym``, ``place``, ``body``, ``pronoun``, ``pair``, ``speaker``,
    ``stranger`` a name of whom the text tells no party.
    ``is_adjective``: a noun of another kind follows (``Russian exports``), which the marker belongs to.
    """

    first: int
    last: int
    parties: tuple[str, ...]
    persons: tuple[int, ...]
    marker: str | None
    kind: str
    clause: int
    is_adjective: bool = False

    @property
    def is_bare(self) -> bool:
        """Nothing but its place, or a word that marks subjects, tells its part."""
        return self.marker is None or self.marker == "subject"


@dataclass(frozen=True, slots=True)
class Clauses:
    """One sentence: its items in order, and where its clauses begin."""

    first: int
    last: int
    starts: list[int]
    relative: frozenset[int]
    subordinate: frozenset[int]
    items: list[Item]

    def clause_of(self, token: int) -> int:
        """Number of the clause that a token stands in."""
        return bisect_right(self.starts, token) - 1

    def clause_range(self, clause: int) -> tuple[int, int]:
        """Tokens of a clause."""
        behind = self.starts[clause + 1] if clause + 1 < len(self.starts) else self.last
        return self.starts[clause], behind


class ClauseReader:
    """Reads the sentences of one document."""

    def __init__(self, doc: Document, mentions: list[LocatedMention], actors: tuple[Actor, ...]) -> None:
        self.doc = doc
        self.mentions = mentions
        self.actors = actors
        self._mention_starts = [m.first for m in mentions]
        self._actor_starts = [a.first for a in actors]
        marks = _CLAUSE_MARKS.union(doc.lexicon.data.grammar.quotes)
        self._breaks = sorted({*(i for i, word in enumerate(doc.words) if word in marks),
                               *doc.tokens_with(_OPENERS | _RELATIVES)})  # fmt: skip

    def read(self, sentence: int) -> Clauses:
        """The sentence of that number."""
        first, last = self.doc.sentences[sentence]
        actors = self._actors_in(first, last)
        inside = {i for a in actors for i in range(a.first, a.last)}
        starts, relative, subordinate = self._clause_starts(first, last, inside)
        frame = Clauses(first, last, starts, frozenset(relative), frozenset(subordinate), [])
        items = sorted([*self._from_actors(actors, frame), *self._from_mentions(first, last, inside, frame),
                        *self._from_words(first, last, inside, frame)], key=lambda i: i.first)  # fmt: skip
        items = self._with_outsiders(items, frame)
        items = sorted([*items, *self._strangers(items, frame)], key=lambda i: i.first)
        return replace(frame, items=self._coordinated(items, frame))

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

    def _clause_starts(self, first: int, last: int, inside: set[int]) -> tuple[list[int], set[int], set[int]]:
        """First tokens of the clauses, and the numbers of the relative and the subordinate ones."""
        doc, starts, relative, subordinate = self.doc, [first], set[int](), set[int]()
        for i in self._between(self._breaks, first, last):
            begin = self._clause_begin(i, first, last) if i not in inside else None
            if begin is None:
                continue
            if starts[-1] != begin:
                starts.append(begin)
            if (doc.words[i] in ",，،(" and doc.opens(begin, _RELATIVES)) or doc.opens(i, _RELATIVES):
                relative.add(len(starts) - 1)
            if doc.opens(begin, _OPENERS):
                subordinate.add(len(starts) - 1)
        return starts, relative, subordinate | relative

    def _clause_begin(self, i: int, first: int, last: int) -> int | None:
        """Where the clause begins that a mark or an opener at ``i`` parts from the one before; ``None``: nowhere."""
        doc, word = self.doc, self.doc.words[i]
        if (word in _CLAUSE_MARKS or word in doc.lexicon.data.grammar.quotes) and i + 1 < last:
            return None if word == "-" and doc.is_adjacent(i) else i + 1
        relative = doc.starts_with("relatives", i)
        is_long = relative is not None and doc.ends[relative.end - 1] - doc.starts[i] > _SHORT_RELATIVE
        return i if i > first and (doc.opens(i, _OPENERS) or is_long) else None

    @staticmethod
    def _between(tokens: list[int], first: int, last: int) -> list[int]:
        """Those of some sorted tokens that stand in ``[first, last)``."""
        return tokens[bisect_left(tokens, first) : bisect_left(tokens, last)]

    def _from_actors(self, actors: list[Actor], frame: Clauses) -> Iterator[Item]:
        for actor in actors:
            persons = () if actor.person is None else (actor.person,)
            marker = self._marker_of(actor.first, actor.last, frame, self._case_of(actor))
            yield Item(actor.first, actor.last, (actor.party,), persons, marker, "actor", frame.clause_of(actor.first))

    def _case_of(self, actor: Actor) -> str | None:
        """The marker of an actor's phrase: its title's ending tells it, else that of its last word."""
        titles = (self.doc.starts_with(c, i) for c in ("title", "counterparts") for i in range(actor.first, actor.last))
        told = next((t.marker for t in titles if t is not None and t.marker), None)
        return told or self._last_ending(actor)

    def _last_ending(self, actor: Actor) -> str | None:
        """The marker of the name's ending, where the name without it is the person's."""
        word = self.doc.folded[actor.last - 1]
        for name, marker, ending in self.doc.lexicon.declension.nominatives(word):
            if marker and (ending[:1] == "'" or name in actor.name_words):
                return marker
        return None

    def _marker_of(self, first: int, last: int, frame: Clauses, case: str | None) -> str | None:
        """What tells a phrase's part: a genitive before its noun, a preposition, a postposition, case or article."""
        grammar = self.doc.lexicon.data.grammar
        told, by_article = self._marker_before(first, frame.first, case)
        if case == "possessor" or (case == "of" and not grammar.genitive_follows):
            return "of" if told == "of" else case
        behind = self.doc.starts_with("postposition", last) if last < frame.last else None
        return told or (behind.payload.value if behind else None) or (case if case in _CASES else None) or by_article

    def _from_mentions(self, first: int, last: int, inside: set[int], frame: Clauses) -> Iterator[Item]:
        begin, end = bisect_right(self._mention_starts, first - 1), bisect_right(self._mention_starts, last - 1)
        for located in self.mentions[begin:end]:
            if located.first in inside:
                continue
            mention, behind, adjective = located.mention, located.last, False
            case = located.ending_marker
            unit = self.doc.starts_with("units", behind) if behind < last else None
            if unit is not None and (mention.kind == "demonym" or located.ending_marker == "possessor"):
                behind = unit.end
                case = unit.marker
            elif mention.kind == "demonym" and behind < last and self.doc.words[behind][0].isalpha():
                adjective = self._is_adjective(behind)
            marker = self._marker_of(located.first, behind, frame, case)
            first = self._institution_before(located, marker)
            if first < located.first and first not in inside:
                adjective, marker = False, self._marker_of(first, behind, frame, None)
            clause = frame.clause_of(first)
            kind = "name" if located.is_government else mention.kind
            yield Item(first, behind, (mention.party,), (), marker, kind, clause, adjective)

    def _institution_before(self, located: LocatedMention, marker: str | None) -> int:
        """First token of ``the army of Mali``, which acts as Mali does; the mention's own where none stands there."""
        at = located.first
        follows = marker is None and self.doc.lexicon.data.grammar.genitive_follows
        if marker != "of" and not follows:
            return at
        while (article := self.doc.ends_with("articles", at)) is not None:
            at = article.start
        link = self.doc.ends_with("marker", at)
        if link is not None and link.payload.value == "of":
            at = link.start
        unit = self.doc.ends_with("units", at)
        return unit.start if unit is not None else located.first

    def _is_adjective(self, behind: int) -> bool:
        """A noun follows: no word of grammar does."""
        return not self.doc.lexicon.data.grammar.adjective_follows and not self.doc.opens(behind, _GRAMMAR)

    def _from_words(self, first: int, last: int, inside: set[int], frame: Clauses) -> Iterator[Item]:
        for category, kind in (("pairs", "pair"), ("pronouns", "pronoun"), ("first_person", "speaker")):
            table = self.doc.starting.get(category, {})
            for token in [t for t in table if first <= t < last and t not in inside]:
                match = table[token]
                marker = self._marker_of(token, match.end, frame, match.marker)
                yield Item(token, match.end, (), (), marker, kind, frame.clause_of(token))

    def _with_outsiders(self, items: list[Item], frame: Clauses) -> list[Item]:
        """``Chadian protesters``, ``a German industry association``: with the nation beside them they are strangers."""
        outsiders = longest(self.doc.within("outsiders", frame.first, frame.last))
        for match in outsiders:
            beside = [i for i in items if self._belongs(i, match)]
            first = min([match.start, *(i.first for i in beside)])
            last = max([match.end, *(i.last for i in beside)])
            if any(i.first < last and first < i.last and i not in beside for i in items):
                continue
            marker = next((i.marker for i in beside if i.first == first), None)
            marker = marker or self._marker_of(first, last, frame, match.marker)
            stranger = Item(first, last, (), (), marker, "stranger", frame.clause_of(first))
            items = sorted([*(i for i in items if i not in beside), stranger], key=lambda i: i.first)
        return items

    def _belongs(self, item: Item, outsider: Match) -> bool:
        """A nation's adjective or name beside the word, or a name that it is joined to (``anti-Meier protesters``)."""
        if item.kind not in _NATIONAL or (item.first < outsider.end and outsider.start < item.last):
            return False
        between = range(min(item.last, outsider.end), max(item.first, outsider.start))
        hyphen = any(self.doc.words[i] == "-" for i in between)
        if item.first >= outsider.end:
            follows = self.doc.lexicon.data.grammar.adjective_follows and item.kind == "demonym"
            return (follows and len(between) <= 1) or (hyphen and len(between) == 2)
        return len(between) == 0 or (item.is_adjective and len(between) == 1)

    def _strangers(self, items: list[Item], frame: Clauses) -> Iterator[Item]:
        """Names of which nothing is known: they may act, and then nobody else does."""
        covered = {i for item in items for i in range(item.first, item.last)}
        shortest = 2 if self.doc.lexicon.data.writing.nouns_capitalized else 1
        behind = frame.first
        for at in self._between(self.doc.capitalized, frame.first, frame.last):
            if at < behind or at in covered or not self.doc.words[at][0].isalpha():
                continue
            end = name_from(self.doc, at)
            length = end - at
            if length >= shortest and (at > frame.first or length > 1) and covered.isdisjoint(range(at, end)):
                marker = self._marker_of(at, end, frame, None)
                yield Item(at, end, (), (), marker, "stranger", frame.clause_of(at))
            behind = max(end, at + 1)

    def _marker_before(self, token: int, sentence_first: int, ending: str | None) -> tuple[str | None, str | None]:
        """The preposition before a phrase, over articles and adjectives; where there is none, what its article says."""
        grammar, at, article = self.doc.lexicon.data.grammar, token, None
        while at > sentence_first and token - at < self.doc.reach(_LEFT_REACH):
            marker = self.doc.ends_with("marker", at)
            if marker is not None:
                return str(marker.payload.value), None
            match = self.doc.ends_with("articles", at)
            if match is not None:
                article = article or self.doc.words[match.start].lower()
                at = match.start
                continue
            filler = self.doc.ends_with("fillers", at)
            step = filler.start if filler is not None else self._step_over(token, at)
            if step is None:
                break
            at = step
        told = grammar.article_markers.get(article) if article else None
        if told == "of" and ending != "oblique" and self.doc.words[token] in grammar.nominative_names:
            return None, None
        if told == "of" and self._heads_subject(token, ending):
            return None, None
        return None, told

    def _step_over(self, token: int, at: int) -> int | None:
        """Past ``mudslide-hit`` before any name, and past the plain words that a people's adjective may stand with."""
        words = self.doc.words
        if words[at - 1] == "-" and self.doc.is_adjacent(at - 1) and at >= 2:
            return at - 2
        if at >= 2 and words[at - 2] == "-" and self.doc.is_adjacent(at - 1) and not self.doc.is_capitalized(at - 1):
            return at - 1
        party = self.doc.starts_with("party", token)
        is_people = party is not None and party.payload.value.kind == "demonym"
        near = at == token or self.doc.lexicon.data.grammar.adjective_follows
        if is_people and near and self._is_plain(at - 1):
            return at - 1
        return None

    def _is_plain(self, token: int) -> bool:
        """A word in small letters (or a number) that the lexicon gives no part in the clause."""
        word = self.doc.words[token]
        small = word[0].isalnum() and not self.doc.is_capitalized(token)
        return small and not self.doc.closes(token + 1, _VERBAL)

    def _heads_subject(self, token: int, ending: str | None) -> bool:
        """``der russische Präsident``: the adjective's own ending says nominative."""
        match = self.doc.starts_with("party", token)
        if match is None:
            return True
        return match.payload.value.kind == "demonym" and (ending or match.marker) != "oblique"

    def _coordinated(self, items: list[Item], frame: Clauses) -> list[Item]:
        """``A, B and C`` and ``A-B`` become one item with the marker of the first."""
        joined: list[Item] = []
        for item in items:
            before = joined[-1] if joined else None
            if before is not None and before.parties and item.parties and self._joined(before, item):
                parties = tuple(dict.fromkeys([*before.parties, *item.parties]))
                persons = tuple(dict.fromkeys([*before.persons, *item.persons]))
                marker = item.marker if self._case_of_first(before) is None else before.marker
                joined[-1] = before._replace(last=item.last, parties=parties, persons=persons, marker=marker,
                                     is_adjective=item.is_adjective)  # fmt: skip
            else:
                joined.append(item)
        return joined

    def _case_of_first(self, before: Item) -> str | None:
        """The marker of the first of two joined items, unless it comes from the word that joins them."""
        joins = self.doc.starts_with("conjunctions", before.last) and self.doc.starts_with("postposition", before.last)
        return None if joins else before.marker

    def _joined(self, before: Item, item: Item) -> bool:
        between = range(before.last, item.first)
        if len(between) > self.doc.reach(3) or before.marker == "possessor":
            return False
        words = [i for i in between if self.doc.opens(i, _CONJUNCTIONS) or not self.doc.opens(i, _SMALL)]
        if len(words) == 2 and self.doc.words[words[0]] in ",，،" and before.kind == "actor":
            words = words[1:]  # the comma that closes an apposition: ``the minister of A, NAME, and that of B``
        link = [i for i in words if self.doc.starts_with("conjunctions", i) is not None or self.doc.words[i] in "-–/"]
        is_marked_last = item.marker == "possessor" or self.doc.lexicon.data.grammar.word_order == "sov"
        same = item.marker in (None, before.marker) or (is_marked_last and self._case_of_first(before) is None)
        return len(link) == 1 and len(words) == 1 and same
