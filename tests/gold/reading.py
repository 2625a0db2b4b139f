"""The labelled articles: where they lie, and a record made of each the way the pipeline makes it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from etl.extraction import extract, to_record
from etl.formats import read_articles
from etl.language import identify
from etl.lexicon.confidence import worth
from etl.model import Article
from etl.settings import PROJECT_ROOT

LABELS = PROJECT_ROOT / "tests" / "gold"
ARTICLES = PROJECT_ROOT / "seeds" / "articles"


@dataclass(frozen=True)
class Labelled:
    """An article's file and its label."""

    language: str
    name: str
    path: Path
    gold: dict[str, Any]

    def record(self, published: str | None = None, scale: Callable[[float], float] = worth) -> dict[str, Any]:
        """What extraction says of it, as if it had been delivered with that date."""
        article = next(iter(read_articles(self.path.read_bytes(), self.path.as_uri())))
        assert isinstance(article, Article)
        if published is not None:
            article = replace(article, published_at=published, published_basis="argument")
        return to_record(extract(article, identify(article.text), scale))


def labelled(language: str | None = None) -> Iterator[Labelled]:
    """All labelled articles, or those of one language, by name."""
    for path in sorted(LABELS.glob(f"{language or '*'}/*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        article = next(p for p in (ARTICLES / path.parent.name).iterdir() if p.stem == name)
        yield Labelled(path.parent.name, name, article, json.loads(path.read_text(encoding="utf-8")))


def languages() -> list[str]:
    """Languages that have labelled articles."""
    return sorted({path.parent.name for path in LABELS.glob("*/*.gold.json")})
