"""What tests of readers ask of them: the one draft or article, the reason of a fault, and that any bytes end well."""

from collections.abc import Iterator
from typing import Protocol

import pytest

from etl.errors import ArticleError
from etl.formats import read_articles
from etl.formats.draft import Draft, Head, head_of
from etl.model import Article, Rejection


class LeafReader(Protocol):
    """A module that reads one document into drafts."""

    def recognizes(self, head: Head) -> bool: ...

    def read(self, data: bytes, head: Head) -> Iterator[Draft]: ...


def draft_of(reader: LeafReader, data: bytes, name: str) -> Draft:
    (draft,) = reader.read(data, head_of(data, name))
    return draft


def reason_of(reader: LeafReader, data: bytes, name: str) -> str:
    with pytest.raises(ArticleError) as caught:
        list(reader.read(data, head_of(data, name)))
    assert caught.value.detail
    return caught.value.reason


def ends_well(reader: LeafReader, data: bytes, name: str) -> None:
    """In drafts or in an error that says what is wrong."""
    head = head_of(data, name)
    reader.recognizes(head)
    try:
        assert all(isinstance(found, Draft) for found in reader.read(data, head))
    except ArticleError as error:
        assert error.detail


def article_of(data: bytes, uri: str) -> Article:
    (item,) = read_articles(data, uri)
    assert isinstance(item, Article), item
    return item


def rejection_of(data: bytes, uri: str) -> Rejection:
    (item,) = read_articles(data, uri)
    assert isinstance(item, Rejection), item
    return item


def is_foreseen(rejection: Rejection) -> None:
    """A reason of the closed list, and no fault of ours."""
    assert rejection.reason in ArticleError.REASONS
    assert rejection.reason != "internal_error", rejection.detail
