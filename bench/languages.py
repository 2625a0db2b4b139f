"""Identifying the language: ours, langdetect alone and lingua on the same texts, and how many each tells rightly."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from importlib.util import find_spec
from typing import Any

import langdetect

from bench.crew import Crew
from bench.material import languages, texts
from bench.measuring import Figure, halves, measured
from etl.language import identify

_Told = tuple[str, str]  # a text and the language that it is in


def figures(crew: Crew, count: int) -> Iterator[Figure]:
    """Ours on one process and on two, the rivals on one."""
    spoken = languages()
    told = [(text, spoken[number % len(spoken)]) for number, text in enumerate(texts(2 * count))]
    yield from _measured(crew, "dyadwire", _by_dyadwire, halves(told))
    few = [told[: max(len(spoken), count // 4)]]
    yield from _measured(crew, "langdetect", _by_langdetect, few)
    if find_spec("lingua"):
        yield from _measured(crew, "lingua", _by_lingua, few)


def _measured(crew: Crew, name: str, tell: Callable[[str], str], shares: Sequence[Sequence[_Told]]) -> list[Figure]:
    prepare, work = partial(_prepared, tell), partial(_right, tell)
    return measured(crew, "identify", name, prepare, work, shares, partial=True)


def _prepared(tell: Callable[[str], str], share: Sequence[_Told]) -> tuple[Any, int]:
    """Each language once beforehand: what a model costs to load is not what a text costs."""
    for text, _ in share[: len(languages())]:
        tell(text)
    return share, sum(len(text.encode()) for text, _ in share)


def _right(tell: Callable[[str], str], share: Sequence[_Told]) -> int:
    return sum(tell(text) == language for text, language in share)


def _by_dyadwire(text: str) -> str:
    return identify(text).code


def _by_langdetect(text: str) -> str:
    langdetect.DetectorFactory.seed = 0
    return str(langdetect.detect(text)).removesuffix("-cn")


def _by_lingua(text: str) -> str:
    found = _lingua().detect_language_of(text)
    return found.iso_code_639_1.name.lower() if found else "und"


@cache
def _lingua() -> Any:
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_all_languages().build()
