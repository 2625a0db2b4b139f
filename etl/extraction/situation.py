"""A trigger in its sentence: what the readers of its arguments share."""

from etl.extraction.document import Document
from etl.extraction.forms import has_form
from etl.extraction.items import Clauses
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Trigger

MARKED_REACH = 16  # tokens behind a trigger within which a marked item belongs to it
JOINED_REACH = 3  # tokens between a conjunction and the verb that it joins: an auxiliary, an adverb
FRAMING = ("to", "about")  # what opens a frame: 对 ... 表示
DIRECT_REACH = 4  # tokens between a verb and the subject that follows it


def is_infinitive(doc: Document, match: Match) -> bool:
    """A word before the verb, or in it, tells that its clause has no subject: ``bereit, B Raketen zu liefern``."""
    forms = doc.lexicon.data.grammar.infinitives
    return any(has_form(word, forms) for word in doc.folded[max(match.last - 2, 0) : match.last])


class Situation:
    """The trigger stands at tokens ``[first, last)``, its tail included, in clause number ``clause``.

    ``verb`` is the token at which its tail begins, of a trigger without a tail its first.
    """

    def __init__(self, doc: Document, clauses: Clauses, match: Match, trigger: Trigger) -> None:
        self.doc, self.clauses, self.match, self.trigger = doc, clauses, match, trigger
        self.grammar = doc.lexicon.data.grammar
        self.first = match.start
        self.last = match.last
        self.verb = match.tail[0] if match.tail else match.start
        self.clause = clauses.clause_of(match.start)
        verb_clause = clauses.clause_of(match.end - 1)
        if verb_clause in clauses.relative:
            self.clause = verb_clause  # ``the attack which launched``
        if self.clause > 0 and self.clause in clauses.subordinate and clauses.starts[self.clause] == match.start:
            # a verb that itself opens clauses parts nothing: 表示感谢
            self.clause -= doc.words[match.start - 1].isalnum()

    def closes_phrase(self) -> bool:
        """``B'nin tehditlerinin ardından A, C ile ...``: what a postposition closes takes nothing from behind it."""
        is_noun = self.grammar.word_order == "sov" and self.trigger.kind == "noun" and self.trigger.type != "CONSULT"
        link = self.doc.starts_with("postposition", self.last) if is_noun else None
        return link is not None and link.payload.value == "after"
