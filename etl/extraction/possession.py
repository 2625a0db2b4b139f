"""Whose a trigger is: genitives, possessives and adjectives around a noun, and around the object of a verb."""

from collections.abc import Iterator

from etl.extraction.document import kinds
from etl.extraction.forms import has_form
from etl.extraction.items import Item
from etl.extraction.situation import DIRECT_REACH, MARKED_REACH, Situation

_NOUN_REACH = 3  # words between a noun and its possessor
_VERB_REACH = 10  # words between a possessor and the verb that ends the clause: ``B's latest test sharply condemned``
_CLAUSE_REACH = 7  # the same over a comma
_LINKS = kinds("marker", "conjunctions")
_BREAKS = kinds("conjunctions", "event", "speech", "clause_openers", "relatives")
_SMALL = kinds("articles", "fillers")
_ARTICLES = kinds("articles")  # ``der`` opens relatives, too, but only behind a comma
_OWNING = ("possessor", "by", "of")
_AIMED = ("against", "on", "to", "toward", "at", "over")
_LEFT = ("from",)  # what troops withdraw from


class Possession(Situation):
    """Finds the owners of one trigger."""

    def possessors(self) -> Iterator[tuple[Item, float]]:
        """``China's new sanctions``: only directly before a noun."""
        if self.trigger.kind != "noun":
            return
        for item in reversed(self.clauses.items):
            near = 0 <= self.first - item.last <= self.doc.reach(_NOUN_REACH)
            if near and (item.marker == "possessor" or item.is_adjective) and self._is_bare(item.last, self.first):
                yield item, 0.95
            elif (
                (item.kind in ("name", "demonym", "actor") and item.last == self.first and item.is_bare)
                or self.follows_as_owner(item)
                or (item.marker == "possessor" and self._heads_headline(item))
            ):
                yield item, 0.9

    def _heads_headline(self, owner: Item) -> bool:
        """``A's from B troops to withdraw demand``: where verbs stand last, a clause of a noun and its owner."""
        if self.grammar.word_order != "sov":
            return False
        begin, behind = self.clauses.clause_range(self.clause)
        is_whole = owner.first == begin and not any(self.doc.words[i][0].isalnum() for i in range(self.last, behind))
        return is_whole and not any(i.is_bare and i.clause == self.clause for i in self.clauses.items)

    def owners(self) -> Iterator[tuple[Item, float]]:
        """``sanctions of Chad against Togo``, ``Chad's against Togo aimed sanctions``: whose, and aimed at whom."""
        noun = self.match.end
        behind = [i for i in self.clauses.items if noun <= i.first and i.first - noun <= MARKED_REACH]
        ways = _LEFT if self.trigger.frame == "take_from" else _AIMED
        aimed = any(i.marker in ways and i.clause <= self.clause + 1 for i in behind[1:])
        has_noun = self.trigger.kind == "noun" or self.match.tail is not None
        if has_noun and aimed and self._is_owner_of_head(behind[0]) and not self._has_subject_ahead():
            yield behind[0], 0.95
        before = [i for i in self.clauses.items if i.last <= self.first and self.first - i.last <= MARKED_REACH]
        if has_noun and len(before) > 1 and self._aims(*before[-2:]):
            yield before[-2], 0.95

    def _aims(self, owner: Item, target: Item) -> bool:
        """Two items before a noun: whose it is (or who imposed it), and right behind that whom it is aimed at."""
        small = range(owner.last, target.first)  # ``A'nın iki B yetkilisine``: numbers and articles
        follows = len(small) <= 2 and all(self.doc.words[i].isdigit() or self.doc.opens(i, _SMALL) for i in small)
        follows = follows or len(small) <= 1
        near = follows and self.first - target.last <= DIRECT_REACH
        return near and owner.marker in _OWNING and target.marker in _AIMED

    def owners_of_object(self) -> Iterator[Item]:
        """``freed Chad's soldiers``: a possessor before, inside or behind a verb's pattern, next to it."""
        if self.trigger.kind != "verb":
            return
        for item in reversed(self.clauses.items):
            if item.is_adjective and item.last == self.first and self.grammar.word_order == "sov":
                yield item  # ``rejected B's request``, where the verb is ``request reject do``
            if item.marker == "possessor" and (self._is_inside(item) or self._precedes(item) or self._follows(item)):
                yield item

    def _is_inside(self, item: Item) -> bool:
        """In the trigger's gap: ``backs Chad's bid``, whatever the bid is for."""
        return self.match.end <= item.first < self.last

    def _precedes(self, item: Item) -> bool:
        reach = _NOUN_REACH
        if self.grammar.word_order == "sov":
            reach = _VERB_REACH if item.clause == self.clause else _CLAUSE_REACH
        return 0 <= self.first - item.last <= self.doc.reach(reach)

    def _follows(self, item: Item) -> bool:
        """``rejected Chad's claims``."""
        near = 0 <= item.first - self.match.end <= self.doc.reach(_NOUN_REACH)
        told = near and self._is_bare(self.match.end, item.first)
        return not self.grammar.genitive_follows and (told or self._is_aimed_at_owner(item))

    def _is_aimed_at_owner(self, item: Item) -> bool:
        """``imposed sanctions on Chad's banks``: behind the noun of a verb's pattern, with its preposition between."""
        at = self.last
        link = self.doc.starts_with("marker", at) if self.match.tail is not None and at < item.first else None
        aimed = link is not None and link.payload.value in _AIMED
        return aimed and link is not None and 0 <= item.first - link.end <= 1

    def _is_owner_of_head(self, item: Item) -> bool:
        """A genitive behind the noun, or a bare name where such a one owns; not the object of a verb."""
        is_bare = item.is_bare and self.grammar.genitive_follows and item.first == self.match.end
        return (item.marker == "of" or (is_bare and not item.is_adjective)) and self._is_bare_but_of(item.first)

    def _has_subject_ahead(self) -> bool:
        """``A lifted the ban of B on C``: a verb's subject stands before it, and it has no owner."""
        begin, _ = self.clauses.clause_range(self.clause)
        ahead = (i for i in self.clauses.items if begin <= i.first and i.last <= self.first)
        return self.trigger.kind == "verb" and any(i.is_bare for i in ahead)

    def _is_bare_but_of(self, first: int) -> bool:
        """Between the noun and the genitive stand articles, adjectives and the genitive's own preposition."""
        between = range(self.match.end, first)
        return len(between) <= self.doc.reach(_NOUN_REACH) and not any(
            not self.doc.words[i][0].isalpha() or (self.doc.opens(i, _BREAKS) and not self.doc.opens(i, _ARTICLES))
            for i in between
        )

    def follows_as_owner(self, item: Item) -> bool:
        """``sanctions américaines``, ``санкции США``: behind its noun, past an article and one more adjective."""
        if self._owns_by_form(item):
            return True
        is_adjective = item.kind == "demonym" and item.last - item.first == 1  # not ``кенийских солдат``
        follows = self.grammar.adjective_follows if is_adjective else self.grammar.genitive_follows
        behind = self.match.end  # before its tail: ``авіаудару ВПС Пакистану по ...``
        between = range(behind, item.first)
        return (
            follows
            and item.marker in (None, "of")
            and 0 <= item.first - behind <= 2
            and self._is_bare(behind, item.first)
            and not any(self.doc.starts_with("event", i) for i in between)
        )

    def _owns_by_form(self, item: Item) -> bool:
        """``Angriff russischer Flugzeuge``: the adjective's own form makes a genitive of what follows the noun."""
        forms = self.grammar.owning_forms if item.kind == "demonym" and item.first == self.last else ()
        return has_form(self.doc.folded[item.first], forms)

    def _is_bare(self, first: int, last: int) -> bool:
        """Nothing but adjectives between: no preposition, no punctuation, no verb of speech."""
        return not any(not self.doc.words[i][0].isalpha() or self.doc.opens(i, _LINKS) for i in range(first, last))

    def owns_trigger(self, item: Item) -> bool:
        """``Russian exports``: the adjective right before a noun."""
        return (
            self.trigger.kind == "noun"
            and item.is_adjective
            and 0 <= self.first - item.last <= self.doc.reach(_NOUN_REACH)
        )
