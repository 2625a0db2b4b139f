"""The world's cities by name, one index a script: every language of the script reads it with its own endings."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from etl.lexicon import gazetteer
from etl.lexicon.gazetteer import Place
from etl.lexicon.patterns import Match
from etl.lexicon.spelling import Declension, Speller
from etl.lexicon.tokens import fold, split

Index = dict[str, list[tuple[tuple[str, ...], Place]]]
"""First word of a name -> the further words and the place."""


@lru_cache(maxsize=16)
def _index(script: str) -> Index:
    found: Index = {}
    for name, place in sorted(gazetteer.cities().get(script, {}).items()):
        words = [fold(word) for word in split(name)]
        if words:
            found.setdefault(words[0], []).append((tuple(words[1:]), place))
    return found


class Cities:
    """The cities that texts of one language may name; ``banned`` are names that mean something else in it."""

    def __init__(
        self, scripts: Sequence[str], speller: Speller, declension: Declension, has_case: bool, banned: frozenset[str]
    ) -> None:
        self._speller = speller
        self._declension = declension
        self._has_case = has_case
        self._banned = frozenset(" ".join(speller.pieces(name)) for name in banned)
        self._indexes = [_respelled(_index(script), speller) for script in scripts]
        self._memo: dict[str, tuple[tuple[str | None, str, tuple[str, ...], Place], ...]] = {}

    def knows(self, word: str) -> bool:
        """Some city's name begins with the word (spelled)."""
        return any(word in index for index in self._indexes)

    def match(self, words: Sequence[str], stops: Sequence[int]) -> Iterator[Match]:
        """All cities in ``words``; their payload is the ``Place``."""
        for start, word in enumerate(words):
            readings = self._memo.get(word)
            if readings is None:
                readings = self._memo[word] = tuple(self._look_up(word))
            for marker, ending, rest, place in readings:
                if not rest:
                    yield Match(start, start + 1, place, marker, None, ending)
                elif start + len(rest) < stops[start]:
                    yield from self._behind(words, start, rest, place)

    def _look_up(self, word: str) -> Iterator[tuple[str | None, str, tuple[str, ...], Place]]:
        if not word[0].isalpha() or (self._has_case and word[0] == word[0].lower()):
            return
        key = self._speller.spell(word)
        for index in self._indexes:
            for name, marker, ending in self._declension.nominatives(key):
                for rest, place in index.get(name, ()):
                    if not rest and name not in self._banned:
                        yield marker, ending, (), place
            for rest, place in index.get(key, ()):
                if rest:
                    yield None, "", rest, place

    def _behind(self, words: Sequence[str], start: int, rest: tuple[str, ...], place: Place) -> Iterator[Match]:
        """The further words of a name; the last one may take an ending."""
        end = start + 1 + len(rest)
        behind = [self._speller.spell(word) for word in words[start + 1 : end]]
        if tuple(behind[:-1]) != rest[:-1] or (self._has_case and words[end - 1] == words[end - 1].lower()):
            return
        for name, marker, ending in self._declension.nominatives(behind[-1]):
            if name == rest[-1] and " ".join((self._speller.spell(words[start]), *rest)) not in self._banned:
                yield Match(start, end, place, marker, None, ending)
                return


def _respelled(index: Index, speller: Speller) -> Index:
    """The index under the language's own spelling, where that differs from the script's."""
    if not speller.parts_words and all(speller.spell(word) == word for word in index):
        return index
    found: Index = {}
    for word, names in index.items():
        for rest, place in names:
            first, *further = (part for w in (word, *rest) for part in speller.pieces(w))
            found.setdefault(first, []).append((tuple(further), place))
    return found
