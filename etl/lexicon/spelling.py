"""How a language's words are brought to the spelling that its lexicon is written in, and parted where they are stuck.

All of it is declared in the YAML: letters of a second script (``respell``), a conversion by OpenCC (``converter``), an
article or other small words that are written together with the next (``article_prefixes``, ``prefixes``), and the ends
that names take in the cases (``declensions``).
"""

import re
from collections.abc import Callable, Iterator, Mapping

import opencc

from etl.lexicon.shape import LanguageData, Writing
from etl.lexicon.tokens import fold, split

_ANY = ("",)  # the beginning of every word
_LEAST_REST = 2  # letters that have to remain behind a stuck word
_MOST_PREFIXES = 3
_MEMO_LIMIT = 200_000
_NAMES_KEPT = 2_000  # words whose nominatives are remembered: an article's come back within it

Endings = Mapping[str, str | None]
"""Ending -> the marker that it carries (``of`` for a genitive, ...), or ``None``."""


class Speller:
    """Folds words of one language, and parts the ones that are stuck together."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        longer = sorted((k for k in writing.respell if len(k) > 1), key=len, reverse=True)
        self._longer = re.compile("|".join(map(re.escape, longer))) if longer else None
        self._respell = dict(writing.respell)
        self._letters = str.maketrans({k: v for k, v in writing.respell.items() if len(k) == 1})
        self._convert: Callable[[str], str] | None = (
            opencc.OpenCC(writing.converter).convert if writing.converter else None
        )
        self._plain = not (writing.respell or writing.converter)
        self._spelled: dict[str, str] = {}
        self._articles = tuple(map(fold, writing.article_prefixes))
        self._prefixes = tuple(map(fold, writing.prefixes))
        self._begins = {fold(p): tuple(map(fold, begins)) for p, begins in writing.prefixes_before.items()}

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes it spell as it does: spellers that spell alike are equal, and share what is kept by spelling."""
        return (tuple(sorted(self._respell.items())), self._writing.converter, self._articles)

    @property
    def is_plain(self) -> bool:
        """It changes no name but to small letters."""
        return self._plain and not self._articles

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Speller) and self.identity == other.identity

    def __hash__(self) -> int:
        return hash(self.identity)

    def __reduce__(self) -> tuple[type["Speller"], tuple[Writing]]:
        return Speller, (self._writing,)

    @property
    def parts_words(self) -> bool:
        """The language writes some words together with the next."""
        return bool(self._articles or self._prefixes)

    def spell(self, word: str) -> str:
        """The form under which a word is compared."""
        if self._plain:
            return fold(word)
        known = self._spelled.get(word)
        if known is None:
            if len(self._spelled) > _MEMO_LIMIT:
                self._spelled.clear()
            known = self._spelled[word] = self._respelled(fold(word))
        return known

    def _respelled(self, key: str) -> str:
        if self._convert is not None and not key.isascii():
            key = self._convert(key)
        if self._longer is not None:
            key = self._longer.sub(lambda m: self._respell[m.group()], key)
        return key.translate(self._letters)

    def part_article(self, word: str) -> list[str]:
        """The word without its article, behind the article: always done, in texts and in patterns alike."""
        for article in self._articles:
            if fold(word).startswith(article) and len(word) - len(article) >= _LEAST_REST:
                return [word[: len(article)], word[len(article) :]]
        return [word]

    def is_stuck(self, word: str) -> bool:
        """The word is an article or a prefix itself."""
        return fold(word) in self._articles or fold(word) in self._prefixes

    def pieces(self, text: str) -> tuple[str, ...]:
        """The words of a name or a pattern, spelled, articles apart."""
        return tuple(part for word in split(text) for part in self.part_article(self.spell(word)))

    def part(self, word: str, is_known: Callable[[str], bool], depth: int = 0) -> list[str]:
        """A word of a text in its parts: its article, and prefixes before what is known."""
        parts = self.part_article(word)
        if len(parts) > 1 or not self._prefixes or depth == _MOST_PREFIXES or is_known(word):
            return parts
        for prefix in self._prefixes:
            rest = word[len(prefix) :]
            if not fold(word).startswith(prefix) or not fold(rest).startswith(self._begins.get(prefix, _ANY)):
                continue
            if len(rest) >= _LEAST_REST:
                behind = self.part(rest, is_known, depth + 1)
                if len(behind) > 1 or is_known(rest):
                    return [word[: len(prefix)], *behind]
        return parts


class Declension:
    """The ends that names take: which class a name has, and what a word of a text may be the form of."""

    def __init__(self, data: LanguageData, endings: Mapping[str, Endings], speller: Speller) -> None:
        self._made_from = (data, endings, speller)
        declared = {speller.spell(end): name for end, name in data.declensions.items() if name in endings}
        self._classes = sorted(declared.items(), key=lambda item: (-len(item[0]), item[0]))
        self._endings = endings
        self._forms: dict[str, list[tuple[str, str | None]]] = {}
        for nominative, class_name in [*self._classes, ("", "name")]:
            for ending, marker in endings.get(class_name, {}).items():
                self._forms.setdefault(ending, []).append((nominative, marker))
        self._longest = max((len(e) for e in self._forms), default=0)
        self.declines = self._longest > 0  # names have endings at all
        self._memo: dict[str, tuple[tuple[str, str | None, str], ...]] = {}

    def __reduce__(self) -> tuple[type["Declension"], tuple[LanguageData, Mapping[str, Endings], Speller]]:
        return Declension, self._made_from

    def class_of(self, name: str) -> tuple[str, str]:
        """A folded name's stem and the class of its endings."""
        for end, class_name in self._classes:
            if name.endswith(end) and len(name) > len(end):
                return name[: len(name) - len(end)], class_name
        return name, "name"

    def nominatives(self, word: str) -> tuple[tuple[str, str | None, str], ...]:
        """The names that a folded word may be a form of: ``(name, marker, ending)``."""
        known = self._memo.get(word)
        if known is None:
            if len(self._memo) > _NAMES_KEPT:
                self._memo.clear()
            known = self._memo[word] = tuple(self._nominatives(word))
        return known

    def _nominatives(self, word: str) -> Iterator[tuple[str, str | None, str]]:
        for cut in range(len(word), max(1, len(word) - self._longest) - 1, -1):
            for nominative, marker in self._forms.get(word[cut:], ()):
                name = word[:cut] + nominative
                if self.class_of(name)[0] == word[:cut]:
                    yield name, marker, word[cut:]
