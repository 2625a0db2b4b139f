"""Who holds an office: the name behind its title, behind a comma, or before one."""

from collections.abc import Iterator

from etl.extraction.belonging import Belonging
from etl.extraction.document import COMMAS, kinds
from etl.extraction.names import name_before, name_from

_VERBAL = kinds("speech", "event", "passive", "clause_openers", "relatives", "pronouns")  # words that end a phrase
_COMMAS = (*COMMAS, "、")
_BEFORE_APPOSITIONS = frozenset((*_COMMAS, "(", "（", "–", "—"))
_CLOSERS = (*_COMMAS, ".", "。", "۔", ")", "）", "–", "—", ":", "：")
_NAMES = 2  # a person's and the father's
_COMMA_REACH = 6  # tokens behind a phrase within which a comma may introduce the name


class Holding(Belonging):
    """Finds the names beside the titles of one document."""

    def with_surname(self, party: str | None, first: int, last: int) -> int:
        """``رئيس الوزراء العراقي محمد شياع السوداني``: behind two names a people's adjective is the third."""
        writing = self.doc.lexicon.data.writing
        if writing.has_case or writing.is_solid or party is None or last - first < _NAMES:
            return last
        mention = self.begins.get(last) or self.begins.get(self.skip(last, ("articles",)))
        is_name = mention is not None and mention.mention.kind == "demonym" and mention.mention.party != party
        return mention.last if mention is not None and is_name else last

    def name_of(self, first: int, behind: int, title_last: int, is_counterpart: bool) -> tuple[int, int]:
        """The holder's name: right behind, behind a comma, or before one, but for a counterpart's."""
        for start in self._starts_behind(behind, title_last):
            end = name_from(self.doc, start)
            before = self.doc.words[start - 1]
            if end > start and (
                before not in _COMMAS or (self._closes(end) and (end - start > 1 or start - behind <= 2))
            ):
                return start, end
        if is_counterpart:
            return first, first
        comma = first - 1
        while comma >= 0 and self.doc.starts_with("articles", comma) is not None:
            comma -= 1
        if comma > 0 and self.doc.words[comma] in _BEFORE_APPOSITIONS:
            start = name_before(self.doc, comma)
            if self._is_genitive_name(comma - 1) or self._is_place(start, comma):
                return first, first
            if comma - start > 1 or (comma - start == 1 and not self.doc.lexicon.data.writing.nouns_capitalized):
                return start, comma
        if self.doc.lexicon.data.writing.is_solid and first not in self.begins and first not in self.finishes:
            return name_before(self.doc, first), first  # 特朗普总统: where nothing parts words, the name may come first
        return first, first

    def _is_place(self, first: int, last: int) -> bool:
        """``After talks in Oslo, the president of A ...``: what stands before the comma is no holder's name."""
        mention = self.finishes.get(last)
        return mention is not None and mention.first <= first

    def _is_genitive_name(self, token: int) -> bool:
        """``A'nın, B Emiri'nin ...``: where case ends the whole phrase, no title in apposition follows a genitive."""
        if self.doc.lexicon.data.grammar.word_order != "sov":
            return False
        told = self.doc.lexicon.declension.nominatives(self.doc.folded[token])
        return any(marker == "possessor" for _, marker, _ in told)

    def _starts_behind(self, behind: int, title_last: int) -> Iterator[int]:
        sentence_last = self.doc.sentences[self.doc.sentence_of(title_last - 1)][1]
        yield self.skip(behind, ("ranks", "honorifics"))
        comma = self._comma_behind(behind, sentence_last)
        if comma is not None:
            yield self.skip(comma + 1, ("ranks", "honorifics"))

    def _comma_behind(self, behind: int, sentence_last: int) -> int | None:
        """The comma behind the phrase, past the office's own words: ``head of the agency's press centre, NAME``."""
        for at in range(behind, min(behind + _COMMA_REACH, sentence_last)):
            if self.doc.words[at] in _COMMAS:
                return at
            if not self.doc.words[at][0].isalpha() or self.doc.opens(at, _VERBAL):
                return None
        return None

    def _closes(self, end: int) -> bool:
        return end < len(self.doc.words) and self.doc.words[end] in _CLOSERS
