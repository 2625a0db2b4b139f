"""Who acts on whom: fills a trigger's frame with the items around it.

Word order, voice, prepositions and cases are read off the items' markers (see ``clauses``); what a frame looks for, and
in which order, is data (``lexicon/frames.yaml``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from etl.extraction.clauses import Clauses, Item
from etl.extraction.document import Document
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Frame, Trigger
from etl.lexicon.tokens import fold

_BESIDE = ("of", "in", "on", "at", "about")  # behind these a pronoun is no party: ``much of it``
_NOUN_REACH = 3  # tokens between a noun trigger and the possessor before it
_MARKED_REACH = 16  # tokens behind a trigger within which a marked item belongs to it


@dataclass(frozen=True, slots=True)
class Arguments:
    """The items found for a trigger; ``weight`` 0..1 tells how sure the way was that they were found."""

    actor: Item | None
    recipient: Item | None
    weight: float


def find_arguments(doc: Document, clauses: Clauses, match: Match, trigger: Trigger, frame: Frame) -> Arguments:
    """The actor and the recipient that the sentence itself gives a trigger."""
    reader = _ArgumentReader(doc, clauses, match, trigger)
    actor, actor_weight = reader.fill(frame.actor, None)
    recipient, recipient_weight = reader.fill(frame.recipient, actor)
    if actor is None and recipient is not None:
        actor, actor_weight = reader.fill(frame.actor, recipient)
    return Arguments(actor, recipient, min(actor_weight, recipient_weight))


class _ArgumentReader:
    def __init__(self, doc: Document, clauses: Clauses, match: Match, trigger: Trigger) -> None:
        self.doc, self.clauses, self.match, self.trigger = doc, clauses, match, trigger
        self.first = match.start
        self.last = match.tail[1] if match.tail else match.end
        self.clause = clauses.clause_of(match.start)
        self.passive = trigger.kind == "verb" and self._is_passive()
        self.subject, self.object = self._subject_and_object()

    def fill(self, places: list[str], taken: Item | None) -> tuple[Item | None, float]:
        """The first of the places that holds an item with other parties than ``taken``, and how sure that is."""
        for place in places:
            for item, weight in self._candidates(place):
                if (
                    taken is None
                    or item.kind in ("pronoun", "pair", "speaker")
                    or set(item.parties) - set(taken.parties)
                ) and item is not taken:
                    return item, weight
        return None, 1.0

    def _candidates(self, place: str) -> Iterator[tuple[Item, float]]:
        if place == "subject":
            if self.subject is not None:
                yield self.subject, 1.0 if self.subject.clause == self.clause else 0.85
        elif place == "object":
            if self.object is not None:
                yield self.object, 1.0
        elif place == "possessor":
            yield from self._possessors()
        elif place == "by" and self.passive:
            yield from ((i, 1.0) for i in self._marked("by"))
            yield from ((i, 0.9) for i in self._marked("of") if self.doc.lexicon.data.grammar.verb_last)
        else:
            yield from self._nearest(place.split("/"))

    def _nearest(self, markers: list[str]) -> Iterator[tuple[Item, float]]:
        """Items with any of the markers, nearest to the trigger first, those behind it before those in front."""
        found = [i for marker in markers for i in self._marked(marker)]
        for item in sorted(found, key=lambda i: (i.first < self.match.start, abs(i.first - self.match.end))):
            yield item, 0.95

    def _possessors(self) -> Iterator[tuple[Item, float]]:
        """``China's new sanctions``: only directly before a noun."""
        if self.trigger.kind != "noun":
            return
        for item in reversed(self.clauses.items):
            near = 0 <= self.first - item.last <= _NOUN_REACH
            if near and (item.marker == "possessor" or item.is_adjective) and self._is_bare(item.last, self.first):
                yield item, 0.95
            elif item.kind in ("name", "demonym", "actor") and item.last == self.first:
                yield item, 0.9

    def _is_bare(self, first: int, last: int) -> bool:
        """Nothing but adjectives between: no preposition, no punctuation, no verb of speech."""
        return not any(
            not self.doc.words[i][0].isalpha()
            or self.doc.starts_with("marker", i)
            or self.doc.starts_with("conjunctions", i)
            for i in range(first, last)
        )

    def _owns_trigger(self, item: Item) -> bool:
        return self.trigger.kind == "noun" and item.is_adjective and 0 <= self.first - item.last <= _NOUN_REACH

    def _marked(self, marker: str) -> Iterator[Item]:
        """Items with the marker: behind the trigger, nearest first, then before it in its clause."""
        items = [
            i for i in self.clauses.items if i.marker == marker and not (i.kind == "pronoun" and marker in _BESIDE)
        ]
        behind = [i for i in items if i.first >= self.match.end]
        for item in sorted(behind, key=lambda i: i.first):
            if item.first - self.last <= _MARKED_REACH and item.clause <= self.clause + 2:
                yield item
        begin, _ = self.clauses.clause_range(self.clause)
        before = [i for i in items if begin <= i.first and i.last <= self.first]
        if marker not in ("of", "from") or self.trigger.kind == "verb":
            yield from reversed(before)

    def _is_passive(self) -> bool:
        """An auxiliary of the passive in the clause, and the trigger (or its tail) a participle."""
        begin, behind = self.clauses.clause_range(self.clause)
        grammar = self.doc.lexicon.data.grammar
        reach = behind if grammar.verb_last else self.first
        auxiliary = any(grammar.verb_last or self.first - m.end <= 3 for m in self.doc.within("passive", begin, reach))
        words = [self.doc.words[self.first]]
        if self.match.tail is not None:
            words.append(self.doc.words[self.match.tail[1] - 1])
        forms = [fold(w) for w in (words[-1:] if grammar.verb_last else words[:1])]
        return auxiliary and any(fnmatchcase(form, p) for form in forms for p in grammar.participle)

    def _subject_and_object(self) -> tuple[Item | None, Item | None]:
        before, behind = self._unmarked()
        if self.clause in self.clauses.relative and not before:
            subject, rest = self._antecedent() or self._from_earlier_clause(), behind
        elif before and behind:
            subject, rest = before[-1], behind
            if len(before) > 1 and self.clause in self.clauses.subordinate and self.doc.lexicon.data.grammar.verb_last:
                subject, rest = before[0], before[1:]
        elif len(before) > 1 and self.doc.lexicon.data.grammar.verb_last:
            subject, rest = before[0], before[1:]
        elif before:
            subject, rest = before[-1], []
        elif (resumed := self._resumed_subject()) is not None:
            subject, rest = resumed, behind
        elif behind and self._inverts(behind[0]):
            subject, rest = behind[0], behind[1:]
        else:
            subject, rest = self._from_earlier_clause(), behind
        marked_object = next((i for i in self._marked("object")), None)
        patient = marked_object or (rest[0] if rest else None)
        if self.passive:
            return None, subject
        return subject, patient if patient is not subject else None

    def _unmarked(self) -> tuple[list[Item], list[Item]]:
        """Items without a marker in the trigger's clause, before and behind it."""
        begin, end = self.clauses.clause_range(self.clause)
        end = max(end, self.last)
        here = [
            i for i in self.clauses.items if i.marker is None and begin <= i.first < end + (2 if self.match.tail else 0)
        ]
        here = [i for i in here if not self._owns_trigger(i)]
        before = [i for i in here if i.last <= self.first]
        behind = [i for i in here if i.first >= self.match.end]
        return before, behind

    def _resumed_subject(self) -> Item | None:
        """``The Union, which sits in A, urged ...``: a relative clause lies between the subject and its verb."""
        if self.clause - 1 not in self.clauses.relative or self.clause in self.clauses.subordinate:
            return None
        earlier = [i for i in self.clauses.items if i.marker is None and i.clause < self.clause - 1]
        return earlier[-1] if earlier else None

    def _inverts(self, item: Item) -> bool:
        """Where the verb stands second, its subject may follow it: only there, and only directly."""
        grammar = self.doc.lexicon.data.grammar
        return grammar.verb_last and self.trigger.kind == "verb" and item.first - self.match.end <= 4

    def _antecedent(self) -> Item | None:
        begin, _ = self.clauses.clause_range(self.clause)
        return next((i for i in self.clauses.items if begin - 2 <= i.last <= begin), None)

    def _from_earlier_clause(self) -> Item | None:
        """The subject goes on: ``..., accusing Beijing of ...``; the nearest unmarked item before."""
        begin, _ = self.clauses.clause_range(self.clause)
        earlier = [
            i for i in self.clauses.items if i.last <= begin and i.marker is None and i.kind not in ("pair", "place")
        ]
        found = next((i for i in earlier if i.clause == earlier[-1].clause), None)
        if found is None and self.trigger.kind == "noun":
            return next(
                (i for i in self.clauses.items if i.clause > self.clause and i.marker is None and i.kind == "actor"),
                None,
            )
        if found is not None and self.trigger.kind == "noun" and self._speaks(found.clause):
            return None
        return found

    def _speaks(self, clause: int) -> bool:
        """What a clause reports is not its speaker's doing."""
        begin, behind = self.clauses.clause_range(clause)
        return any(self.doc.starts_with("speech", i) is not None for i in range(begin, behind))
