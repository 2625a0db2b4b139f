"""What earlier sentences leave in mind: the last subject, the last pair of parties, and who is speaking."""

from collections.abc import Callable
from typing import Generic, TypeVar

from etl.extraction.clauses import ClauseReader
from etl.extraction.document import Document
from etl.extraction.forms import has_form
from etl.extraction.items import Clauses, Item

T = TypeVar("T")


class _Memory(Generic[T]):
    """The last of something that sentences leave in mind. What a sentence leaves is asked for at most once."""

    def __init__(self, left_by: Callable[[int], T | None]) -> None:
        self._left_by = left_by
        self._before: dict[int, T | None] = {}

    def before(self, sentence: int) -> T | None:
        """What the sentences before that one have left."""
        at, found = sentence, None
        while at > 0 and at not in self._before and found is None:
            at -= 1
            found = self._left_by(at)
        known = self._before.get(at) if found is None else found
        self._before[sentence] = known
        return known


class Discourse:
    """The state behind the sentences entered so far, of which only those are read that somebody asks about.

    ``met``: the sentence being read has told that the pair met. ``helped``: who was last given aid.
    """

    met: bool
    helped: Item | None

    def __init__(self, doc: Document, reader: ClauseReader) -> None:
        self._doc, self._reader = doc, reader
        self._now = -1
        self._clauses: dict[int, Clauses] = {}
        self._joined: dict[int, tuple[Item, Item]] = {}
        self._heard: dict[int, Item | None] = {}
        self._subjects = _Memory(self._subject_of)
        self._pairs = _Memory(self._pair_of)
        self._speakers = _Memory(self._speaker_of)
        self.met, self.helped = False, None

    def enter(self, sentence: int) -> None:
        """Go on to the sentence of that number; in order, and to each."""
        self._now, self.met = sentence, False

    @property
    def clauses(self) -> Clauses:
        """The sentence being read."""
        return self._read(self._now)

    @property
    def subject(self) -> Item | None:
        """That of the last sentence that had one."""
        return self._subjects.before(self._now)

    @property
    def pair(self) -> tuple[Item, Item] | None:
        """The two last spoken of, in the sentence being read or before."""
        return self._joined.get(self._now) or self._pairs.before(self._now)

    @property
    def here(self) -> Item | None:
        """Who speaks in the sentence being read."""
        return self._speaker_of(self._now)

    def _read(self, sentence: int) -> Clauses:
        known = self._clauses.get(sentence)
        if known is None:
            known = self._clauses[sentence] = self._reader.read(sentence)
        return known

    def _is_worth(self, sentence: int) -> bool:
        """It has been read, or names somebody."""
        return sentence in self._clauses or self._reader.matters(*self._doc.sentences[sentence])

    def _subject_of(self, sentence: int) -> Item | None:
        items = self._read(sentence).items if self._is_worth(sentence) else ()
        subjects = [i for i in items if i.is_bare and i.parties and i.kind in ("actor", "name", "body")]
        return next((i for i in subjects if i.kind == "actor"), subjects[0] if subjects else None)

    def _pair_of(self, sentence: int) -> tuple[Item, Item] | None:
        told = two_of(self._read(sentence)) if self._is_worth(sentence) else None
        return told or self._joined.get(sentence)

    def _speaker_of(self, sentence: int) -> Item | None:
        """Who stands beside a verb of speech; a quote alone goes on with the last one."""
        if sentence not in self._heard:
            says = bool(self._doc.within("speech", *self._doc.sentences[sentence]))
            self._heard[sentence] = self._beside_speech(sentence) if says else None
        return self._heard[sentence]

    def resolve(self, item: Item | None) -> Item | None:
        """The item that a pronoun or ``we`` stands for; other items as they are, strangers as nothing."""
        return self._resolved(item, self._now)

    def _resolved(self, item: Item | None, sentence: int) -> Item | None:
        if item is None or item.parties:
            return item
        if item.kind in ("stranger", "pair"):
            return None
        if item.kind == "speaker":
            known = self._speakers.before(sentence + 1)
        else:
            here = (
                i
                for i in self._read(sentence).items
                if i.last <= item.first and i.is_bare and i.kind in ("actor", "name", "stranger")
            )
            known = next(here, None) or self._subjects.before(sentence)
        if known is None or known.kind == "stranger":
            return None
        return item._replace(parties=known.parties, persons=known.persons)

    def other_side(self, parties: tuple[str, ...]) -> Item | None:
        """The counterpart in the pair last spoken of, where the given party is one of the two."""
        if self.pair is None or len(parties) != 1:
            return None
        a, b = self.pair
        if set(a.parties) == set(parties):
            return b._replace(persons=())
        if set(b.parties) == set(parties):
            return a._replace(persons=())
        return None

    def remember_pair(self, a: Item, b: Item, met: bool) -> None:
        """Two items that an event of the sentence being read has just joined."""
        self._joined[self._now], self.met = (a, b), met

    def _beside_speech(self, sentence: int) -> Item | None:
        doc, clauses = self._doc, self._read(sentence)
        for match in doc.within("speech", clauses.first, clauses.last):
            before = [i for i in clauses.items if i.last <= match.start and i.is_bare and match.start - i.last <= 8]
            before = _reporting(doc, clauses, match.start) or before
            behind = [i for i in clauses.items if i.first >= match.end and i.first - match.end <= 2 and _speaks(i)]
            if not behind and (not before or _is_quoted(doc, before[-1], match.start)):
                before = _outside_quotes(doc, clauses, match.start) or before
            if behind and before and _is_quoted(doc, before[-1], match.start):
                before = []  # ``"A must go", said B``
            for item in [*reversed(before), *behind] if not behind or before else behind:
                if item.kind in ("actor", "name", "demonym", "place", "body", "pronoun"):
                    resolved = self._resolved(item, sentence)
                    if resolved is not None:
                        return resolved
        return None


