"""Normalization: what is taken out, what stays, and that doing it twice is doing it once."""

import hashlib
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.errors import ArticleError
from etl.formats.text import clean, compose, content_id


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("a\r\nb\rc\u0085d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("Prä\u00adsi\u200bdent\ufeff", "Präsident"),
        ("100\u00a0000\u202f€ \t und\u3000mehr", "100 000 € und mehr"),
        ("Pra\u0308sident", "Präsident"),
        ("nul\x00 bell\x07 esc\x1b[31m", "nul bell esc[31m"),
        ("\u202egnirts\u202c", "gnirts"),
        ("\ud800lone", "lone"),
        ("می‌خواهم", "می‌خواهم"),  # a Persian prefix, kept apart by U+200C
        ("क्‍ष", "क्‍ष"),  # an Indic half form, asked for by U+200D
        ("zero\u200cwidth \u200dat end\u200c", "zerowidth at end"),
        ("می‌‌خواهم", "می‌خواهم"),
        ("„Zitat“ – ‘quote’ ÇİĞ ſ ﬁ", "„Zitat“ – ‘quote’ ÇİĞ ſ ﬁ"),  # no folding of any kind
        ("  ASTANA-Präsident  ", "ASTANA-Präsident"),
    ],
)
def test_one_normal_form(given_text: str, cleaned: str) -> None:
    assert clean(given_text) == cleaned


@given(st.text(st.characters()))
@example("\u0627\u200c\u0308\u200da")
@example("\r\x00\n")
@example("\ufb2a\u200c\u0628")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@given(st.text(st.characters()), st.text(st.characters()))
def test_an_article_survives_being_read_again(title: str, body: str) -> None:
    try:
        title, text = compose(title, body)
    except ArticleError as error:
        assert error.reason == "empty"
        return
    assert "\n" not in title
    first, _, rest = text.partition("\n\n")
    assert compose(first, rest) == (title, text)
    assert "\n\n" not in rest


@given(
    st.lists(st.text("abcßΩжא漢 ,.'„“-", min_size=1), min_size=1).filter(lambda lines: any(s.strip() for s in lines))
)
def test_what_stands_in_a_line_is_found_again(lines: list[str]) -> None:
    _, text = compose("Title", "\n".join(lines))
    assert all(" ".join(line.split()) in text for line in lines)


def test_a_text_is_its_title_a_blank_line_and_its_paragraphs() -> None:
    assert compose("A\ntitle ", "One.\n\n\nTwo.\n") == ("A title", "A title\n\nOne.\nTwo.")
    assert compose("A title", " \n") == ("A title", "A title")
    assert compose("", "One.") == ("", "\n\nOne.")


def test_the_identity_is_the_hash_of_the_text() -> None:
    assert content_id("Präsident") == hashlib.sha256("Präsident".encode()).hexdigest()
