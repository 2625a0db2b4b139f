"""Whether a word that negates belongs to a trigger or to another verb beside it."""

from etl.extraction.document import Document
from etl.extraction.items import Clauses
from etl.extraction.situation import JOINED_REACH
from etl.lexicon.patterns import Match

_SAYING = frozenset({"ACCUSE", "PROTEST", "REQUEST", "THREATEN"})
_NEGATING = 4  # tokens behind a verb within which another word negates it


class Negation:
    """One trigger at tokens ``[first, last)``, its tail included, in the clause of tokens ``[begin, behind)``."""

    def __init__(self, doc: Document, clauses: Clauses, trigger: Match) -> None:
        self.doc, self.clauses, self.trigger = doc, clauses, trigger
        self.first, self.last = trigger.start, trigger.last
        self.clause = clauses.clause_of(self.first)
        self.begin, self.behind = clauses.clause_range(self.clause)
        self.type, self.is_verb = trigger.payload.value.type, trigger.payload.value.kind == "verb"
        self.is_sov = doc.lexicon.data.grammar.word_order == "sov"

    def leaves(self, cue: Match) -> bool:
        """A cue inside the trigger's own words stands in its gap, or goes on behind it."""
        tail = self.trigger.tail
        in_gap = tail is not None and self.trigger.end <= cue.start < tail[0]
        goes_on = cue.start > self.first and cue.end > self.last
        return in_gap or (goes_on and self.type != "REJECT")  # ``si rifiuta di``

    def is_of_another(self, cue: Match) -> bool:
        """Another verb is negated, by its own form or by what stands near it."""
        if self._is_joined(cue.start) or self._says_more(cue.start):
            return True
        if self.is_sov and self.clauses.clause_of(cue.start) < self.clause:
            return True  # there a verb is negated by its own form
        if cue.start < self.first and self._negates_other(cue):
            return True
        return self.is_sov and self.is_verb and cue.start - self.last > _NEGATING

    def _is_joined(self, cue: int) -> bool:
        """``demanded ... and threatened``: what is demanded has not happened, the next deed has."""
        if not self.is_verb or not self.doc.within("event", cue, cue + 1):
            return False
        return bool(self.doc.within("conjunctions", max(cue + 1, self.first - JOINED_REACH), self.first))

    def _says_more(self, cue: int) -> bool:
        """``criticized B, which had not ..., and urged it``: what is negated in the clause before is another matter."""
        if self.type not in _SAYING or not self.is_verb or cue >= self.begin:
            return False
        return self.doc.ends_with("conjunctions", self.first) is not None

    def _negates_other(self, cue: Match) -> bool:
        """``не визнає ... та закликає``, ``ödemeyen B'ye ... durdurdu``: another verb before the trigger is negated."""
        where = self.doc.lexicon.data.grammar.negation
        if where == "adjoins" and self.is_verb:
            return bool(self.doc.within("conjunctions", cue.end, self.first))
        return where == "follows"
