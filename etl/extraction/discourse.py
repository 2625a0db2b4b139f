"""What earlier sentences leave in mind: the last subject, the last pair of parties, and who is speaking."""

from dataclasses import dataclass

from etl.extraction.document import Document
from etl.extraction.forms import has_form
from etl.extraction.items import Clauses, Item


@dataclass
class Discourse:
    """The state behind the sentences read so far; read them in order."""

    subject: Item | None = None
    speaker: Item | None = None
    here: Item | None = None  # the speaker whom the sentence being read names
    pair: tuple[Item, Item] | None = None
    met: bool = False  # the sentence being read has told that the pair met
    helped: Item | None = None  # who was last given aid

    def resolve(self, item: Item | None, clauses: Clauses) -> Item | None:
        """The item that a pronoun or ``we`` stands for; other items as they are, strangers as nothing."""
        if item is None or item.parties:
            return item
        if item.kind == "stranger":
            return None
        here = (
            i for i in clauses.items if i.last <= item.first and i.is_bare and i.kind in ("actor", "name", "stranger")
        )
        known = self.speaker if item.kind == "speaker" else next(here, None) or self.subject
        if known is not None and known.kind == "stranger":
            return None
        if known is None or item.kind == "pair":
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
        """Two items that an event has just joined."""
        self.pair, self.met = (a, b), met

    def listen(self, doc: Document, clauses: Clauses) -> Item | None:
        """The speaker of a sentence: who stands beside a verb of speech; a quote alone goes on with the last one."""
        self.met = False
        found = self.here = self._beside_speech(doc, clauses)
        if found is not None:
            self.speaker = found
        return found

    def _beside_speech(self, doc: Document, clauses: Clauses) -> Item | None:
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
                    resolved = self.resolve(item, clauses)
                    if resolved is not None:
                        return resolved
        return None

    def pass_over(self) -> None:
        """A sentence that names nobody and has no verb of speech: it changes only who is speaking in it."""
        self.here = None

    def turn(self, doc: Document, clauses: Clauses) -> None:
        """Keep the sentence's subject in mind for the next one."""
        subjects = [i for i in clauses.items if i.is_bare and i.parties and i.kind in ("actor", "name", "body")]
        actors = [i for i in subjects if i.kind == "actor"]
        if actors or subjects:
            self.subject = (actors or subjects)[0]
        elif (outsider := _outsider(doc, clauses)) is not None:
            self.subject = outsider  # ``Hundreds of protesters came. They condemned ...``
        self.pair = two_of(clauses) or self.pair


def _outsider(doc: Document, clauses: Clauses) -> Item | None:
    """The first who acts for no state by a word that the lexicon has, no unknown name."""
    strangers = (i for i in clauses.items if i.is_bare and i.kind == "stranger")
    return next((i for i in strangers if doc.within("outsiders", i.first, i.last)), None)


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
