"""What every reader owes to those that come after it, whatever the file holds."""

import hashlib
import json
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.formats import read_articles
from etl.formats.text import clean
from etl.model import Article, Rejection
from tests.formats.reading import is_foreseen

NAMES = ("a.txt", "a.json", "a.md", "a.csv", "A.JSON", "json", "")
# Written out here anew, not taken from the module: what it must not let through.
UNWANTED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u2060\ufeff\ud800-\udfff]|  | \n|\n ")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
articles_in_json = st.fixed_dictionaries(
    {"text": st.text(st.characters(), min_size=1)},
    optional={
        name: st.text(st.characters(), max_size=40)
        for name in ("title", "url", "published_at", "source", "author", "language")
    },
)


def _keep_their_promise(data: bytes, name: str) -> None:
    uri = f"file:///inbox/{name}"
    items = list(read_articles(data, uri))
    assert items
    numbered = [item.record for item in items if item.record is not None]
    assert numbered == list(range(len(numbered)))
    for item in items:
        if isinstance(item, Rejection):
            is_foreseen(item)
            assert data.startswith(item.head)
        else:
            _is_in_normal_form(item)
            assert item.uri.partition("#")[0] == uri


def _is_in_normal_form(article: Article) -> None:
    assert UNWANTED.search(article.text) is None
    assert unicodedata.is_normalized("NFC", article.text)
    assert clean(article.text) == article.text
    assert article.text.partition("\n")[0] == article.title
    assert article.content_id == hashlib.sha256(article.text.encode()).hexdigest()
    assert (article.published_at is None) == (article.published_basis is None)
    for field in (article.url, article.source, article.author, article.language_hint):
        assert field is None or (field.strip() == field != "" and UNWANTED.search(field) is None and "\n" not in field)


@given(st.binary(max_size=400), st.sampled_from(NAMES))
@example(b"\xff\xfe", "a.txt")
@example(b"\xff\xfe\x00", "a.json")
@example(b"\xef\xbb\xbf\xef\xbb\xbfA", "a.txt")
@example(b"\x00\x00\xfe\xff\x00\x11\x00\x00", "a.txt")
def test_bytes(data: bytes, name: str) -> None:
    _keep_their_promise(data, name)


@given(st.text(st.characters(codec="utf-8"), max_size=200), st.sampled_from(ENCODINGS), st.sampled_from(NAMES))
@example("A \u200b B\u00a0\u00ad \u200c C", "utf-8", "a.txt")
@example("e\u200d\u0301", "utf-16", "a.txt")
def test_text_in_any_unicode_encoding(text: str, encoding: str, name: str) -> None:
    _keep_their_promise(text.encode(encoding), name)


@given(json_values, st.sampled_from(NAMES), st.booleans())
@example({"text": float("nan")}, "a.json", True)
@example({"text": "x", "title": "\u200b"}, "a.json", True)
def test_json_of_any_shape(value: Any, name: str, as_ascii: bool) -> None:
    _keep_their_promise(json.dumps(value, ensure_ascii=as_ascii).encode("utf-8", "surrogatepass"), name)


@given(articles_in_json)
def test_json_articles(fields: dict[str, str]) -> None:
    _keep_their_promise(json.dumps(fields).encode(), "a.json")


@given(
    st.lists(
        st.text("abcßΩжა漢ب .,'„“-–", min_size=1).filter(str.strip),
        min_size=2,
        max_size=5,
        unique_by=lambda s: " ".join(s.split()),
    )
)
@example(["a", "ß“ß–ßж"])  # as UTF-8 in windows-1252 those would be letters of N'Ko
def test_a_sentence_of_the_source_is_found(sentences: list[str]) -> None:
    for data, name in (
        ("\n".join(sentences).encode(), "a.txt"),
        (json.dumps({"title": sentences[0], "text": "\n".join(sentences[1:])}).encode(), "a.json"),
    ):
        (article,) = read_articles(data, name)
        assert isinstance(article, Article)
        at = 0
        for sentence in sentences:
            probe = " ".join(sentence.split())
            at = article.text.index(probe, at) + len(probe)


@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_the_same_article_in_either_format_is_the_same_article(name: str) -> None:
    title, body = "Astana — Vertrag unterzeichnet", "Erster Absatz.\nZweiter\u00a0Absatz."
    source = f"{title}\r\n\r\n{body}" if name == "a.txt" else json.dumps({"title": title, "text": body})
    (article,) = read_articles(source.encode("utf-16"), name)
    assert isinstance(article, Article)
    assert article.text == f"{title}\n\nErster Absatz.\nZweiter Absatz."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"text": "x"} {"text": "y"}', "malformed"),
        (b'{"text": "x",}', "malformed"),
        (b"{'text': 'x'}", "malformed"),
        (b'{"text": "x\ny"}', "malformed"),
        (b'{"text": {"a": 1}}', "malformed"),
        (b'{"text": true}', "malformed"),
        (b'{"text": -1e999}', "malformed"),
        (b'{"text": "x", "n": -' + b"1" * 5000 + b"}", "malformed"),
        (b'{"text": "x", "n": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", "too_deep"),
        (b"null", "malformed"),
        (b"{}", "missing_field"),
        (b'{"text": ""}', "missing_field"),
        (b'{"Text": "x"}', "missing_field"),
        (b'{"title": "only a title", "text": "\\u200b\\u0000"}', "missing_field"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
    ],
)
def test_faults_of_json(data: bytes, reason: str) -> None:
    (rejection,) = read_articles(data, "a.json")
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.record) == (reason, None)


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.csv"])
@pytest.mark.parametrize(
    "data", [b" \r\n\t", *("\ufeff".encode(width) for width in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")),
             b"\xef\xbb\xbf \n", b"\xff\xfe\n\x00 \x00", "\u00a0\n\u2028".encode()]
)  # fmt: skip
def test_marks_and_white_space_are_no_text(data: bytes, name: str) -> None:
    (rejection,) = read_articles(data, name)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "empty"


def test_what_nobody_sees_is_no_text() -> None:
    (rejection,) = read_articles("\u200b\u00ad\n\u200e".encode(), "a.txt")
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "empty"
