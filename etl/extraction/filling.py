"""The places of a frame, filled with the items around a trigger: subject, object, owners, prepositions, hosts."""

from collections.abc import Iterator

from etl.extraction.document import COMMAS, Document
from etl.extraction.items import Clauses, Item
from etl.extraction.objects import Objects
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Trigger

HARMING = frozenset({"SANCTION", "ASSAULT", "COERCE"})
_HARMED = ("object", "against", "on", "to")
_URGED = (*_HARMED, "addressee")
_COURTS = frozenset({"ICJ", "ICC", "WTO"})  # ``threatened to go to court``
_SUFFERED = frozenset(
    {"COERCE", "ASSAULT", "RETREAT", "CONCEDE", "SANCTION"}
)  # what is done to a state by what is done to its people
_BREACHES = frozenset({"ACCUSE", "MOBILIZE", "ASSAULT", "COERCE", "THREATEN"})  # what a body's resolutions forbid
_STRANGER_REACH = 4  # tokens between a trigger and strangers who stand where the recipient should
_CLOSING = (")", "）", "]")
_OBJECT_REACH = 2  # tokens between a verb and the object that is surely its own
_OPENING_REACH = 2  # tokens before a verb that leave no room for a subject


class Filling(Objects):
    """Finds the parties of one trigger, place by place."""

    def __init__(self, doc: Document, clauses: Clauses, match: Match, trigger: Trigger) -> None:
        super().__init__(doc, clauses, match, trigger)
        self.named = self.behind_participle()
        self.subject, self.object = self.subject_and_object()

    def lacks_subject(self) -> bool:
        """The verb opens its clause; where verbs stand last, the clause has had no subject."""
        if self.trigger.kind != "verb" or self.passive or not self.grammar.drops_subjects or self.is_aside():
            return False
        begin, _ = self.clauses.clause_range(self.clause)
        if self.grammar.verb_last:
            return True
        if self._resumes_behind_bracket(begin):
            return False
        return self.first - begin <= self.doc.reach(_OPENING_REACH) or self._is_all_marked(begin)

    def _is_all_marked(self, begin: int) -> bool:
        """``Insieme al collega di B firmerà ...``: before the verb stand only phrases that no subject may be."""
        covered = {n for i in self.clauses.items if not i.is_bare for n in range(i.first, i.last)}
        for category in ("marker", "articles"):
            covered.update(n for m in self.doc.within(category, begin, self.first) for n in range(m.start, m.end))
        return all(n in covered for n in range(begin, self.first))

    def meets_strangers(self, places: list[str]) -> bool:
        """``accused the protesters``: next to the trigger, where a recipient should stand."""
        near = self.doc.reach(_STRANGER_REACH)
        if not any(i.kind == "stranger" for i in self.clauses.items):
            return False
        for place in places:
            for item, _ in self._candidates(place) if place != "owned" else ():
                leads = self.grammar.word_order == "sov" or item.marker in place.split("/")  # ``向叛军提供``
                ahead = leads and 0 <= self.first - item.last <= near
                beside = ahead or 0 <= item.first - self.last <= near
                if item.kind == "stranger" and beside and self.doc.within("outsiders", item.first, item.last):
                    return True
        return False

    def names_meeting(self, item: Item) -> bool:
        """``the Geneva talks``: a town right before them, of which nothing tells that it met anybody."""
        is_town = item.kind == "place" or (item.kind == "name" and self.doc.lexicon.data.writing.is_solid)
        return is_town and item.last == self.first and len(item.parties) == 1

    def _resumes_behind_bracket(self, begin: int) -> bool:
        """``The Union of Exporters (UE), urged ...``: the subject stands before the bracket, known or not."""
        words = self.doc.words
        while begin > self.clauses.first and words[begin - 1] in COMMAS:
            begin -= 1
        return begin > self.clauses.first and words[begin - 1] in _CLOSING

    def fill(self, places: list[str], taken: Item | None, *, is_directed: bool = False) -> tuple[Item | None, float]:
        """The first of the places that holds an item with other parties than ``taken``, and how sure that is."""
        for place in places:
            for item, weight in self._candidates(place):
                if self._is_ruling(item) or (self.trigger.type == "THREATEN" and set(item.parties) & _COURTS):
                    continue
                if is_directed and taken is not None and self._is_one_of(taken, item):
                    continue
                others = taken is None or set(self._told_of(item)) - set(taken.parties)
                if (others or item.kind in ("pronoun", "pair", "speaker")) and item is not taken:
                    return item, weight
        return None, 1.0

    def _is_one_of(self, taken: Item, group: Item) -> bool:
        """``A warned that A and B would answer``: nobody acts on a group that he is one of."""
        return len(group.parties) > 1 and not set(taken.parties).isdisjoint(group.parties)

    def _is_ruling(self, item: Item) -> bool:
        """``condemned the test as a breach of the Council's resolutions``: no body is accused."""
        if self.trigger.type not in _BREACHES or item.kind != "body":
            return False
        return (
            self.doc.starts_with("rulings", item.last) is not None
            or self.doc.ends_with("rulings", item.first) is not None
        )

    def undergoes(self, actor: Item) -> bool:
        """The same party stands where the one acted on does: no state harms itself, or urges itself to do something."""
        if self.trigger.type not in HARMING:
            return self._is_urged(actor)
        harmed = self.object
        if harmed is None or harmed is actor:
            harmed = next((i for marker in _HARMED for i in self._marked(marker) if i.clause <= self.clause), None)
        return harmed is not None and harmed is not actor and harmed.parties == actor.parties

    def _is_urged(self, actor: Item) -> bool:
        """``A said that B broke the truce, and urged B to``: the subject of another clause, beside the verb as well."""
        if self.trigger.kind != "verb" or actor.clause >= self.clause:
            return False
        urged = [i for i in self.clauses.items if i.marker in _URGED and i.parties and i is not actor]
        near = (0 <= max(i.first - self.last, self.first - i.last) <= _OBJECT_REACH for i in urged)
        return all(i.parties == actor.parties for i in urged) and any(near)

    def _told_of(self, item: Item) -> tuple[str, ...]:
        """The parties that an item may stand for: ``freed two Chadian citizens`` concerns Chad."""
        return item.nation if item.nation and self.trigger.type in _SUFFERED else item.parties

    def _candidates(self, place: str) -> Iterator[tuple[Item, float]]:
        if place == "subject":
            if self.subject is not None:
                yield self.subject, 1.0 if self.subject.clause == self.clause else 0.85
        elif place == "object":
            if self.object is not None and not self.is_aimed_elsewhere():
                yield self.object, 1.0
        elif place in ("possessor", "owner") and self.named is not None:
            return
        elif place == "possessor":
            yield from self.possessors()
        elif place == "owner":
            yield from self.owners()
        elif place == "inside":
            yield from ((i, 0.95) for i in self.clauses.items if self.match.end <= i.first < self.last)
        elif place == "earlier":
            earlier = self.from_earlier_clause()
            yield from () if earlier is None else ((earlier, 0.95),)
        elif place == "host":
            posted = (i for i in self.clauses.items if i.host)
            yield from ((i._replace(parties=i.host, persons=(), host=()), 0.95) for i in posted)
        elif place == "owned":
            yield from ((i, 0.9) for i in self.owners_of_object())
        elif place == "by" and self._acts_itself():
            return  # ``condemned the use of force by B``
        elif place == "by" and self.passive:
            yield from (
                (i, 1.0) for i in self._marked("by") if not (self._acts_otherwise(i) or self._serves_another(i))
            )
            yield from ((i, 0.9) for i in self._marked("of") if self.grammar.verb_last)
        elif place == "by":
            near = self._nearest(["by"])
            mine = (i for i, _ in near if not (self._acts_otherwise(i) or self._is_far_behind(i)))
            is_freed = self.trigger.mode == "release"  # who holds somebody is who frees them
            yield from ((i, 0.95) for i in mine if is_freed or not self._serves_another(i))
        else:
            near = self._nearest(place.split("/"))
            yield from ((i, w) for i, w in near if i.marker != "by" or not self._serves_another(i))
