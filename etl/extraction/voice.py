"""Whether a verb is in the passive, by its auxiliary, its own form or its agent."""

from etl.extraction.document import Document
from etl.extraction.items import Clauses, Item
from etl.extraction.marked import Marked
from etl.extraction.situation import FRAMING
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Trigger

_AGENT_REACH = 4  # tokens between a passive and the one who acts
_PASSIVE_REACH = 2  # tokens behind a trigger that ends its clause within which an auxiliary makes it a passive


class Voice(Marked):
    """Reads the voice of one trigger, and whose agent stands beside it."""

    def __init__(self, doc: Document, clauses: Clauses, match: Match, trigger: Trigger) -> None:
        super().__init__(doc, clauses, match, trigger)
        is_told = trigger.kind == "verb" and (self._is_passive() or self._names_its_agent())
        self.passive = is_told and not self._is_future()

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
                        if self.doc.folded[m.start - 1] not in grammar.reflexives
                        and not self._is_parted(m.end))  # fmt: skip
        return auxiliary and (not grammar.participle or self._is_participle())

    def _is_parted(self, auxiliary: int) -> bool:
        """``A 就渔民被捕向 B 抗议``: no form tells a passive, and a preposition behind its word is another verb's."""
        if self.grammar.participle or self.grammar.verb_last:
            return False
        return any(i.marker in FRAMING and auxiliary <= i.first < self.first for i in self.clauses.items)

    def _is_future(self) -> bool:
        """``A wird B empfangen``: two names and no agent, where one auxiliary makes passive and future."""
        if self.grammar.word_order != "v2" or next(self._marked("by"), None) is not None:
            return False
        begin, _ = self.clauses.clause_range(self.clause)
        bare = [i for i in self.clauses.items if begin <= i.first < self.first and i.is_bare and i.kind != "place"]
        return len(bare) > 1 and not set(bare[0].parties) & set(bare[-1].parties)

    def _names_its_agent(self) -> bool:
        """``criticized by A``, ``A tarafından``: who did it is told as a passive tells it, with no object beside."""
        agent = next((i for i in self._marked("by") if not self._serves_another(i)), None)
        if (
            agent is None
            or agent.clause != self.clause
            or self._follows_verb(agent)
            or next(self._marked("object"), None) is not None
        ):
            return False
        if self.grammar.word_order == "sov":
            return agent.last <= self.verb and not self._is_of_object(agent) and not self._has_told_subject()
        near = 0 <= agent.first - self.last <= self.doc.reach(_AGENT_REACH) or self._is_inside(agent)
        if any(self._looks_participle(i) for i in range(self.last, agent.first)):
            return False  # ``denied claims made by B``
        if any(i.kind == "pronoun" and i.is_bare and i.last == self.first for i in self.clauses.items):
            return False  # ``what it called hostile acts by B``
        return near and (not self.grammar.participle or self._is_participle())

    def _is_far_behind(self, agent: Item) -> bool:
        """``The ministry condemned in strong terms the strikes by B``: behind an active verb, so of another deed."""
        has_forms = self.trigger.kind == "verb" and bool(self.grammar.participle)
        return has_forms and agent.first - self.last > self.doc.reach(_AGENT_REACH)

    def _is_of_object(self, agent: Item) -> bool:
        """``B'nin ... tarafından ... -i``: the sign of the object behind the agent: it did what the verb is about."""
        behind = self.doc.starts_with("postposition", agent.last)
        return behind is not None and behind.payload.value == "object"

    def _has_told_subject(self) -> bool:
        """A word that marks subjects stands in the clause, so that the verb is no passive."""
        return any(
            i.marker == "subject" and i.clause == self.clause and i.last <= self.verb for i in self.clauses.items
        )

    def _acts_otherwise(self, agent: Item) -> bool:
        """``denounced the violations committed by B``, ``criticism by B was rejected``: in another deed."""
        if self._follows_verb(agent):
            return True
        is_ahead = agent.first < self.first
        if self.trigger.kind != "verb" or (is_ahead and self.grammar.verb_last) or self._is_inside(agent):
            return False
        if is_ahead and self.passive and self.grammar.oblique is None and self._has_participles():
            return True  # where no case tells it, who acts in a passive stands behind it
        link = self.doc.ends_with("marker", agent.first)
        if link is None and agent.kind == "demonym" and self.grammar.adjective_follows:  # ``por el ejército iraní``
            near = max(self.last, agent.first - _AGENT_REACH)
            link = next((m for m in self.doc.within("marker", near, agent.first)), None)
        verb = (agent.first if link is None else link.start) - 1
        return verb >= (self.clauses.first if is_ahead else self.last) and self._looks_participle(verb)

    def _follows_verb(self, agent: Item) -> bool:
        """``拒绝了由 B 主持的和谈``: where no form tells a passive, who acts in it stands before its verb."""
        no_forms = self.grammar.word_order == "svo" and not self.grammar.participle
        return no_forms and self.trigger.kind == "verb" and agent.first >= self.last

    def _serves_another(self, agent: Item) -> bool:
        """Where verbs stand last, an agent goes with the first verb behind it, or the noun of one: ``işgal edilen``."""
        if self.grammar.word_order != "sov":
            return False
        link = self.doc.starts_with("postposition", agent.last)
        behind = agent.last if link is None else link.end
        between = [m for m in self.doc.within("event", agent.last, self.first) if m.end <= self.first]
        return any(m.payload.value.kind == "verb" or m.start == behind for m in between)

    def _has_participles(self) -> bool:
        return self.grammar.word_order == "svo" and bool(self.grammar.participle)

    def _is_participle(self) -> bool:
        """The form that the passive needs: the trigger's last word where verbs stand last, else any but the gap."""
        tokens = [self.first, *(range(*self.match.tail) if self.match.tail is not None else ())]
        return any(map(self._looks_participle, tokens[-1:] if self.grammar.verb_last else tokens))

    def _looks_participle(self, token: int) -> bool:
        return self.doc.is_form(token, self.grammar.participle)

    def may_act_from(self) -> bool:
        """``goods from A were taxed``: in a passive A does nothing, but ``envoys were expelled from A``."""
        return not self.passive or self.trigger.mode == "expel"
