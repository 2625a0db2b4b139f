"""Fit what a rule's confidence is worth (`etl/lexicon/confidence.yaml`) to the labelled articles.

    python -m tests.gold.calibrate            print the tables of docs/confidence.md
    python -m tests.gold.calibrate --write    fit anew, and write the file

An event is right if all that its label says of it is: pair, type, direction, status, mode, date, place, persons. The
rules were developed on these articles, so to count only pair and type would promise too much for other news.

Isotonic regression, smoothed: blocks of neighbouring confidences that hold at least ``_LEAST`` events, a right and a
wrong one added to each. Cross-validated: each article is judged by what the articles of the other folds say. The single
sentences take no part, since they are too easy.
"""

import argparse
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple
from zlib import crc32

from rich.console import Console
from rich.table import Table

from etl.extraction import extract, to_record
from etl.formats import read_articles
from etl.language import identify
from etl.lexicon.confidence import FILE, Points, between_points, points
from etl.model import Article
from tests.dev.documents import documents, is_told
from tests.gold.compare import compare
from tests.gold.reading import labelled, languages
from tests.gold.reliability import Judged, calibration_error, reliability
from tests.gold.sentences import judge, sentences

_LEAST = 100  # events of a block
_FOLDS = 5
_RISE = 0.005  # by which each point lies above the one before, at least
_SPREAD = 0.02  # by which the lowest confidence of all is worth less than its block
_HEAD = """\
# What a rule's own confidence is worth: [confidence, share of such events that are right in all that is said of them].
# Fitted by `python -m tests.gold.calibrate --write` on {events} events of {articles} labelled articles in {languages}
# languages. Between two points a straight line. docs/confidence.md tells how good it is.
points:
"""


class Case(NamedTuple):
    """A judged event: the article that tells it, and its rule's own confidence."""

    article: str
    confidence: float
    right: bool

    @property
    def fold(self) -> int:
        """One of ``_FOLDS`` groups, all events of an article in one."""
        return crc32(self.article.encode()) % _FOLDS


def as_it_is(confidence: float) -> float:
    """The scale that changes nothing."""
    return confidence


def of_articles() -> Iterator[Case]:
    """The events of the labelled articles."""
    for article in labelled():
        for confidence, right in compare(article.record(scale=as_it_is), article.gold).judged:
            yield Case(f"{article.language}/{article.name}", confidence, right)


def of_sentences() -> Iterator[Case]:
    """The events of the labelled single sentences."""
    for language in languages():
        for number, sentence in enumerate(sentences(language)):
            for confidence, right in judge(sentence, language, as_it_is).given:
                yield Case(f"{language}/{number}", confidence, right)


def of_documents() -> Iterator[Case]:
    """The events of the development documents in the languages that are read in depth; none where they are not here.

    Right by pair, type and direction: their labels have no more.
    """
    for document in documents(languages()):
        article = next(iter(read_articles(document.text.encode(), f"file:///{document.number}.txt")))
        assert isinstance(article, Article)
        for event in to_record(extract(article, identify(article.text), as_it_is))["events"]:
            yield Case(f"{document.number}", event["confidence"], is_told(event, document.label))


def fitted(cases: list[Case]) -> Points:
    """Points from (0, 0) to (1, 1) that rise strictly: a block's mean confidence, and the share of it that is right.

    Below the first block's mean its share falls little, down to the lowest confidence that any event has.
    """
    blocks = _blocks(cases)
    found = [(0.0, 0.0), (min(c.confidence for c in cases), round(_share(blocks[0]) - _SPREAD, 3))]
    for block in blocks:
        mean = sum(c.confidence for c in block) / len(block)
        found.append((round(mean, 3), round(max(_share(block), found[-1][1] + _RISE), 3)))
    return (*found, (1.0, 1.0))


def _blocks(cases: list[Case]) -> list[list[Case]]:
    """Neighbours in confidence, joined until each block is large enough and more often right than the one before."""
    blocks: list[list[Case]] = []
    for _, same in groupby(sorted(cases, key=lambda c: c.confidence), key=lambda c: c.confidence):
        if blocks and len(blocks[-1]) < _LEAST:
            blocks[-1].extend(same)
        else:
            blocks.append(list(same))
        while len(blocks) > 1 and len(blocks[-1]) >= _LEAST and _share(blocks[-2]) >= _share(blocks[-1]):
            blocks[-2].extend(blocks.pop())
    if len(blocks) > 1 and (len(blocks[-1]) < _LEAST or _share(blocks[-2]) >= _share(blocks[-1])):
        blocks[-2].extend(blocks.pop())
    return blocks


def _share(block: list[Case]) -> float:
    return (sum(c.right for c in block) + 1) / (len(block) + 2)


def cross_validated(cases: list[Case]) -> Iterator[Judged]:
    """Each event with the confidence that the other articles give it."""
    for fold in range(_FOLDS):
        known = fitted([c for c in cases if c.fold != fold])
        yield from ((between_points(known, c.confidence), c.right) for c in cases if c.fold == fold)


def scaled(cases: Iterable[Case], known: Points) -> list[Judged]:
    """The events with the confidence that they are given."""
    return [(between_points(known, c.confidence), c.right) for c in cases]


def written(cases: list[Case]) -> str:
    """The file's text."""
    articles = {c.article for c in cases}
    spoken = {a.partition("/")[0] for a in articles}
    head = _HEAD.format(events=len(cases), articles=len(articles), languages=len(spoken))
    return head + "".join(f"  - [{confidence}, {share}]\n" for confidence, share in fitted(cases))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="fit anew, and write the file")
    options = parser.parse_args()
    articles = list(of_articles())
    if options.write:
        FILE.write_text(written(articles), encoding="utf-8")
        points.cache_clear()
    console = Console(width=120)
    raw: list[Judged] = [(c.confidence, c.right) for c in articles]
    for title, judged in (
        ("labelled articles, the rules' own confidence", raw),
        ("labelled articles, cross-validated", list(cross_validated(articles))),
        ("labelled articles, as given", scaled(articles, points())),
        ("single sentences, as given", scaled(of_sentences(), points())),
        ("other news, as given", scaled(of_documents(), points())),
    ):
        if not judged:  # texts that are not at hand
            continue
        table = Table("confidence", "events", "mean", "right", title=title, title_justify="left")
        for band in reliability(judged):
            table.add_row(band.name, str(band.events), f"{band.mean:.2f}", f"{band.right:.2f}")
        console.print(table, f"apart by {calibration_error(judged):.3f} on the mean\n")


if __name__ == "__main__":
    main()
