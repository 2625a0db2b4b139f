"""Whether a verb is in the passive, by its auxiliary, its own form or its agent."""

from fnmatch import fnmatchcase

from etl.extraction.document import Document
from etl.extraction.items import Clauses
from etl.extraction.marked import Marked
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Trigger

AGENT_REACH = 4  # tokens between a passive and the one who acts
_PASSIVE_REACH = 2  # tokens behind a trigger that ends its clause within which an auxiliary makes it a passive


class Voice(Marked):
    """Reads the voice of one trigger."""

    def __init__(self, doc: Document, clauses: Clauses, match: Match, trigger: Trigger) -> None:
        super().__init__(doc, clauses, match, trigger)
        self.passive = trigger.kind == "verb" and (self._is_passive() or self._names_its_agent())

    def _is_passive(self) -> bool:
        """An auxiliary of the passive in the clause, and the trigger (or its tail) a participle."""
        begin, behind = self.clauses.clause_range(self.clause)
        grammar = self.grammar
        reach = behind if grammar.verb_last else self.verb
        is_own = (
            grammar.word_order == "sov" and not grammar.participle
        )  # the trigger's own form, no participle before it
        if is_own:
            begin, reach = self.first, min(reach, self.last + _PASSIVE_REACH)
        anywhere = grammar.verb_last or not grammar.participle
        auxiliary = any(anywhere or 0 <= self.verb - m.end <= 3 or 0 <= self.first - m.end <= 3
                        for m in self.doc.within("passive", begin, reach)
                        if self.doc.folded[m.start - 1] not in grammar.reflexives)  # fmt: skip
        return auxiliary and (not grammar.participle or self._is_participle())

    def _names_its_agent(self) -> bool:
        """``criticized by A``, ``A tarafından``: who did it is told as a passive tells it, with no object beside."""
        agent = next(self._marked("by"), None)
        if agent is None or agent.clause != self.clause or next(self._marked("object"), None) is not None:
            return False
        if self.grammar.word_order == "sov":
            return agent.last <= self.verb
        near = 0 <= agent.first - self.last <= self.doc.reach(AGENT_REACH) or self._is_inside(agent)
        if any(self._looks_participle(i) for i in range(self.last, agent.first)):
            return False  # ``denied claims made by B``
        return near and (not self.grammar.participle or self._is_participle())

    def _is_participle(self) -> bool:
        """The form that the passive needs: the trigger's last word where verbs stand last, else any but the gap."""
        tokens = [self.first, *(range(*self.match.tail) if self.match.tail is not None else ())]
        return any(map(self._looks_participle, tokens[-1:] if self.grammar.verb_last else tokens))

    def _looks_participle(self, token: int) -> bool:
        word = self.doc.folded[token]
        return any(fnmatchcase(word, p) for p in self.grammar.participle)
