"""Who acts on whom: fills a trigger's frame with the items around it.

Word order, voice, prepositions and cases are read off the items' markers (see ``clauses``); what a frame looks for, and
in which order, is data (``lexicon/frames.yaml``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from etl.extraction.document import Document, kinds
from etl.extraction.items import Clauses, Item
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Frame, Trigger
from etl.lexicon.tokens import fold

_BESIDE = ("of", "in", "on", "at", "about")  # behind these a pronoun is no party: ``much of it``
_COMMAS = ",，،"
_NOUN_REACH = 3  # tokens between a noun trigger and the possessor before it
_DIRECT_REACH = 4  # tokens between a verb and the subject that follows it
_LINKS = kinds("marker", "conjunctions")
_BREAKS = kinds("conjunctions", "event", "speech", "clause_openers", "relatives")
_AIMED = ("against", "on", "to", "toward", "at", "over")
_AROUND = ("object", "to", "against")  # what may stand before a clause that the last verb governs: A B-ni ... dep V
_OPENING_REACH = 2  # tokens before a verb that leave no room for a subject
_MARKED_REACH = 16  # tokens behind a trigger within which a marked item belongs to it


@dataclass(frozen=True, slots=True)
class Arguments:
    """The items found for a trigger; ``weight`` 0..1 tells how sure the way was that they were found.

    ``lacks_subject``: a verb before which there is no room for a subject, so that an earlier one may go on.
    """

    actor: Item | None
    recipient: Item | None
    weight: float
    lacks_subject: bool


def find_arguments(doc: Document, clauses: Clauses, match: Match, trigger: Trigger, frame: Frame) -> Arguments:
    """The actor and the recipient that the sentence itself gives a trigger."""
    reader = _ArgumentReader(doc, clauses, match, trigger)
    actor, actor_weight = reader.fill(frame.actor, None)
    recipient, recipient_weight = reader.fill(frame.recipient, actor)
    if actor is None and recipient is not None:
        actor, actor_weight = reader.fill(frame.actor, recipient)
    return Arguments(actor, recipient, min(actor_weight, recipient_weight), actor is None and reader.lacks_subject())


class _ArgumentReader:
    def __init__(self, doc: Document, clauses: Clauses, match: Match, trigger: Trigger) -> None:
        self.doc, self.clauses, self.match, self.trigger = doc, clauses, match, trigger
        self.grammar = doc.lexicon.data.grammar
        self.first = match.start
        self.last = match.tail[1] if match.tail else match.end
        self.clause = clauses.clause_of(match.start)
        self.passive = trigger.kind == "verb" and self._is_passive()
        self.subject, self.object = self._subject_and_object()

    def lacks_subject(self) -> bool:
        """The verb opens its clause; where verbs stand last, the clause has had no subject."""
        if self.trigger.kind != "verb" or self.passive or not self.grammar.drops_subjects:
            return False
        begin, _ = self.clauses.clause_range(self.clause)
        if self.grammar.verb_last:
            return True
        return self.first - begin <= self.doc.reach(_OPENING_REACH)

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
        elif place == "owner":
            yield from self._owners()
        elif place == "owned":
            yield from ((i, 0.9) for i in self._owners_of_object())
        elif place == "by" and self.passive:
            yield from ((i, 1.0) for i in self._marked("by"))
            yield from ((i, 0.9) for i in self._marked("of") if self.grammar.verb_last)
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
            near = 0 <= self.first - item.last <= self.doc.reach(_NOUN_REACH)
            if near and (item.marker == "possessor" or item.is_adjective) and self._is_bare(item.last, self.first):
                yield item, 0.95
            elif (
                item.kind in ("name", "demonym", "actor") and item.last == self.first and item.is_bare
            ) or self._follows_as_owner(item):
                yield item, 0.9

    def _owners(self) -> Iterator[tuple[Item, float]]:
        """``sanctions of Chad against Togo``, ``Chad's against Togo aimed sanctions``: whose, and aimed at whom."""
        behind = [i for i in self.clauses.items if self.last <= i.first and i.first - self.last <= _MARKED_REACH]
        aimed = any(i.marker in _AIMED and i.clause <= self.clause + 1 for i in behind[1:])
        is_noun = self.trigger.kind == "noun"
        if is_noun and aimed and behind[0].marker == "of" and self._is_bare_but_of(behind[0].first):
            yield behind[0], 0.95
        before = [i for i in self.clauses.items if i.last <= self.first and self.first - i.last <= _MARKED_REACH]
        for owner, target in zip(before[-2:-1], before[-1:], strict=False):
            near = owner.last == target.first and self.first - target.last <= _DIRECT_REACH
            if near and owner.marker == "possessor" and target.marker in _AIMED:
                yield owner, 0.95

    def _owners_of_object(self) -> Iterator[Item]:
        """``freed Chad's soldiers``: a possessor right before what a verb's pattern begins with, or in its gap."""
        if self.trigger.kind != "verb":
            return
        for item in reversed(self.clauses.items):
            near = 0 <= self.first - item.last <= self.doc.reach(_NOUN_REACH)
            inside = self.match.tail is not None and self.match.end <= item.first < self.last
            if item.marker == "possessor" and (near or inside):
                yield item

    def _is_bare_but_of(self, first: int) -> bool:
        """Between the noun and the genitive stand articles, adjectives and the genitive's own preposition."""
        between = range(self.last, first)
        return len(between) <= self.doc.reach(_NOUN_REACH) and not any(
            not self.doc.words[i][0].isalpha() or self.doc.opens(i, _BREAKS) for i in between
        )

    def _follows_as_owner(self, item: Item) -> bool:
        """``sanctions américaines``, ``санкции США``: behind its noun, past an article and one more adjective."""
        follows = self.grammar.adjective_follows if item.kind == "demonym" else self.grammar.genitive_follows
        between = range(self.last, item.first)
        return (
            follows
            and item.marker in (None, "of")
            and 0 <= item.first - self.last <= 2
            and self._is_bare(self.last, item.first)
            and not any(self.doc.starts_with("event", i) for i in between)
        )

    def _is_bare(self, first: int, last: int) -> bool:
        """Nothing but adjectives between: no preposition, no punctuation, no verb of speech."""
        return not any(not self.doc.words[i][0].isalpha() or self.doc.opens(i, _LINKS) for i in range(first, last))

    def _owns_trigger(self, item: Item) -> bool:
        return (
            self.trigger.kind == "noun"
            and item.is_adjective
            and 0 <= self.first - item.last <= self.doc.reach(_NOUN_REACH)
        )

    def _marked(self, marker: str) -> Iterator[Item]:
        """Items with the marker: behind the trigger, nearest first, then before it in its clause."""
        items = [
            i for i in self.clauses.items if i.marker == marker and not (i.kind == "pronoun" and marker in _BESIDE)
        ]
        behind = [i for i in items if i.first >= self.match.end]
        for item in sorted(behind, key=lambda i: i.first):
            if item.first - self.last <= self.doc.reach(_MARKED_REACH) and item.clause <= self.clause + 2:
                yield item
        begin, _ = self.clauses.clause_range(self.clause)
        before = [i for i in items if begin <= i.first <= self.first]
        if marker not in ("of", "from") or self.trigger.kind == "verb":
            yield from reversed(before)
        if self.grammar.verb_last and self.trigger.kind == "verb" and marker in _AROUND and not before:
            earlier = [i for i in items if i.last <= begin and self.clause - i.clause <= 2]
            yield from reversed(earlier)

    def _is_passive(self) -> bool:
        """An auxiliary of the passive in the clause, and the trigger (or its tail) a participle."""
        begin, behind = self.clauses.clause_range(self.clause)
        grammar = self.grammar
        reach = behind if grammar.verb_last else self.first
        anywhere = grammar.verb_last or not grammar.participle
        auxiliary = any(anywhere or self.first - m.end <= 3 for m in self.doc.within("passive", begin, reach))
        if not grammar.participle:
            return auxiliary
        words = [self.doc.words[self.first]]
        if self.match.tail is not None:
            words.append(self.doc.words[self.match.tail[1] - 1])
        forms = [fold(w) for w in (words[-1:] if grammar.verb_last else words[:1])]
        return auxiliary and any(fnmatchcase(form, p) for form in forms for p in grammar.participle)

    def _subject_and_object(self) -> tuple[Item | None, Item | None]:
        subject, rest = self._by_order(*self._unmarked())
        marked_object = next((i for i in self._marked("object")), None)
        patient = marked_object or (rest[0] if rest else None)
        if self.passive:
            return None, subject
        return subject, patient if patient is not subject else None

    def _by_order(self, before: list[Item], behind: list[Item]) -> tuple[Item | None, list[Item]]:
        """The subject, and what may be the object, of the unmarked items around the trigger."""
        ends_clause = self.grammar.word_order == "sov" or (
            self.grammar.word_order == "v2" and (not behind or self.clause in self.clauses.subordinate)
        )
        marked = next((i for i in [*before, *behind] if i.marker == "subject"), None)
        if marked is not None:
            return marked, [i for i in [*before, *behind] if i is not marked]
        if self.clause in self.clauses.relative and not before:
            return self._antecedent() or self._from_earlier_clause(), behind
        if behind and self._precedes_subject(before, behind[0]):
            return behind[0], behind[1:]
        if len(before) > 1 and ends_clause:
            return before[0], before[1:]
        if before:
            return before[-1], behind
        if (resumed := self._resumed_subject()) is not None:
            return resumed, behind
        if behind and (self._inverts(behind[0]) or self._ends_quotation(behind[0])):
            return behind[0], behind[1:]
        return self._from_earlier_clause(), behind

    def _precedes_subject(self, before: list[Item], following: Item) -> bool:
        """Where the verb stands first its subject follows, unless one stands directly before it."""
        if self.grammar.word_order != "vso" or self.trigger.kind != "verb":
            return False
        close = following.first - self.match.end <= _DIRECT_REACH
        return close and not (before and self.first - before[-1].last <= 1)

    def _unmarked(self) -> tuple[list[Item], list[Item]]:
        """Items without a marker in the trigger's clause, before and behind it."""
        begin, end = self.clauses.clause_range(self.clause)
        end = max(end, self.last)
        here = [i for i in self.clauses.items if i.is_bare and begin <= i.first < end + (2 if self.match.tail else 0)]
        here = [i for i in here if not self._owns_trigger(i) and not self._in_relative_behind(i)]
        before = [i for i in here if i.last <= self.first]
        behind = [i for i in here if i.first >= self.match.end]
        return before, behind

    def _in_relative_behind(self, item: Item) -> bool:
        return item.clause > self.clause and item.clause in self.clauses.relative

    def _resumed_subject(self) -> Item | None:
        """``The Union, which sits in A, urged ...``: a relative clause lies between the subject and its verb."""
        if self.clause - 1 not in self.clauses.relative or self.clause in self.clauses.subordinate:
            return None
        earlier = [i for i in self.clauses.items if i.is_bare and i.clause < self.clause - 1]
        return earlier[-1] if earlier else None

    def _inverts(self, item: Item) -> bool:
        """Where the verb stands second, its subject may follow it: only there, and only directly."""
        is_verb = self.grammar.word_order == "v2" and self.trigger.kind == "verb"
        return is_verb and item.first - self.match.end <= _DIRECT_REACH

    def _ends_quotation(self, item: Item) -> bool:
        """``"...", warned Paris``: right behind a quotation the verb stands before its subject."""
        words, quotes = self.doc.words, self.grammar.quotes
        before = self.first - 1
        if before > self.clauses.first and words[before] in _COMMAS:
            before -= 1
        opens = before >= self.clauses.first and words[before] in quotes and self.first - before <= 2
        return opens and self.trigger.kind == "verb" and item.first - self.match.end <= _DIRECT_REACH

    def _antecedent(self) -> Item | None:
        begin, _ = self.clauses.clause_range(self.clause)
        return next((i for i in self.clauses.items if begin - 2 <= i.last <= begin), None)

    def _from_earlier_clause(self) -> Item | None:
        """The subject goes on: ``..., accusing Beijing of ...``; the nearest unmarked item before."""
        begin, _ = self.clauses.clause_range(self.clause)
        earlier = [i for i in self.clauses.items if i.last <= begin and i.is_bare and i.kind not in ("pair", "place")]
        found = next((i for i in earlier if i.clause == earlier[-1].clause), None)
        if found is None and self.trigger.kind == "noun":
            return next(
                (i for i in self.clauses.items if i.clause > self.clause and i.is_bare and i.kind == "actor"),
                None,
            )
        if found is not None and self.trigger.kind == "noun" and self._speaks(found.clause):
            return None
        return found

    def _speaks(self, clause: int) -> bool:
        """What a clause reports is not its speaker's doing."""
        begin, behind = self.clauses.clause_range(clause)
        return any(self.doc.starts_with("speech", i) is not None for i in range(begin, behind))
