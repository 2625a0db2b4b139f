"""Whose an office is: the party before its title (``Kazakh president``) or behind it (``president of Kazakhstan``)."""

from etl.extraction.document import Document
from etl.extraction.forms import has_form
from etl.extraction.places import LocatedMention
from etl.lexicon import gazetteer

_REACH = 6  # words between a title and its party
_PLACING = ("in", "to", "from", "at", "with")  # prepositions of a place, which owns nothing
_OWNING = ("possessor", "of")  # markers of the party that an office belongs to


class Belonging:
    """Finds the parties of the titles of one document."""

    def __init__(self, doc: Document, mentions: list[LocatedMention]) -> None:
        self.doc = doc
        self.begins = {m.first: m for m in mentions}
        self.finishes = {m.last: m for m in mentions}

    def party_before(self, title_first: int, is_posted: bool = False) -> tuple[str | None, int]:
        """The party before a title and the phrase's first token; where its holder is posted is passed over."""
        sentence_first, _ = self.doc.sentences[self.doc.sentence_of(title_first)]
        at, strangers, first = title_first, 0, title_first
        while at > sentence_first and title_first - at < self.doc.reach(_REACH):
            mention = self.finishes.get(at)
            if mention is not None and is_posted and self._is_host(mention):
                owner, begin = self.party_before(mention.first)
                if owner is not None:
                    return owner, begin
            if mention is not None:
                close = strangers == 0 or mention.ending_marker == "possessor"
                if close and self._may_own(mention, at, title_first):
                    return mention.mention.party, mention.first
                return None, first
            step = self._passable(at)
            if step is None:
                if not self._is_plain_word(at - 1) or strangers >= 2:
                    return None, first
                strangers += 1
                step = at - 1
            elif strangers == 0:
                first = step
            at = step
        return None, first

    def _is_host(self, mention: LocatedMention) -> bool:
        """``A'nın B'deki büyükelçisi``, ``A'nın B Büyükelçisi``: between the owner and the title stands the host."""
        before = self.finishes.get(mention.first)
        is_owned = before is not None and before.ending_marker == "possessor"
        return mention.ending_marker == "in" or (is_owned and mention.ending_marker is None)

    def _may_own(self, mention: LocatedMention, at: int, title_first: int) -> bool:
        """An adjective, a possessive, a hyphen or direct neighbourhood; no bare name after a preposition of place."""
        before = self.doc.ends_with("marker", mention.first)
        placing = before.payload.value if before is not None and before.payload.value in _PLACING else None
        if mention.ending_marker == "of" and placing is not None and mention.mention.kind == "place":
            return False  # ``Z Kairu premier Czadu poleciał``
        if mention.mention.kind == "demonym" or mention.ending_marker in ("possessor", "of"):
            return True
        if self.doc.words[at] == "-":
            return True
        behind = self.doc.starts_with("postposition", at)
        if behind is not None:
            return behind.payload.value in _OWNING
        near = at == title_first or not self.doc.lexicon.data.writing.has_case
        if mention.ending_marker == "object":
            return False  # ``ostrzegł Boliwię prezydent Peru``: acted on, not the owner of the title behind it
        return near and placing in (None, "with")

    def _passable(self, at: int) -> int | None:
        """The token before the filler, deputy, former, hyphen or rank that ends before ``at``."""
        for category in ("fillers", "deputy", "former", "ranks"):
            match = self.doc.ends_with(category, at)
            if match is not None:
                return match.start
        owning = self.doc.ends_with("postposition", at)
        if owning is not None and owning.payload.value in _OWNING:
            return owning.start
        return at - 1 if self.doc.words[at - 1] == "-" else None

    def _is_plain_word(self, token: int) -> bool:
        word = self.doc.words[token]
        return (
            word[0].isalpha() and not self.doc.is_capitalized(token) and self.doc.starts_with("marker", token) is None
        )

    def party_behind(self, title_last: int, is_posted: bool, is_counterpart: bool) -> tuple[str | None, int]:
        """The party behind a title and the token behind the phrase; a posting's host is passed over, not taken."""
        at, stop = title_last, self.doc.sentences[self.doc.sentence_of(title_last - 1)][1]
        linked = False
        while at < stop and at - title_last < self.doc.reach(_REACH):
            mention = self.begins.get(at)
            if mention is not None:
                of = linked or mention.ending_marker == "of" or mention.mention.kind == "demonym" or self._owns(mention)
                if is_posted and self._behind_marker(at, ("to", "in", "at", "with")):
                    return None, mention.last
                if is_counterpart and self._behind_marker(at, ("in", "from", "of")):
                    return mention.mention.party, mention.last
                if not of and self._in_owns(at) and not is_posted:
                    return mention.mention.party, self.skip(mention.last, ("units",))
                if not of or self._behind_marker(at, ("to", "in", "at", "with", "against", "on", "by")):
                    return None, title_last
                return mention.mention.party, self.skip(mention.last, ("units",))
            step = self._link(at, is_posted or is_counterpart)
            if step is None:
                return None, title_last
            linked = linked or step[1]
            at = step[0]
        return None, title_last

    def party_of_name(self, name_last: int) -> tuple[str | None, int]:
        """``President NAME of the Netherlands``: the party behind a name and the token behind it."""
        link = self.doc.starts_with("marker", name_last)
        if link is None or link.payload.value != "of":
            return None, name_last
        mention = self.begins.get(self.skip(link.end, ("articles",)))
        if mention is None or mention.mention.kind not in ("name", "body"):
            return None, name_last
        return mention.mention.party, mention.last

    def _in_owns(self, at: int) -> bool:
        """``the ministers of energy in Zambia``, where the language says ``in`` for ``of``."""
        return self.doc.lexicon.data.grammar.in_owns and self._behind_marker(at, ("in",))

    def _owns(self, mention: LocatedMention) -> bool:
        """``президент США``: a name whose form tells nothing owns the office before it, where the genitive follows."""
        grammar = self.doc.lexicon.data.grammar
        if not grammar.genitive_follows or mention.ending_marker is not None:
            return False
        word, surface = self.doc.words[mention.last - 1], mention.mention.surface
        if not grammar.indeclinable or has_form(word, grammar.indeclinable):
            return True
        return (mention.mention.party, surface) not in gazetteer.own_names(self.doc.lexicon.data.locale)

    def _link(self, at: int, is_posted: bool) -> tuple[int, bool] | None:
        """Behind ``of the``, ``der``, ``of the armed forces of``: the next token, and whether it links by genitive."""
        marker = self.doc.starts_with("marker", at)
        if marker is not None:
            if marker.payload.value in ("of", "for") or (is_posted and marker.payload.value in ("to", "in", "at")):
                return marker.end, marker.payload.value == "of"
            owns = marker.payload.value == "in" and self.doc.lexicon.data.grammar.in_owns
            return (marker.end, False) if owns else None
        for category in ("articles", "units", "fillers"):
            match = self.doc.starts_with(category, at)
            if match is not None:
                return match.end, category == "articles" and self._is_genitive(at)
        return None

    def _is_genitive(self, at: int) -> bool:
        return self.doc.lexicon.data.grammar.article_markers.get(self.doc.words[at].lower()) == "of"

    def _behind_marker(self, at: int, markers: tuple[str, ...]) -> bool:
        while self.doc.ends_with("articles", at) is not None:
            at -= 1
        before = self.doc.ends_with("marker", at)
        return before is not None and before.payload.value in markers

    def skip(self, at: int, categories: tuple[str, ...]) -> int:
        """The token behind all matches of the categories that follow each other from ``at``."""
        stop = self.doc.sentences[self.doc.sentence_of(at - 1)][1] if at else 0
        while at < stop:
            ends = [m.end for c in categories if (m := self.doc.starts_with(c, at)) is not None]
            if ends:
                at = max(ends)
            elif self.doc.words[at] == "." and self.doc.words[at - 1].lower() in self.doc.lexicon.abbreviations:
                at += 1
            else:
                break
        return at