def _speaks(item: Item) -> bool:
    """``said B``, ``as told by B``."""
    return item.is_bare or item.marker == "by"


def two_of(clauses: Clauses) -> tuple[Item, Item] | None:
    """The two parties of a sentence that names no third, each with what stands for it."""
    sides = [i for i in clauses.items if i.kind != "place" and i.marker not in ("in", "at", "near", "after", "like")]
    parties = list(dict.fromkeys(p for i in sides for p in i.parties))
    if len(parties) != 2:
        return None
    first, second = (next(i for i in sides if p in i.parties) for p in parties)
    return first._replace(parties=(parties[0],)), second._replace(parties=(parties[1],))


def _reporting(doc: Document, clauses: Clauses, speech: int) -> list[Item]:
    """``A, B'nin saldırdığını bildirdi``: who names what another did, right before the verb, opened the sentence."""
    forms = doc.lexicon.data.grammar.nominal_verbs
    if speech == clauses.first or not has_form(doc.folded[speech - 1], forms):
        return []
    clause = clauses.clause_of(speech)
    begin, _ = clauses.clause_range(clause)
    if clause > 0:
        ahead, behind = clauses.clause_range(clause - 1)
        if any(i.first == ahead and i.last == behind - 1 for i in clauses.items):
            begin = ahead  # a comma parts the subject from its clause
    return [i for i in clauses.items if begin <= i.first and i.last <= speech and i.is_bare and i.parties][:1]


def _outside_quotes(doc: Document, clauses: Clauses, speech: int) -> list[Item]:
    """``B sözcüsü, "A ateş açtı" dedi``: who speaks stands before the quotation, not in it."""
    quotes = doc.lexicon.data.grammar.quotes
    marks = [i for i in range(clauses.first, speech) if doc.words[i] in quotes]
    outside = [
        i
        for i in clauses.items
        if i.last <= speech and i.is_bare and i.parties and sum(mark < i.first for mark in marks) % 2 == 0
    ]
    return outside[-1:] if len(marks) == 2 else []


def _is_quoted(doc: Document, item: Item, speech: int) -> bool:
    """A quotation ends between an item and the verb of speech behind it."""
    return any(word in doc.lexicon.data.grammar.quotes for word in doc.words[item.last : speech])
