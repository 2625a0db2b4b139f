"""Where the clauses of a sentence begin: behind a comma, a dash or a quotation mark, and at words that open one."""

from etl.extraction.document import COMMAS, Document, between, kinds
from etl.extraction.items import Clauses

_CLAUSE_MARKS = frozenset(",;:–—()-，；：（）،؛")
_BEFORE_RELATIVES = frozenset((*COMMAS, "("))
_QUOTED = 3  # tokens from one quotation mark to the other of words that are the sentence's own
_SHORT_RELATIVE = 3  # letters of relatives that open a clause only behind a comma: who, die
_EVENTS, _PARTIES = kinds("event"), kinds("party")
_OPENERS, _RELATIVES, _CONJUNCTIONS = kinds("clause_openers"), kinds("relatives"), kinds("conjunctions")


class Boundaries:
    """Finds the clauses of one document."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        marks = _CLAUSE_MARKS.union(doc.lexicon.data.grammar.quotes)
        self._after_verbs = frozenset(i for i in doc.tokens_with(_CONJUNCTIONS) if self._ends_clause(i - 1))
        self._spaced = _spaced(doc) if doc.lexicon.data.writing.is_solid else frozenset()
        within = {i for m in doc.of("clause_openers") for i in range(m.start + 1, m.end)}  # ``после того, как``
        self._breaks = sorted({*(i for i, word in enumerate(doc.words) if word in marks), *self._spaced,
                               *doc.tokens_with(_OPENERS | _RELATIVES), *self._after_verbs} - within)  # fmt: skip

    def _ends_clause(self, token: int) -> bool:
        """Where verbs stand last, a conjunction behind one joins clauses: ``A thanked did and B blamed did``."""
        forms = self.doc.lexicon.data.grammar.finite_verbs
        return bool(forms) and token >= 0 and self.doc.is_form(token, forms)

    def read(self, first: int, last: int, inside: set[int]) -> Clauses:
        """The clauses of tokens ``[first, last)``, without items; none begins at a token that is ``inside`` a name."""
        doc, starts, relative, subordinate = self.doc, [first], set[int](), set[int]()
        for i in between(self._breaks, first, last):
            begin = self._begin(i, first, last) if i not in inside and not self._quotes_words(i, last) else None
            if begin is None:
                continue
            if starts[-1] != begin:
                starts.append(begin)
            if (doc.words[i] in _BEFORE_RELATIVES and doc.opens(begin, _RELATIVES)) or doc.opens(i, _RELATIVES):
                relative.add(len(starts) - 1)
            if doc.opens(begin, _OPENERS):
                subordinate.add(len(starts) - 1)
        return Clauses(first, last, starts, frozenset(relative), frozenset(subordinate | relative), [])

    def _quotes_words(self, i: int, last: int) -> bool:
        """``called it "brave" and``: a mark beside a few words that another closes; what they quote is no clause."""
        words, quotes = self.doc.words, self.doc.lexicon.data.grammar.quotes
        if words[i] not in quotes:
            return False
        reach = self.doc.reach(_QUOTED)
        near = [*range(max(0, i - reach), i), *range(i + 1, min(last, i + reach + 1))]
        other = [t for t in near if words[t] in quotes]
        return len(other) == 1 and not any(
            words[t] in _CLAUSE_MARKS for t in range(min(i, other[0]) + 1, max(i, other[0]))
        )

    def _begin(self, i: int, first: int, last: int) -> int | None:
        """Where the clause begins that a mark or an opener at ``i`` parts from the one before; ``None``: nowhere."""
        doc, word = self.doc, self.doc.words[i]
        if i in self._after_verbs or i in self._spaced:
            return i if i > first else None
        if (word in _CLAUSE_MARKS or word in doc.lexicon.data.grammar.quotes) and i + 1 < last:
            return None if word == "-" and doc.is_adjacent(i) else i + 1
        relative = doc.starts_with("relatives", i)
        is_long = relative is not None and doc.ends[relative.end - 1] - doc.starts[i] > _SHORT_RELATIVE
        return i if i > first and (doc.opens(i, _OPENERS) or is_long) else None


def _spaced(doc: Document) -> frozenset[int]:
    """The tokens behind a space where words have none between: it parts clauses, as it does in headlines.

    And those behind a list's comma that follows a verb: ``A提出抗议、B也谴责``.
    """
    listed = (i for i, word in enumerate(doc.words) if word == "、")
    told = (i + 1 for i in listed if doc.closes(i, _EVENTS) and i + 1 < len(doc.words) and doc.opens(i + 1, _PARTIES))
    return frozenset((*(i for i in range(1, len(doc.words)) if _is_parted(doc, i)), *told))


def _is_parted(doc: Document, token: int) -> bool:
    """A space stands between two letters; a line's end tells nothing."""
    gap = doc.text[doc.ends[token - 1] : doc.starts[token]]
    return bool(gap) and "\n" not in gap and doc.words[token].isalpha() and doc.words[token - 1].isalpha()
