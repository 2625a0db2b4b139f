"""Which of the words that deny, plan or doubt something are told of one trigger."""

from collections.abc import Iterator

from etl.extraction.cues import cues
from etl.extraction.document import COMMAS
from etl.extraction.negating import Negation
from etl.extraction.situation import FRAMING, is_infinitive
from etl.lexicon.patterns import Match

_REACH = 9  # words before a trigger within which a cue still governs it
_HELD = frozenset({"CONSULT", "COOPERATE"})  # what is held, so that a verb behind it tells when
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID", "COOPERATE", "CONCEDE", "RETREAT", "SANCTION"})
_COMPLEMENT = 3  # words between a denial and the clause that tells what is denied: ``media reports``
_INVERTED = 1  # words between a verb and the subject that follows it: an article
_PARTICLE = 1  # words behind a finite verb that may still negate it: қойған жоқ
_SAID = frozenset({"THREATEN", "REQUEST", "REJECT", "ACCUSE"})


class Governing(Negation):
    """The cues of one trigger's sentence."""

    def told(self) -> Iterator[str]:
        """Those that tell of the trigger, as the lexicon calls them: ``denied``, ``negated``, ``planned`` ..."""
        for cue in cues(self.doc, self.clauses.first, self._reach()):
            if self._tells(cue):
                yield cue.payload.value
        if self.is_verb and self._is_headline_plan():
            yield "planned"

    def _is_headline_plan(self) -> bool:
        """``A to visit B``: nothing but who acts stands before the infinitive."""
        link = self.doc.ends_with("marker", self.first)
        if link is None or link.payload.value != "to":
            return False
        return any(i.first == self.begin and i.last == link.start and i.is_bare for i in self.clauses.items)

    def _reach(self) -> int:
        """The token up to which cues count."""
        if self._is_occasion():
            return self.last  # ``in the talks``: what is planned there is another matter
        return self._verb_end() + _PARTICLE if self._is_finite() else max(self.behind, self.last)

    def _verb_end(self) -> int:
        """Behind the auxiliaries that go on with a finite verb: ``signed be will``."""
        forms, end = self.doc.lexicon.data.grammar.finite_verbs, self.last
        while end < self.behind and self.doc.is_form(end, forms):
            end += 1
        return end

    def _tells(self, cue: Match) -> bool:
        kind, overlaps = cue.payload.value, cue.start < self.first < cue.end
        if overlaps and (kind in ("negated", "denied") or self.trigger.end < cue.end):
            return False  # the trigger is a part of the cue: ``to do so refused``; 将访 is not
        if cue.end < self.first and self._is_framed(cue.start):
            return False
        if self.first <= cue.start < self.last:
            return (kind == "negated" and self.leaves(cue)) or (kind == "planned" and self._is_auxiliary(cue))
        if kind == "planned" and self._is_held() and self._tells_of_subject(cue.start):
            return True
        if kind == "denied":
            return self._denies(cue)
        if overlaps:
            return True
        if kind == "negated" and self.is_of_another(cue):
            return False
        if cue.start > self.last + 1 and self._is_participle():
            return False  # ``Peru ayblagan Boliviya kelmadi``: what stands behind its noun is told of that
        return self._governs(cue)

    def _denies(self, cue: Match) -> bool:
        """Before the trigger; behind it where verbs stand last, of a deed: words are rejected, not denied.

        ``denied the charge, and warned B``: who denies may go on to warn, to ask and to refuse; but ``denied that A had
        asked B``.
        """
        goes_on = self.is_verb and self.type in _SAID and not self._completes(cue)
        is_apart = goes_on and self.clauses.clause_of(cue.start) < self.clause
        ahead = cue.start < self.first and not is_apart
        return ahead or (self.is_sov and cue.start > self.first and self.type in _DEEDS)

    def _completes(self, cue: Match) -> bool:
        """``denied reports that A had asked B``: the trigger's clause follows the cue, and no comma parts them."""
        is_near = 0 <= self.begin - cue.end <= _COMPLEMENT and self.clause in self.clauses.subordinate
        return is_near and not any(word in COMMAS for word in self.doc.words[cue.end : self.begin])

    def _governs(self, cue: Match) -> bool:
        """In the trigger's clause, before it and near; where verbs stand last, behind it too."""
        grammar = self.doc.lexicon.data.grammar
        near = self.first - cue.end <= self.doc.reach(_REACH)
        if cue.start < self.first and self._continues(cue.start):
            return near or grammar.word_order == "v2"
        if self.begin <= cue.start < self.first or self.begin < cue.end <= self.first:
            return near or grammar.verb_last  # ``no evidence that``: what opens a clause governs it
        if grammar.word_order == "v2" and cue.start >= self.last and self.doc.ends_with("conjunctions", cue.start):
            return False  # ``traf B und will``: another verb is joined
        return self.first < cue.start < max(self.behind, self.last) and grammar.verb_last

    def _is_framed(self, cue: int) -> bool:
        """``A 对 B 取消关税的决定表示欢迎``: what stands in a frame is not told of the verb that closes it."""
        if self.doc.starts_with("frame_ends", self.first) is None:
            return False
        begin, _ = self.clauses.clause_range(self.clauses.clause_of(self.first - 1))
        return any(i.marker in FRAMING and begin <= i.first < cue for i in self.clauses.items)

    def _continues(self, cue: int) -> bool:
        """``its readiness, to sign ...``: the cue stands in the clause before one without a subject."""
        if self.clause - 1 in self.clauses.relative or cue < self.clauses.first:
            return False  # ``A, which is no member, will ...``
        named = (i.clause == self.clause and i.is_bare and i.last <= self.first for i in self.clauses.items)
        has_subject = any(named) and not is_infinitive(self.doc, self.trigger)
        has_subject = has_subject or self._opens_with_verb()
        clause = self.clauses.clause_of(cue)
        if self.doc.lexicon.data.writing.is_solid and clause < self.clause - 1:
            between = (i for i in self.clauses.items if clause < i.clause < self.clause and i.is_bare)
            return not has_subject and not any(i.first == self.clauses.starts[i.clause] for i in between)
        return clause == self.clause - 1 and not has_subject

    def _opens_with_verb(self) -> bool:
        """``Weil A nicht zahlt, droht B``: where verbs stand second, one that its subject follows heads a clause."""
        if not self.is_verb or self.first != self.begin or self.doc.lexicon.data.grammar.word_order != "v2":
            return False
        behind = self.trigger.end
        return any(i.is_bare and 0 <= i.first - behind <= _INVERTED and i.parties for i in self.clauses.items)

    def _is_held(self) -> bool:
        return self.type in _HELD and not self.is_verb

    def _tells_of_subject(self, cue: int) -> bool:
        """``talks between A and B will begin``: the noun heads its clause, the cue's verb follows next."""
        if not self.last <= cue < self.behind:
            return False
        said = self.doc.within("speech", self.begin, self.first)
        begin, end = said[-1].end if said else self.begin, self.trigger.end
        if self.doc.within("event", begin, self.first) or self.doc.within("event", end, cue):
            return False
        bare = [i for i in self.clauses.items if i.is_bare and begin <= i.first < cue]
        return not any(i.first < self.first or (i.first > end and not i.is_adjective) for i in bare)

    def _is_occasion(self) -> bool:
        """A meeting as a noun with ``in`` or ``after`` behind it: where, or when, something else happened."""
        behind = self.doc.starts_with("postposition", self.trigger.end)
        is_meeting = not self.is_verb and self.type == "CONSULT"
        return is_meeting and behind is not None and behind.payload.value in ("in", "after")

    def _is_finite(self) -> bool:
        """Where verbs stand last, nothing behind a finite one governs it: ``agreed to meet next week``."""
        forms = self.doc.lexicon.data.grammar.finite_verbs
        return bool(forms) and self.is_verb and self.doc.is_form(self.last - 1, forms)

    def _is_participle(self) -> bool:
        """A form that stands before its noun."""
        forms = self.doc.lexicon.data.grammar.attributive
        return any(self.doc.is_form(self.last - 1, told) for told in forms.values())

    def _is_auxiliary(self, cue: Match) -> bool:
        """Where verbs stand last, the verb's own form tells it: ``memoranda .. signed will be``."""
        tail = self.trigger.tail
        return self.is_sov and tail is not None and tail[0] < cue.start and cue.end <= tail[1]
