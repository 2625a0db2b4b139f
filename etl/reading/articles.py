"""A file's bytes in, what each of its articles says out; one that we fail on costs no other."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from etl import extraction, formats, language
from etl.errors import ConfigurationError
from etl.formats import Circumstances, Limits
from etl.model import Article, Extraction, Rejection
from etl.settings import Settings

log = logging.getLogger(__name__)

Step = Literal["parse", "extract"]


def _nobody(_record: int, _step: Step) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told what is begun, and what earlier attempts at the same file came to.

    ``begin`` gets the record's number and the step. Records before ``done`` are known and not made again; those that a
    step did not come back from are rejected with the reason given: ``timed_out`` or ``crashed``.
    """

    begin: Callable[[int, Step], None] = _nobody
    done: int = 0
    stuck: Mapping[tuple[int, Step], str] = field(default_factory=dict)


def limits_of(settings: Settings) -> Limits:
    """The bounds that the settings set for one file."""
    return Limits(
        document_bytes=settings.max_document_bytes,
        unpacked_bytes=settings.max_unpacked_bytes,
        ratio=settings.max_unpacked_ratio,
        depth=settings.max_depth,
        records=settings.max_records,
    )


def extract_articles(
    file: bytes | BinaryIO, uri: str, told: Circumstances | None = None, watch: Watch | None = None
) -> Iterator[Extraction | Rejection]:
    """Every article of a file with what it says, and every rejection, in the order of their records."""
    watch = watch or Watch()
    for item in formats.read_articles(file, uri, told):
        if item.record is not None and item.record < watch.done:
            continue
        yield item if isinstance(item, Rejection) else judged(item, watch)


def judged(article: Article, watch: Watch) -> Extraction | Rejection:
    """What one article says; a rejection where an earlier attempt got stuck in it, or a fault of ours ends this one.

    Raises:
        ConfigurationError: a lexicon is broken or missing, which is no article's fault.
    """
    if reason := watch.stuck.get((article.record, "extract")):
        return Rejection(reason, "an earlier attempt to extract it did not come to an end", article.record, b"")
    watch.begin(article.record, "extract")
    try:
        return extraction.extract(article, language.identify(article.text))
    except ConfigurationError:
        raise
    except Exception as error:  # whatever it is, it must not take the batch down with it
        log.exception("extracting %s record %d", article.uri, article.record)
        return Rejection("internal_error", f"{type(error).__name__}: {error}", article.record, b"")
