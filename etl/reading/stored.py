"""An article that is in the warehouse already: its text once more, to be extracted with the rules of now."""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.model import Article, Extraction, Rejection
from etl.reading.articles import Watch, judged


@dataclass(frozen=True, slots=True)
class Stored:
    """One article as the warehouse has it, its text normalized when it was loaded and taken as it is."""

    article: Article


def extract_stored(stored: Stored, watch: Watch) -> Iterator[Extraction | Rejection]:
    """What the article says, or why nothing could be said: one item."""
    yield judged(stored.article, watch)
