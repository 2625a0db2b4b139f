"""Sentences."""

import pytest

from tests.extraction.reading import document


def sentences(text: str, language: str) -> list[str]:
    doc = document(text, language)
    return [text[slice(*doc.span(first, last))] for first, last in doc.sentences]


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("Mr. Berg met Dr. Lee. They spoke.", "en", 2),
        ("The U.S. Navy left. It rained.", "en", 2),
        ("J. K. Berg spoke. He left.", "en", 2),
        ("Am 23. April kam er. Er ging.", "de", 2),
        ("Er sagte: „Ich komme.“ Dann ging er.", "de", 2),
        ("A title\n\nA sentence without an end\nAnother line", "en", 3),
        ("Really? Yes! Then go.", "en", 3),
        ("It cost 3.5 million.", "en", 1),
    ],
)
def test_count(text: str, language: str, count: int) -> None:
    assert len(sentences(text, language)) == count


def test_sentences_cover_all_tokens_once() -> None:
    doc = document('One. Two three! "Four?" Five\n\nSix')
    assert [i for first, last in doc.sentences for i in range(first, last)] == list(range(len(doc.words)))
