"""What earlier sentences leave in mind: the last subject, the last pair of parties, and who is speaking."""

from collections.abc import Callable
from itertools import islice
from typing import Generic, TypeVar

from etl.extraction.clauses import ClauseReader
from etl.extraction.document import Document
from etl.extraction.items import Clauses, Item
from etl.extraction.pairs import Pair, counterpart, most_joined, two_of
from etl.extraction.speakers import speakers

T = TypeVar("T")
_REMEMBERED = 40  # joined pairs, the last ones: an article has few, and work must not grow with a hostile one's square


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
        self._joined: dict[int, Pair] = {}
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
    def pair(self) -> Pair | None:
        """The two last spoken of, in the sentence being read or before."""
        return self._joined.get(self._now) or self._pairs.before(self._now)

    def both(self, third: Item | None) -> Pair | None:
        """Whom ``the two sides`` are, to whom a third may speak."""
        if third is None and not self._joined.keys().isdisjoint((self._now - 1, self._now)):
            return self.pair
        known = list(islice(reversed(self._joined.values()), _REMEMBERED))
        return most_joined(known[::-1], self.pair, third)

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
        if not subjects:
            return next((i for i in items if self._is_outsider(i)), None)
        return next((i for i in subjects if i.kind == "actor"), subjects[0])

    def _is_outsider(self, item: Item) -> bool:
        """``Hundreds of protesters came. They condemned ...``: by a word of the lexicon, no unknown name."""
        named = item.is_bare and item.kind == "stranger"
        return named and bool(self._doc.within("outsiders", item.first, item.last))

    def _pair_of(self, sentence: int) -> Pair | None:
        told = two_of(self._read(sentence)) if self._is_worth(sentence) else None
        return told or self._joined.get(sentence)

    def _speaker_of(self, sentence: int) -> Item | None:
        """Who stands beside a verb of speech; a quote alone goes on with the last one."""
        if sentence not in self._heard:
            says = bool(self._doc.within("speech", *self._doc.sentences[sentence]))
            told = (self._resolved(i, sentence) for i in speakers(self._doc, self._read(sentence))) if says else ()
            self._heard[sentence] = next((item for item in told if item is not None), None)
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
        pair = self.pair if len(parties) == 1 else None
        return counterpart(pair, parties) if pair is not None else None

    def remember_pair(self, a: Item, b: Item, met: bool) -> None:
        """Two items that an event of the sentence being read has just joined."""
        self._joined[self._now], self.met = (a, b), met
