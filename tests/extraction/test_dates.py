"""Dates of the text, with and without a publication date to hold them against."""

from datetime import date

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from etl.extraction.dates import find_dates
from tests.extraction.reading import document

MONTHS = {
    language: [Locale(language).months["format"]["wide"][number] for number in range(1, 13)]
    for language in ("en", "de")
}


def values(text: str, language: str, published: str | None) -> list[tuple[str, str, str]]:
    day = date.fromisoformat(published) if published else None
    return [(d.value, d.precision, d.basis) for d in find_dates(document(text, language), day)]


@pytest.mark.parametrize(
    ("text", "language", "published", "expected"),
    [
        ("on April 23", "en", None, [("--04-23", "day", "text")]),
        ("am 23. April", "de", None, [("--04-23", "day", "text")]),
        ("am 23. April", "de", "2025-04-24", [("2025-04-23", "day", "text+published")]),
        ("on Dec. 30", "en", "2025-01-02", [("2024-12-30", "day", "text+published")]),
        ("on January 3", "en", "2024-12-28", [("2025-01-03", "day", "text+published")]),
        ("on 3 May 2021", "en", "2025-01-01", [("2021-05-03", "day", "text")]),
        ("on May 3, 2021", "en", None, [("2021-05-03", "day", "text")]),
        ("in April 2019", "en", None, [("2019-04", "month", "text")]),
        ("on February 30", "en", None, []),
        ("on Monday", "en", "2025-04-24", [("2025-04-21", "day", "text+published")]),
        ("next Monday", "en", "2025-04-24", [("2025-04-28", "day", "text+published")]),
        ("on Monday", "en", None, []),
        ("yesterday", "en", "2025-03-01", [("2025-02-28", "day", "text+published")]),
        ("gestern", "de", "2024-03-01", [("2024-02-29", "day", "text+published")]),
        ("last month", "en", "2025-01-15", [("2024-12", "month", "text+published")]),
        ("next year", "en", "2025-01-15", [("2026", "year", "text+published")]),
        ("it may rain", "en", "2025-01-15", []),
    ],
)  # fmt: skip
def test_forms(text: str, language: str, published: str | None, expected: list[tuple[str, str, str]]) -> None:
    assert values(text, language, published) == expected


@given(day=st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_printed_day_is_found_again(day: date) -> None:
    for text, language in (
        (f"on {MONTHS['en'][day.month - 1]} {day.day}, {day.year}", "en"),
        (f"on {day.day} {MONTHS['en'][day.month - 1]} {day.year}", "en"),
        (f"am {day.day}. {MONTHS['de'][day.month - 1]} {day.year}", "de"),
    ):
        assert values(text, language, None) == [(day.isoformat(), "day", "text")]
