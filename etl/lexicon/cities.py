"""The world's cities by name, one index a script: every language of the script reads it with its own endings.

A language that spells or parts words in its own way has a small index over it, of the names that this changes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from etl.lexicon import cache, gazetteer
from etl.lexicon.gazetteer import Place
from etl.lexicon.patterns import Match
from etl.lexicon.spelling import Declension, Speller
from etl.lexicon.tokens import fold, split


class Names(NamedTuple):
    """Names of several words that begin with the same one: by the second, those of two words and the longer ones."""

    pairs: dict[str, Place]
    longer: dict[str, list[tuple[tuple[str, ...], Place]]]


Heads = tuple[tuple[str, Names], ...]


class _Index(NamedTuple):
    """Places by their name if it is one word, else by the first of its words."""

    alone: dict[str, Place]
    begun: dict[str, Names]


class _Layers(NamedTuple):
    """A script's cities in one language's spelling: what differs from the plain one, over the plain one."""

    own: _Index
    plain: _Index

    def place(self, name: str) -> Place | None:
        """The city whose name is this one word, spelled."""
        return self.own.alone.get(name) or self.plain.alone.get(name)

    def names(self, head: str) -> Names | None:
        """The names of several words that begin with this one, spelled."""
        return self.own.begun.get(head) or self.plain.begun.get(head)


_NOTHING = _Index({}, {})


@lru_cache(maxsize=64)
def _layers(script: str, speller: Speller) -> _Layers:
    """The cities of a script as the speller spells them; by the plain spelling, which is its city's own, a name that it
    changes is found as well."""
    plain = _plain(script)
    if speller.is_plain:
        return _Layers(_NOTHING, plain)
    with cache.uncollected():
        spelling = [repr(speller.identity).encode()]
        return _Layers(cache.kept(f"cities-{script}", spelling, lambda: _differences(script, speller, plain)), plain)


@lru_cache(maxsize=16)
def _plain(script: str) -> _Index:
    """One index for all languages of the script, 25 MB of Latin letters."""
    with cache.uncollected():
        return cache.kept(
            f"cities-{script}", [], lambda: _made_index(script, lambda name: tuple(map(fold, split(name))))
        )


def _differences(script: str, speller: Speller, plain: _Index) -> _Index:
    whole = _made_index(script, speller.pieces)
    return _Index(
        {name: place for name, place in whole.alone.items() if plain.alone.get(name) != place},
        {head: names for head, names in whole.begun.items() if plain.begun.get(head) != names},
    )


def _made_index(script: str, pieces: Callable[[str], tuple[str, ...]]) -> _Index:
    index = _Index({}, {})
    for name, place in gazetteer.cities().get(script, {}).items():
        words = pieces(name)
        if len(words) == 1:
            index.alone.setdefault(words[0], place)
        elif words:
            names = index.begun.setdefault(words[0], Names({}, {}))
            if len(words) == 2:
                names.pairs.setdefault(words[1], place)
            else:
                names.longer.setdefault(words[1], []).append((words[1:], place))
    return index


@dataclass(slots=True, eq=False)
class Cities:
    """The cities that texts of one language may name; ``banned`` are names, spelled, that mean something else in it."""

    scripts: tuple[str, ...]
    speller: Speller
    declension: Declension
    has_case: bool
    banned: frozenset[str]
    _read: list[_Layers] | None = field(default=None, init=False)

    def _indexes(self) -> list[_Layers]:
        """Read at the first text, so that a lexicon can be kept without them."""
        if self._read is None:
            self._read = [_layers(script, self.speller) for script in self.scripts]
        return self._read

    def knows(self, word: str) -> bool:
        """Some city's name begins with the word (spelled)."""
        return any(index.place(word) or index.names(word) for index in self._indexes())

    def longer(self, words: Sequence[str], start: int, stop: int, heads: Heads) -> Iterator[Match]:
        """The cities of several words whose first one is at ``start``; their payload is the ``Place``."""
        second = self.speller.spell(words[start + 1])
        for key, names in heads:
            if second in names.longer or (names.pairs and (self.declension.declines or second in names.pairs)):
                yield from self._behind(words, start, stop, key, second, names)

    def _may_begin(self, word: str) -> bool:
        return word[0].isalpha() and not (self.has_case and word[0] == word[0].lower())

    def alone(self, word: str) -> Iterator[tuple[Place, str | None, str]]:
        """The cities that a word is the name of, each with the marker and the ending that the word has then."""
        if not self._may_begin(word):
            return
        for name, marker, ending in self.declension.nominatives(self.speller.spell(word)):
            for index in self._indexes():
                place = index.place(name)
                if place is not None and name not in self.banned:
                    yield place, marker, ending

    def heads(self, word: str) -> Iterator[tuple[str, Names]]:
        """What ``longer`` has to know of a word: spelled, and the names of several words that it begins."""
        key = self.speller.spell(word)
        if self._may_begin(word):
            for index in self._indexes():
                names = index.names(key)
                if names is not None:
                    yield key, names

    def seconds(self, heads: Heads) -> frozenset[str] | None:
        """The spelled words behind a word that its names go on with; ``None`` where they may have endings."""
        if self.declension.declines and any(names.pairs for _, names in heads):
            return None
        return frozenset(second for _, names in heads for second in (*names.pairs, *names.longer))

    def _behind(
        self, words: Sequence[str], start: int, stop: int, key: str, second: str, names: Names
    ) -> Iterator[Match]:
        """Names of several words, of which ``key`` and ``second`` are spelled; the last one may take an ending."""
        if names.pairs and self._may_end(words[start + 1]):
            for name, marker, ending in self.declension.nominatives(second):
                if name in names.pairs and f"{key} {name}" not in self.banned:
                    yield Match(start, start + 2, names.pairs[name], marker, None, ending)
        for rest, place in names.longer.get(second, ()):
            end = start + 1 + len(rest)
            if end <= stop and self._may_end(words[end - 1]):
                behind = tuple(self.speller.spell(word) for word in words[start + 1 : end])
                if behind[:-1] == rest[:-1]:
                    yield from self._ended(start, end, behind[-1], (key, *rest), place)

    def _ended(self, start: int, end: int, last: str, name: tuple[str, ...], place: Place) -> Iterator[Match]:
        for nominative, marker, ending in self.declension.nominatives(last):
            if nominative == name[-1] and " ".join(name) not in self.banned:
                yield Match(start, end, place, marker, None, ending)

    def _may_end(self, word: str) -> bool:
        return not self.has_case or word[0] != word[0].lower()
