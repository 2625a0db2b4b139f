"""Damaged text is put right only where that is proven; boilerplate goes, sentences stay."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.formats import read_articles
from etl.formats.boilerplate import without_boilerplate
from etl.formats.repair import mend
from etl.model import Article
from etl.settings import PROJECT_ROOT
from tests.corpus.cases import names, text

SAMPLES = sorted((PROJECT_ROOT / "seeds" / "articles").glob("*/*"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_clean_articles_are_left_alone(path: Path) -> None:
    for article in read_articles(path.read_bytes(), path.as_uri()):
        if isinstance(article, Article):
            assert mend(article.text) == (article.text, ())
            assert not any("mojibake" in note for note in article.notes)


@pytest.mark.parametrize("name", names())
def test_clean_texts_are_left_alone(name: str) -> None:
    assert mend(text(name).whole) == (text(name).whole, ())


@pytest.mark.parametrize("name", [name for name in names() if not text(name).whole.isascii()])
def test_mojibake_is_put_right_as_it_was_or_left_alone(name: str) -> None:
    damaged = text(name).whole.encode().decode("latin-1")
    assert mend(damaged) in ((text(name).whole, ("mojibake repaired",)), (damaged, ()))


@pytest.mark.parametrize("name", ["de", "fr", "es", "pt", "pl", "tr", "cs"])
def test_mojibake_of_european_languages_is_put_right(name: str) -> None:
    damaged = text(name).whole.encode().decode("latin-1")
    assert mend(damaged)[0] == text(name).whole


@given(st.text(max_size=300))
def test_mending_twice_is_mending_once(anything: str) -> None:
    once = mend(anything)[0]
    assert mend(once)[0] == once


@pytest.mark.parametrize(
    ("written", "meant"),
    [("ﬁrst oﬃce", "first office"), ("ＵＮ２０２５", "UN2025"), ("ﻣﺤﻤﺪ", "محمد"), ("他说：好！", "他说：好！"),
     ("ﷺ", "ﷺ"), ("½ km²", "½ km²")],
)  # fmt: skip
def test_forms_made_for_display(written: str, meant: str) -> None:
    assert mend(written) == (meant, ())


def _bodies() -> Iterator[tuple[str, str]]:
    for path in SAMPLES:
        for article in read_articles(path.read_bytes(), path.as_uri()):
            if isinstance(article, Article):
                yield path.name, article.text.partition("\n\n")[2]


@pytest.mark.parametrize(("name", "body"), list(_bodies()), ids=lambda value: value[:20])
def test_sentences_of_articles_are_no_boilerplate(name: str, body: str) -> None:
    assert without_boilerplate(body) == (body, 0), name


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Talks in Oslo", "Photo: Reuters", "Subscribe to our newsletter", "© 2025 The Paper", "Share",
        "Lesen Sie auch: Mehr aus Berlin", "Lire aussi : le sommet", "Читайте также: Саммит", "Поделиться",
        "اقرأ أيضا: القمة", "اشترك في نشرتنا", "بیشتر بخوانید: نشست", "یہ بھی پڑھیں: اجلاس", "相关阅读：峰会", "广告",
    ],
)  # fmt: skip
def test_lines_around_an_article_go(line: str) -> None:
    assert without_boilerplate(f"A sentence.\n{line}\nAnother.") == ("A sentence.\nAnother.", 1)


@pytest.mark.parametrize(
    "line",
    [
        "اشترك في المؤتمر وزراء خارجية خمس دول.", "ما را در این راه یاری کنید، گفت رئیس جمهور.",
        "Read also means something else in this sentence, the minister said. " * 3, "Share prices fell in Astana.",
        "Printed matter was seized.",
    ],
)  # fmt: skip
def test_sentences_that_only_look_like_it_stay(line: str) -> None:
    assert without_boilerplate(f"A.\n{line}") == (f"A.\n{line}", 0)


def test_a_body_of_nothing_else_is_left() -> None:
    assert without_boilerplate("Share\nRead also: x") == ("Share\nRead also: x", 0)
