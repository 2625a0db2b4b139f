"""Extraction of what is identified: of all languages mixed, and of each by itself; of Russian beside natasha, which
finds names of persons, places and organizations, and nothing that they do.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

from bench.crew import Crew
from bench.material import languages, texts
from bench.measuring import Figure, halves, measured
from etl.extraction import extract
from etl.formats import read_articles
from etl.language import identify
from etl.model import Article, Extraction, Language

_Known = list[tuple[Article, Language]]


def figures(crew: Crew, count: int) -> Iterator[Figure]:
    """The mix with identification and without, then a fifth as many articles of each language."""
    mixed = halves(texts(2 * count))
    yield from measured(crew, "extract", "identify and extract, mixed", known, _identified_too, mixed)
    yield from measured(crew, "extract", "extract, mixed", known, _extracted, mixed)
    for language in languages():
        few = halves(texts(2 * max(16, count // 5), language))
        yield from measured(crew, "extract", f"extract {language}", known, _extracted, few)
    if find_spec("natasha"):
        few = [texts(max(16, count // 20), "ru")]
        yield from measured(crew, "extract", "natasha: names in ru", _with_natasha, _names_by_natasha, few)


def articles(share: Sequence[str], uri: str = "bench:a.txt") -> list[Article]:
    """The texts as their reader gives them."""
    return [a for text in share for a in read_articles(text.encode(), uri) if isinstance(a, Article)]


def known(share: Sequence[str]) -> tuple[_Known, int]:
    """Articles with their languages; a few of them extracted, so that lexicons are loaded and words known."""
    found = [(article, identify(article.text)) for article in articles(share)]
    for article, language in found[:32]:
        extract(article, language)
    return found, sum(len(text.encode()) for text in share)


def extractions(files: Sequence[bytes]) -> list[Extraction]:
    """All that the articles of some JSON files say."""
    found = [a for data in files for a in read_articles(data, "bench:a.json") if isinstance(a, Article)]
    return [extract(article, identify(article.text)) for article in found]


def _extracted(material: _Known) -> int:
    return sum(bool(extract(article, language).rules_version) for article, language in material)


def _identified_too(material: _Known) -> int:
    return sum(bool(extract(article, identify(article.text)).rules_version) for article, _ in material)


def _with_natasha(share: Sequence[str]) -> tuple[Sequence[str], int]:
    _names_by_natasha(share[:1])
    return share, sum(len(text.encode()) for text in share)


def _names_by_natasha(share: Sequence[str]) -> int:
    from natasha import Doc

    segmenter, tagger = _natasha()
    found = 0
    for text in share:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        found += bool(doc.spans)
    return found


@cache
def _natasha() -> tuple[Any, Any]:
    from natasha import NewsEmbedding, NewsNERTagger, Segmenter

    return Segmenter(), NewsNERTagger(NewsEmbedding())
