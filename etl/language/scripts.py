"""In which script a text is written, and that part of it."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from etl.language.knowledge import Script, knowledge

_KANA_SHARE = 0.1  # of Han and kana: Japanese prose has a third and more, Chinese quotes a word
_FOREIGN_SHARE = 0.02  # letters of other scripts below this change no answer
_WORD = re.compile(r"[^\W\d_]+")
# Some keyboards and converters put Latin letters into Cyrillic words, and some senders hide words that way.
_LATIN, _CYRILLIC = "aceijopsxyABCEHIJKMOPSTX", "асеіјорѕхуАВСЕНІЈКМОРЅТХ"
_CYRILLIC_LETTER, _LATIN_LETTER = re.compile("[\u0400-\u052f]"), re.compile("[A-Za-z\u00c0-\u02af]")
_BOTH = re.compile(
    f"{_CYRILLIC_LETTER.pattern}{_LATIN_LETTER.pattern}|{_LATIN_LETTER.pattern}{_CYRILLIC_LETTER.pattern}"
)
_UNMIXED = {"cyrillic": str.maketrans(_LATIN, _CYRILLIC), "latin": str.maketrans(_CYRILLIC, _LATIN)}


@dataclass(frozen=True, slots=True)
class Writing:
    """The script that most of a text is in: ``weight`` of its letters, ``share`` of them among all letters."""

    script: Script
    weight: int
    share: float
    distinct: int


def main_script(text: str) -> Writing | None:
    """``None`` where there are no letters."""
    weights: Counter[str] = Counter()
    distinct: Counter[str] = Counter()
    for ch, times in Counter(text).items():
        script = script_of(ch)
        if script is not None:
            weights[script.name] += times * script.weight
            distinct[script.name] += 1
    if not weights:
        return None
    _count_han_as_kana(weights, distinct)
    name, weight = max(weights.items(), key=lambda item: (item[1], item[0]))
    return Writing(_by_name()[name], weight, weight / weights.total(), distinct[name])


def unmixed(text: str) -> str:
    """The text with words of Latin and Cyrillic look-alikes in that of the two scripts in which most of it is."""
    if _BOTH.search(text) is None:
        return text
    cyrillic = len(_CYRILLIC_LETTER.findall(text))
    table = _UNMIXED["cyrillic" if cyrillic * 2 > len(_LATIN_LETTER.findall(text)) else "latin"]
    return _WORD.sub(lambda word: word[0].translate(table) if _is_mixed(word[0]) else word[0], text)


def _is_mixed(word: str) -> bool:
    return _CYRILLIC_LETTER.search(word) is not None and _LATIN_LETTER.search(word) is not None


def only(text: str, writing: Writing) -> str:
    """The text without the letters of other scripts."""
    if writing.share > 1 - _FOREIGN_SHARE:
        return text
    kept = (writing.script, None)
    return re.sub(" {2,}", " ", "".join(ch if script_of(ch) in kept else " " for ch in text))


@lru_cache(maxsize=8192)
def script_of(ch: str) -> Script | None:
    """The script of a letter or of a mark that belongs to one; ``None`` for signs, digits and unlisted scripts."""
    starts, blocks = _blocks()
    at = bisect_right(starts, ord(ch)) - 1
    if at < 0 or ord(ch) > blocks[at][1] or ch.isnumeric():
        return None
    return blocks[at][2]


def _count_han_as_kana(weights: Counter[str], distinct: Counter[str]) -> None:
    """Japanese is written in both; where kana are there, the Han letters are Japanese as well."""
    if weights["kana"] > _KANA_SHARE * (weights["kana"] + weights["han"]):
        weights["kana"] += weights.pop("han", 0)
        distinct["kana"] += distinct.pop("han", 0)


@lru_cache(maxsize=1)
def _blocks() -> tuple[list[int], list[tuple[int, int, Script]]]:
    blocks = sorted(
        ((first, last, script) for script in knowledge().scripts for first, last in script.blocks),
        key=lambda block: block[0],
    )
    return [first for first, _, _ in blocks], blocks


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Script]:
    return {script.name: script for script in knowledge().scripts}
