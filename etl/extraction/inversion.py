"""A subject behind its verb: where the language puts it, behind a quotation, and behind what is fronted."""

from etl.extraction.document import COMMAS
from etl.extraction.forms import has_form
from etl.extraction.items import Item
from etl.extraction.leading import Leading
from etl.extraction.situation import DIRECT_REACH

_DASHES = frozenset("-–—")
_BEHIND_QUOTE = 3  # tokens between a quotation and its verb: a comma, a dash, an auxiliary
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "THREATEN"})  # what is said to somebody
_AHEAD_OF_CASES = ("with", "on", "against", "in", "from")
_AHEAD = ("object", "to", "addressee")  # what stands before a verb and leaves the subject's place behind it
_DESTINATION = ("in", "into", "at", "on")  # likewise where somebody came: ``В Тбилиси прибыл премьер Норвегии``


class Inversion(Leading):
    """Tells whether what follows one trigger is its subject."""

    def _precedes_subject(self, before: list[Item], following: Item) -> bool:
        """Where the verb stands first its subject follows, unless one stands directly before it."""
        if self.grammar.word_order != "vso" or self.trigger.kind != "verb" or self.says_we():
            return False
        close = following.first - self.match.end <= DIRECT_REACH
        near = close and self._agrees(following) and not (before and self.first - before[-1].last <= 1)
        return near and not self._is_spoken_to(before, following)

    def _is_spoken_to(self, before: list[Item], following: Item) -> bool:
        """``A welcomed it, and called on B to ...``, the verb first: B is spoken to where nobody else is."""
        if self.trigger.type not in _SPOKEN or not following.parties:
            return False
        if self.doc.ends_with("conjunctions", self.first) is None:
            return False
        _, end = self.clauses.clause_range(self.clause)
        if any(i.parties and i is not following for i in self.clauses.items if self.match.end <= i.first < end):
            return False
        earlier = before[0] if before else self.from_earlier_clause()
        if earlier is None or not earlier.parties or set(earlier.parties) & set(following.parties):
            return False
        return self._agrees(earlier)

    def _agrees(self, item: Item) -> bool:
        """A masculine verb has no country for its subject where countries are feminine; a feminine one has no man."""
        grammar, words = self.grammar, self.doc.folded
        if item.kind == "actor" and self.doc.starts_with("title", item.first) is not None:
            if has_form(words[item.first], grammar.object_titles):
                return False
            is_womans = has_form(words[self.first], grammar.womens_verbs)
            return not is_womans or any(has_form(w, grammar.womens_titles) for w in words[item.first : item.last])
        if not grammar.feminine_verbs or item.kind not in ("name", "place"):
            return True
        if self.doc.starts_with("units", item.first) is not None:
            return True  # the army of a country acts in the masculine
        told = words[self.first : self.match.end]
        is_feminine = any(has_form(word, grammar.feminine_verbs) for word in told)
        head = self.doc.starts_with("articles", item.first)
        name = words[head.end if head is not None and head.end < item.last else item.first]
        return is_feminine or name in grammar.masculine_names

    def _inverts(self, item: Item) -> bool:
        """Where the verb stands second, its subject may follow it: only there, and only directly.

        Behind a conjunction, which takes no place, the subject goes on: ``..., und beschuldigt B``.
        """
        is_verb = self.grammar.word_order == "v2" and self.trigger.kind == "verb"
        if is_verb and self.clause > 0 and self.doc.ends_with("conjunctions", self.first) is not None:
            return False
        return is_verb and item.first - self.match.end <= DIRECT_REACH

    def _ends_quotation(self, item: Item) -> bool:
        """``"...", warned Paris``, ``"..." - a averti Paris``: behind a quotation the subject follows the verb."""
        words, quotes = self.doc.words, self.grammar.quotes
        if self.trigger.kind != "verb" or item.first - self.match.end > DIRECT_REACH or self.grammar.verb_behind_quote:
            return False
        if self.doc.ends_with("conjunctions", self.first) is not None:
            return False  # ``called it "brave", and urged B``
        before = self.first - 1
        while before > self.clauses.first and self.first - before <= _BEHIND_QUOTE and words[before] not in quotes:
            if words[before] not in COMMAS and words[before] not in _DASHES and before != self.first - 1:
                return False
            before -= 1
        return before >= self.clauses.first and words[before] in quotes

    def _is_fronted(self, item: Item) -> bool:
        """``Боливию критикует Чили``: a case or preposition tells that what stands before the verb is acted on."""
        if self.trigger.kind != "verb" or self.grammar.word_order == "sov":
            return False
        near = item.first - self.match.end <= DIRECT_REACH
        inner = [i for i in self.clauses.items if i.first == self.match.end and i.last == item.first]
        if self.grammar.oblique is not None and [i.marker for i in inner] == ["object"]:
            return bool(inner[0].parties)  # ``w tym oskarżyła Boliwię Gwinea``
        begin, _ = self.clauses.clause_range(self.clause)
        ahead = [i for i in self.clauses.items if i.last <= self.first and (i.first >= begin or i.marker == "object")]
        fronted: tuple[str, ...] = (*_AHEAD, *_AHEAD_OF_CASES) if self.grammar.oblique is not None else _AHEAD
        if self.trigger.frame == "visit":
            fronted = (*fronted, *_DESTINATION)
        return near and bool(ahead) and ahead[-1].parties != () and ahead[-1].marker in fronted
