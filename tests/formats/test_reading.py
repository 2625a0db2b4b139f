"""Whole files: which reader takes them, what comes out, and that nothing else ever does."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.formats import read_articles
from etl.formats.text import content_id
from etl.model import Article, Rejection
from tests.formats.reading import article_of, is_foreseen, rejection_of


def _article(data: bytes, uri: str = "file:///inbox/a.txt") -> Article:
    return article_of(data, uri)


def _rejection(data: bytes, uri: str = "file:///inbox/a.txt") -> Rejection:
    return rejection_of(data, uri)


def _json(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def test_plain_text() -> None:
    article = _article("\nDer Titel\n\nASTANA-Präsident Tokayev empfing ihn\nZweiter Absatz.\n\n\nDritter.\n".encode())
    assert article.title == "Der Titel"
    assert article.text == "Der Titel\n\nASTANA-Präsident Tokayev empfing ihn\nZweiter Absatz.\nDritter."
    assert article.content_id == content_id(article.text)
    assert (article.record, article.published_at, article.published_basis) == (0, None, None)


def test_a_title_alone_is_an_article() -> None:
    assert _article(b"Only a headline").text == "Only a headline"


def test_json() -> None:
    article = _article(
        _json(title="Talks", text="One.\r\n\r\nTwo.", url="https://a.example/1", source=" The\u00a0Paper ",
              author="N. N.", published_at="2025-04-24T08:00:00Z", language="en"),
        "file:///inbox/a.json",
    )  # fmt: skip
    assert article.text == "Talks\n\nOne.\nTwo."
    assert (article.url, article.source, article.author) == ("https://a.example/1", "The Paper", "N. N.")
    assert (article.published_at, article.published_basis) == ("2025-04-24T08:00:00Z", "metadata")
    assert article.language_hint == "en"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_is_known_by_its_content(encoding: str) -> None:
    data = ' \n{"title": "Präsident", "text": "Er kam."}'.encode(encoding)
    assert _article(data, "file:///inbox/a.txt").title == "Präsident"
    assert _article(data, "file:///inbox/no-extension").title == "Präsident"


def test_a_brace_alone_is_no_json() -> None:
    assert _article(b"{Breaking} News\n\nBody").title == "{Breaking} News"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2025-04-24", "2025-04-24"),
        ("2025-04-24T10:00:00+05:00", "2025-04-24T10:00:00+05:00"),
        ("2025-04-24 10:00", "2025-04-24 10:00"),
        ("20250424T100000Z", "2025-04-24T10:00:00+00:00"),
        ("2025-04-24\x0010:00", "2025-04-24T10:00:00"),
        ("24.04.2025", "2025-04-24"),
        ("Thu, 24 Apr 2025 10:00:00 +0500", "2025-04-24T10:00:00+05:00"),
        ("1745452800", "2025-04-24T00:00:00+00:00"),
        ("03/04/2025", None),
        ("2025-02-30", None),
        ("2025-04-24T25:00", None),
        ("2025-04", None),
        ("", None),
        (1745452800, None),
        ({"@value": "2025-04-24"}, None),
    ],
)
def test_publication(value: object, read: str | None) -> None:
    article = _article(_json(title="T", text="x", published_at=value))
    assert article.published_at == read
    assert article.published_basis == ("metadata" if read else None)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_json(title="T"), "missing_field"),
        (_json(title="T", text=" \u200b\n"), "missing_field"),
        (_json(title="T", text=None), "missing_field"),
        (_json(title="T", text=5), "malformed"),
        (_json(title=["T"], text="x"), "malformed"),
        (b'{"text": "cut o', "malformed"),
        (b'"a string"', "malformed"),
        (b"[" * 100_000, "too_deep"),
        (b'{"text": ' * 100_000, "too_deep"),
        (b'{"text": "x", "n": ' + b"9" * 10_000 + b"}", "malformed"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n", "not_text"),
    ],
)
def test_faulty_json(data: bytes, reason: str) -> None:
    rejection = _rejection(data, "file:///inbox/a.json")
    assert (rejection.reason, rejection.record) == (reason, None)
    assert rejection.head == data[:64]


def test_a_list_of_articles_loses_only_the_bad_ones() -> None:
    data = json.dumps([{"title": "A", "text": "x"}, 2, {"text": ""}, {"headline": "B", "articleBody": "y"}]).encode()
    items = list(read_articles(data, "file:///inbox/a.json"))
    assert [item.record for item in items] == [0, 1, 2, 3]
    assert [item.reason if isinstance(item, Rejection) else item.text for item in items] == [
        "A\n\nx", "malformed", "missing_field", "B\n\ny",
    ]  # fmt: skip


def test_a_field_of_little_weight_and_the_wrong_type_loses_nothing() -> None:
    article = _article(_json(text="x", url=7, author=["A", {"name": "B"}], language={}))
    assert (article.url, article.author, article.language_hint) == (None, "A; B", None)


def test_what_no_reader_knows() -> None:
    assert _rejection(b"a,b\n1,2\n", "file:///inbox/a.csv").reason == "unknown_format"
    assert _rejection(b"\x89PNG\r\n", "file:///inbox/a.csv").reason == "not_text"
    assert _rejection(b"", "file:///inbox/a.csv").reason == "empty"


def test_lone_surrogates_do_not_survive() -> None:
    article = _article(b'{"title": "T\\ud83d", "text": "x \\udc00 y", "author": "\\ud800N"}')
    assert (article.text, article.author) == ("T\n\nx y", "N")


def _sound(data: bytes, uri: str) -> None:
    items = list(read_articles(data, uri))
    assert items == list(read_articles(data, uri))
    assert items
    for item in items:
        if isinstance(item, Rejection):
            is_foreseen(item)
            item.detail.encode("utf-8")
        else:
            assert item.text.strip()
            assert item.text.startswith(item.title)
            assert item.content_id == content_id(item.text)
            assert "\0" not in item.text


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.json", "a.bin", ""]))
def test_any_bytes_become_an_article_or_a_rejection(data: bytes, name: str) -> None:
    _sound(data, f"file:///inbox/{name}")


@given(
    st.dictionaries(
        st.sampled_from(["title", "text", "url", "published_at", "source", "author", "language"]),
        st.one_of(
            st.none(), st.text(max_size=40), st.integers(), st.floats(), st.lists(st.text(max_size=3), max_size=2)
        ),
    )
)
def test_any_object_becomes_an_article_or_a_rejection(fields: dict[str, Any]) -> None:
    _sound(json.dumps(fields).encode(), "file:///inbox/a.json")
