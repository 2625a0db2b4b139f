"""Patterns over tokens, many thousands at once, in one pass over a text.

A pattern is words separated by spaces. A word may be written

- ``visit``        in lower case: any case in the text
- ``Georgia``      capitalized: only capitalized in the text; ``WHO`` all in capitals: only so
- ``accus~verb``   a stem with the endings of a class that the language declares; ``~`` alone is the class ``noun``
- ``refus*``       any continuation
- ``*abkommen~``   any beginning or none (compounds)
- ``..``           a gap inside the sentence, of up to ``GAP`` tokens (``lehnt .. ab``)
- ``[on|upon]``    one of several words

Words are looked up in a dictionary of stems, so the price of a text depends on its length and hardly on the number of
patterns (docs/decisions, "Matching by words").
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from etl.lexicon.notation import alternatives, parted
from etl.lexicon.spelling import Declension, Endings, Speller
from etl.lexicon.tokens import split
from etl.lexicon.trie import Node, Settling

GAP = 12
_MEMO_LIMIT = 200_000
_new = tuple.__new__  # a named tuple's own constructor is twice as slow


class Match(NamedTuple):
    """Tokens ``[start, end)`` match ``payload``; ``tail``: the tokens behind a gap; ``marker``: the last that an
    ending carries."""

    start: int
    end: int
    payload: Any
    marker: str | None = None
    tail: tuple[int, int] | None = None
    ending: str = ""

    @property
    def last(self) -> int:
        """The token behind all of it, the tail included."""
        return self.end if self.tail is None else self.tail[1]


@dataclass(frozen=True, slots=True)
class _Word:
    """A compiled word pattern: what may follow its stem (``None``: anything) and how it must be written."""

    id: int
    endings: Endings | None
    case: str  # "any", "capitalized", "capitals"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word of a text may be: ``forms`` the word patterns that it satisfies, ``(id, marker, ending)`` each;
    ``ids`` their ids; ``whole`` the ``(payload, marker, ending)`` of patterns that it is all of; ``begun`` the nodes
    behind it in longer ones, of which some have a gap next or the ids in ``following``; ``resumes``: it may stand
    behind a gap."""

    forms: tuple[tuple[int, str | None, str], ...]
    ids: frozenset[int]
    whole: tuple[tuple[Any, str | None, str], ...]
    begun: tuple[tuple[Node, str | None], ...]
    has_gap: bool
    following: frozenset[int]
    resumes: bool


_BARE: Endings = {"": None}


