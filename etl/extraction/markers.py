"""What tells a phrase's part in its clause: prepositions, postpositions, case endings, articles."""

from etl.extraction.actors import Actor
from etl.extraction.document import Document, kinds
from etl.extraction.items import Clauses
from etl.extraction.names import ends_surely
from etl.lexicon.patterns import Match

_CASES = frozenset({"of", "object", "to", "in", "from", "with", "by", "on", "against", "for", "at", "subject"})
_VERB_REACH = 7  # words from a subject that a conjunction opens to its verb
_NO_CASE: dict[str, str] = {}
_LEFT_REACH = 4  # words before a phrase, articles among them, past which no preposition belongs to it
_VERBAL = kinds("conjunctions", "passive", "speech", "clause_openers", "relatives", "event")


class Markers:
    """Reads the markers of one document."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc

    def of_actor(self, actor: Actor) -> str | None:
        """The marker of an actor's phrase: its title's ending tells it, else that of the name."""
        titles = (self.doc.starts_with(c, i) for c in ("title", "counterparts") for i in range(actor.first, actor.last))
        found = [t for t in titles if t is not None]
        if found and self.doc.lexicon.data.grammar.word_order != "sov":
            found = [t for t in found if t.start == found[0].start]  # ``глава правительства``: the head tells it
        told = next((t.marker for t in found if t.marker), None)
        return told or (self._last_ending(actor) if actor.name_words else None)

    def _last_ending(self, actor: Actor) -> str | None:
        """The marker of the name's ending, where the name without it is the person's."""
        word = self.doc.folded[actor.last - 1]
        for name, marker, ending in self.doc.lexicon.declension.nominatives(word):
            if marker and (ending[:1] == "'" or name in actor.name_words or ends_surely(self.doc, name, ending)):
                return marker
        return None

    def of_phrase(self, first: int, last: int, frame: Clauses, case: str | None) -> str | None:
        """What tells a phrase's part: a genitive before its noun, a preposition, a postposition, case or article."""
        grammar = self.doc.lexicon.data.grammar
        told, by_article = self._before(first, frame, case)
        if case == "possessor" or (case == "of" and not grammar.genitive_follows):
            return "of" if told == "of" else case
        behind = self.doc.starts_with("postposition", last) if last < frame.last else None
        told = grammar.by_case.get(told, _NO_CASE).get(case, told) if told is not None and case is not None else told
        if case == "oblique" and told is None:
            case = grammar.oblique
        return told or (behind.payload.value if behind else None) or (case if case in _CASES else None) or by_article

    def of_bare(self, first: int, is_city: bool) -> str | None:
        """``acusou a Moscovo``: before a name that has no article, what looks like one is a preposition."""
        grammar = self.doc.lexicon.data.grammar
        if not grammar.bare_markers or not first or not (is_city or self.doc.words[first] in grammar.bare_names):
            return None
        return grammar.bare_markers.get(self.doc.words[first - 1])

    def _before(self, token: int, frame: Clauses, ending: str | None) -> tuple[str | None, str | None]:
        """The preposition before a phrase, over articles and adjectives; where there is none, what its article says."""
        grammar, at, article = self.doc.lexicon.data.grammar, token, None
        while at > frame.first and token - at < self.doc.reach(_LEFT_REACH):
            marker = self.doc.ends_with("marker", at)
            if marker is not None and not self._is_inside_name(marker.start, at):
                if marker.payload.value == "like" and self._opens_report(marker.start, frame):
                    break
                if marker.payload.value in ("after", "like") and self._joins_clause(marker, token, frame):
                    break
                return (None if marker.payload.value == "none" else str(marker.payload.value)), None
            match = self.doc.ends_with("articles", at)
            if match is not None:
                article = article or self.doc.words[match.start].lower()
                at = match.start
                continue
            filler = self.doc.ends_with("fillers", at) or self.doc.ends_with("place_word", at)
            step = filler.start if filler is not None else self._step_over(token, at)
            if step is None:
                break
            at = step
        told = grammar.article_markers.get(article) if article else None
        if told == "of" and ending != "oblique" and self._is_masculine(token):
            return None, None
        if told == "of" and self._heads_subject(token, ending):
            return None, None
        return None, told

    def _opens_report(self, marker: int, frame: Clauses) -> bool:
        """``As the ministry announced``, ``wie Rom mitteilte``: the word opens a clause, and who speaks follows."""
        begin, behind = frame.clause_range(frame.clause_of(marker))
        return marker == begin and bool(self.doc.within("speech", begin, behind))

    def _joins_clause(self, marker: Match, token: int, frame: Clauses) -> bool:
        """``after A imposed duties``: the word opens a clause, with a verb behind its first phrase."""
        if self.doc.ends_with("clause_openers", marker.end) is None:
            return False
        _, behind = frame.clause_range(frame.clause_of(token))
        is_last = self.doc.lexicon.data.grammar.word_order == "v2"  # in such clauses the verb stands last, however far
        reach = behind if is_last else min(token + self.doc.reach(_VERB_REACH), behind)
        near = self.doc.within("event", token + 1, reach)
        return any(m.payload.value.kind == "verb" for m in near)

    def _is_inside_name(self, marker: int, at: int) -> bool:
        """``North of`` is a part of a name that ends there: ``South Korean``."""
        party = self.doc.ends_with("party", at)
        return party is not None and party.start < marker

    def _is_masculine(self, token: int) -> bool:
        """``der Sicherheitsrat``: with a name of that gender the article that looks like a genitive is none."""
        party = self.doc.starts_with("party", token)
        last = token + 1 if party is None else party.end
        names = self.doc.lexicon.data.grammar.nominative_names
        return self.doc.words[token] in names or self.doc.words[last - 1] in names

    def _step_over(self, token: int, at: int) -> int | None:
        """Past ``mudslide-hit`` before any name, and past the plain words that a people's adjective may stand with."""
        words = self.doc.words
        if words[at - 1].isdecimal() and at > 1:
            return at - 1  # ``on 12 companies``
        if words[at - 1] == "-" and self.doc.is_adjacent(at - 1) and at >= 2:
            return at - 2
        if at >= 2 and words[at - 2] == "-" and self.doc.is_adjacent(at - 1) and not self.doc.is_capitalized(at - 1):
            return at - 1
        party = self.doc.starts_with("party", token)
        is_people = party is not None and party.payload.value.kind == "demonym"
        near = at == token or self.doc.lexicon.data.grammar.adjective_follows
        if is_people and near and self._is_plain(at - 1):
            return at - 1
        return None

    def _is_plain(self, token: int) -> bool:
        """A word in small letters (or a number) that the lexicon gives no part in the clause."""
        word = self.doc.words[token]
        small = word[0].isalnum() and not self.doc.is_capitalized(token)
        return small and not self.doc.closes(token + 1, _VERBAL)

    def _heads_subject(self, token: int, ending: str | None) -> bool:
        """``der russische Präsident``: the adjective's own ending says nominative."""
        match = self.doc.starts_with("party", token)
        if match is None:
            return True
        return match.payload.value.kind == "demonym" and (ending or match.marker) != "oblique"
