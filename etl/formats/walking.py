"""The walk over one delivered file: containers are gone into, documents read, records numbered. It raises nothing."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO
from urllib.parse import quote

from etl.errors import ArticleError
from etl.formats.draft import HEAD_BYTES, NO_HINTS, Draft, Head, Hints, head_of
from etl.formats.finishing import finish
from etl.formats.limits import DEFAULT_LIMITS, Limits
from etl.formats.peeking import peeked
from etl.formats.registry import container_for, reader_for
from etl.formats.streams import read_document
from etl.model import Article, Rejection

KEPT = 64  # first bytes of a rejected document that are kept


def _nobody(_: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the walk is told beside the bytes.

    ``today`` bounds publication dates, ``hints`` supply what the file lacks. ``begin`` is called with the number of
    the next record before a document is parsed; one whose first number is in ``passed_over`` is not parsed but rejected
    for the reason that stands there: an earlier attempt did not come back from it.
    """

    limits: Limits = DEFAULT_LIMITS
    hints: Hints = NO_HINTS
    today: date = date.max
    begin: Callable[[int], None] = _nobody
    passed_over: Mapping[int, str] = field(default_factory=dict)


def read_articles(
    file: bytes | BinaryIO, uri: str, circumstances: Circumstances | None = None
) -> Iterator[Article | Rejection]:
    """Every article of a file, and a rejection for each record that cannot be read, numbered in their order.

    A fault of the file as a whole is one rejection with ``record`` ``None``; one of our own is ``internal_error``. A
    file of which nothing else can be said holds no article, and that is a rejection too.
    """
    stream = io.BytesIO(file) if isinstance(file, bytes) else file
    walk = _Walk(uri, circumstances or Circumstances())
    yield from walk.document(stream, _Place(uri), walk.told.hints)
    if not walk.number and not walk.faulty:
        yield Rejection("no_article", "the file holds nothing that could be an article", None, b"")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the file a document stands: the names of the members that lead to it."""

    name: str
    members: tuple[str, ...] = ()

    def inner(self, name: str) -> "_Place":
        return _Place(name, (*self.members, name))


@dataclass(slots=True)
class _Walk:
    uri: str
    told: Circumstances
    number: int = 0  # of the next record
    faulty: bool = False  # the file as a whole was rejected

    def document(self, stream: BinaryIO, place: _Place, hints: Hints) -> Iterator[Article | Rejection]:
        """All records of a container or a document; the faults that end it are its own, not its container's."""
        data = b""
        try:
            stream, data = peeked(stream, HEAD_BYTES)
            head = head_of(data, place.name, hints.charset)
            if (container := container_for(head)) is None:
                yield from self._leaf(stream, head, place, hints)
                return
            if len(place.members) >= self.told.limits.depth:
                raise ArticleError("too_deep", f"more than {self.told.limits.depth} containers inside one another")
            for member in container.members(stream, head, self.told.limits):
                if self.number >= self.told.limits.records:
                    yield self._too_many()
                    return
                if isinstance(member, ArticleError):
                    yield self._rejection(member, place, data, is_record=True)
                else:
                    yield from self.document(member.stream, place.inner(member.name), _joined(member.hints, hints))
                if self.faulty:
                    return
        except ArticleError as error:
            yield self._rejection(error, place, data)
        except Exception as error:  # noqa: BLE001  # a reader's bug costs this document, not its batch
            yield self._rejection(ArticleError("internal_error", f"{type(error).__name__}: {error}"), place, data)

    def _leaf(self, stream: BinaryIO, head: Head, place: _Place, hints: Hints) -> Iterator[Article | Rejection]:
        if reason := self.told.passed_over.get(self.number):
            raise ArticleError(reason, "an earlier attempt to parse it did not come to an end")
        self.told.begin(self.number)
        data = read_document(stream, self.told.limits)
        for draft in reader_for(head, data).read(data, head):
            if self.number >= self.told.limits.records:
                yield self._too_many()
                return
            yield self._finished(draft, place, hints, data)

    def _finished(self, draft: Draft | ArticleError, place: _Place, hints: Hints, data: bytes) -> Article | Rejection:
        if isinstance(draft, ArticleError):
            return self._rejection(draft, place, data, is_record=True)
        try:
            article = finish(draft, hints, self._address(place), self.number, self.told.today)
        except ArticleError as error:
            return self._rejection(error, place, data)
        self.number += 1
        return article

    def _address(self, place: _Place) -> str:
        """The file's, and behind a ``#`` the way through its containers."""
        return f"{self.uri}#{quote('/'.join(place.members))}" if place.members else self.uri

    def _rejection(self, error: ArticleError, place: _Place, data: bytes, *, is_record: bool = False) -> Rejection:
        """Of a record where there are others or there is a container; else of the file."""
        where = "".join(f"{name}: " for name in place.members)
        is_record = is_record or bool(place.members) or self.number > 0
        record = self.number if is_record else None
        self.number += is_record
        self.faulty = self.faulty or not is_record
        return Rejection(error.reason, where + error.detail, record, data[:KEPT])

    def _too_many(self) -> Rejection:
        self.faulty = True
        limit = self.told.limits.records
        return Rejection(
            "too_many", f"more than {limit:,} records (DYADWIRE_MAX_RECORDS); the rest is unread", None, b""
        )


def _joined(own: Hints, outer: Hints) -> Hints:
    """What the nearest container says, and what it leaves open from those around it."""
    known = {name: getattr(own, name) or getattr(outer, name) for name in Hints.__slots__ if name != "notes"}
    return Hints(**known, notes=own.notes + outer.notes)