@dataclass(slots=True, eq=False)
class Matcher:
    """All patterns of a language. Not changed after the last ``add``; the memo of words is its only state."""

    endings: Mapping[str, Endings]
    speller: Speller
    declension: Declension
    gap: int = GAP
    _root: Node = field(default_factory=Node)
    _stems: dict[str, list[_Word]] = field(default_factory=dict)
    _prefixes: dict[str, list[_Word]] = field(default_factory=dict)
    _suffixes: dict[str, list[_Word]] = field(default_factory=dict)
    _ids: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    _behind_gaps: set[int] = field(default_factory=set)  # of word patterns
    _is_settled: bool = True
    _memo: dict[str, Reading] = field(default_factory=dict, init=False)
    _longest_ending: int = field(init=False)

    def __post_init__(self) -> None:
        self._longest_ending = max((len(ending) for taken in self.endings.values() for ending in taken), default=0)

    def add(self, pattern: str, payload: Any, ending_class: str | None = None) -> None:
        """Add a pattern; ``ending_class`` is given to its last word if that names none itself.

        Raises:
            ValueError: the pattern is empty or names an unknown class of endings.
        """
        self._is_settled = False
        for segments in parted(pattern):
            self._insert(self._root, segments, payload, ending_class, pattern)

    def _insert(
        self, root: Node, segments: list[str], payload: Any, ending_class: str | None, pattern: str
    ) -> None:  # fmt: skip
        """Add a pattern behind a node; what stands behind a gap is made once, however many words may stand before."""
        tail: Node | None = None
        if len(segments) > 1:
            tail = Node()
            self._insert(tail, segments[1:], payload, ending_class, pattern)
            self._behind_gaps.update(tail.following)
        for alternative in alternatives(segments[0]):
            node, chunks = root, alternative.split()
            for number, chunk in enumerate(chunks):
                default = ending_class if tail is None and number == len(chunks) - 1 else None
                for word_id in self._word_ids(chunk, default, pattern):
                    node = node.following.setdefault(word_id, Node())
            if tail is not None:
                node.tails = [*(node.tails or ()), tail]
            elif payload not in node.payloads:
                node.payloads.append(payload)

    def add_name(self, name: str, payload: Any) -> None:
        """Add a name as it is, without the signs of a pattern; its last word is declined as names are."""
        node = self._root
        words = list(self._parted(name))
        for number, word in enumerate(words, start=1):
            stem, class_name = self._declined(word) if number == len(words) else (word, "")
            word_id = self._word_id(stem, class_name, "stem", self._stems)
            node = node.following.setdefault(word_id, Node())
        if payload not in node.payloads:
            node.payloads.append(payload)

    def settle(self) -> None:
        """Make one node of all that lead to the same; most ends of patterns do. Nothing may be added afterwards."""
        settling = Settling()
        self._root = settling.settled(settling.whole(self._root))
        self._is_settled = True

    def knows(self, word: str) -> bool:
        """Some pattern has a word that this word of a text satisfies."""
        return bool(self.read(word).forms)

    def _parted(self, text: str) -> Iterator[str]:
        """The words of a pattern's text, articles apart."""
        for word in [text] if self.speller.is_stuck(text) else split(text):
            yield from self.speller.part_article(word)

    def _declined(self, word: str) -> tuple[str, str]:
        """A name's stem as written, and the class of its endings."""
        spelled = self.speller.spell(word)
        stem, class_name = self.declension.class_of(spelled)
        return word[: len(word) - (len(spelled) - len(stem))] or word, class_name

    def _word_ids(self, chunk: str, default: str | None, pattern: str) -> Iterator[int]:
        table, kind = self._stems, "stem"
        if chunk.startswith("*"):
            chunk, table, kind = chunk[1:], self._suffixes, "suffix"
        stem, mark, class_name = chunk.partition("~")
        if mark:
            class_name = class_name or "noun"
        elif stem.endswith("*"):
            stem, class_name, table, kind = stem[:-1], "*", self._prefixes, "prefix"
        else:
            class_name = default or ""
        declines = not mark and class_name == "name" and kind == "stem"
        if class_name not in ("", "*") and class_name not in self.endings:
            raise ValueError(f"pattern {pattern!r} names the unknown class of endings {class_name!r}")
        parts = list(self._parted(stem))
        if not parts:
            raise ValueError(f"pattern {pattern!r} has an empty word")
        if declines:
            parts[-1], class_name = self._declined(parts[-1])
        for part in parts[:-1]:
            yield self._word_id(part, "", "stem", self._stems)
        yield self._word_id(parts[-1], class_name, kind, table)

    def _word_id(self, stem: str, class_name: str, kind: str, table: dict[str, list[_Word]]) -> int:
        case = "any" if stem == stem.lower() else "capitals" if stem.isupper() and len(stem) > 1 else "capitalized"
        key = (self.speller.spell(stem), class_name, kind, case)
        if key not in self._ids:
            self._ids[key] = len(self._ids)
            endings = None if class_name == "*" else self.endings[class_name] if class_name else _BARE
            table.setdefault(key[0], []).append(_Word(self._ids[key], endings, case))
        return self._ids[key]

    def read(self, word: str) -> Reading:
        """All that a word of a text may be; worked out once a word."""
        known = self._memo.get(word)
        if known is not None:
            return known
        if not self._is_settled:
            self.settle()
        if len(self._memo) > _MEMO_LIMIT:
            self._memo.clear()
        forms = tuple(self._look_up(word))
        nodes = [(self._root.following.get(word_id), marker, ending) for word_id, marker, ending in forms]
        first = [(node, marker, ending) for node, marker, ending in nodes if node is not None]
        whole = tuple((payload, marker, ending) for node, marker, ending in first for payload in node.payloads)
        begun = tuple((node, marker) for node, marker, _ in first if node.following or node.gap is not None)
        ids = frozenset(form[0] for form in forms)
        reading = self._memo[word] = Reading(
            forms=forms,
            ids=ids,
            whole=whole,
            begun=begun,
            has_gap=any(node.gap is not None for node, _ in begun),
            following=frozenset(word_id for node, _ in begun for word_id in node.following),
            resumes=not self._behind_gaps.isdisjoint(ids),
        )
        return reading

    def _look_up(self, word: str) -> Iterator[tuple[int, str | None, str]]:
        key = self.speller.spell(word)
        if len(key) > 64:
            return
        capitalized, capitals = word[0] != word[0].lower(), word == word.upper()
        yield from self._readings(self._stems, key, 0, word, capitalized, capitals)
        for begin in range(len(key) - 2 if self._suffixes else 0):
            yield from self._readings(self._suffixes, key, begin, word, True, True)
        for cut in range(1, len(key) + 1):
            for entry in self._prefixes.get(key[:cut], ()):
                if _written(entry.case, capitalized, capitals, word, cut):
                    yield entry.id, None, key[cut:]

    def _readings(
        self, table: dict[str, list[_Word]], key: str, begin: int, word: str, capitalized: bool, capitals: bool
    ) -> Iterator[tuple[int, str | None, str]]:
        """Stems that begin at ``begin``, with an ending that they may take."""
        for cut in range(len(key), max(begin + 1, len(key) - self._longest_ending) - 1, -1):
            for entry in table.get(key[begin:cut], ()):
                ending = key[cut:]
                if (
                    entry.endings is not None
                    and ending in entry.endings
                    and _written(entry.case, capitalized, capitals, word, cut)
                ):
                    yield entry.id, entry.endings[ending], ending

    def longer(self, readings: Sequence[Reading], stops: Sequence[int]) -> list[Match]:
        """The matches of several words, by start; ``stops[i]`` is the end of the sentence that word ``i`` stands in."""
        found: list[Match] = []
        goes_on = [
            start
            for start, (reading, second) in enumerate(pairwise(readings))
            if reading.has_gap or (reading.following and not reading.following.isdisjoint(second.ids))
        ]
        resuming = [at for at, reading in enumerate(readings) if reading.resumes]
        for start in goes_on:
            stop = stops[start]
            if start + 1 == stop:
                continue
            for node, marker in readings[start].begun:
                if node.gap is not None:
                    self._behind_gap(node.gap, readings, resuming, start, start + 1, stop, found)
                if node.following:
                    self._continue(node.following, readings, resuming, start, start + 1, stop, marker, found)
        return found

    def _continue(
        self, following: Mapping[int, Node], readings: Sequence[Reading], resuming: list[int], start: int, at: int,
        stop: int, marker: str | None, found: list[Match],
    ) -> None:  # fmt: skip
        """Matches that go on with the word at ``at``, which is before ``stop``; tokens ``[start, at)`` led here."""
        behind = at + 1
        for word_id, own_marker, ending in readings[at].forms:
            node = following.get(word_id)
            if node is None:
                continue
            told = own_marker or marker
            for payload in node.payloads:
                found.append(_new(Match, (start, behind, payload, told, None, ending)))
            if behind < stop:
                if node.gap is not None:
                    self._behind_gap(node.gap, readings, resuming, start, behind, stop, found)
                if node.following and not node.following.keys().isdisjoint(readings[behind].ids):
                    self._continue(node.following, readings, resuming, start, behind, stop, told, found)

    def _behind_gap(
        self, gap: Node, readings: Sequence[Reading], resuming: list[int], start: int, at: int, stop: int,
        found: list[Match],
    ) -> None:  # fmt: skip
        """The nearest continuation of each payload behind a gap; only words at ``resuming`` may stand there."""
        nearest: list[Any] = []
        begins, furthest = gap.following.keys(), min(stop, at + self.gap + 1)
        for number in range(bisect_left(resuming, at), len(resuming)):
            begin = resuming[number]
            if begin >= furthest:
                return
            if begins.isdisjoint(readings[begin].ids):
                continue
            behind: list[Match] = []
            self._continue(gap.following, readings, resuming, begin, begin, stop, None, behind)
            for m in behind:
                if not any(m.payload is payload for payload in nearest):
                    nearest.append(m.payload)
                    tail = (m.start, m.last)
                    found.append(Match(start, at, m.payload, m.marker, tail, m.ending))


def _written(case: str, capitalized: bool, capitals: bool, word: str, cut: int) -> bool:
    if case == "any":
        return True
    if case == "capitalized":
        return capitalized
    return capitals or word[:cut] == word[:cut].upper()
