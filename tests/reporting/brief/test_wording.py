"""Codes, dates, languages and addresses in words."""

import csv

import pytest

from etl.reporting.brief import wording
from etl.settings import PROJECT_ROOT
from tests.reporting.brief.material import incident


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-04-23", "23 April 2025"),
        ("2025-04", "April 2025"),
        ("2025", "2025"),
        ("--04-23", "23 April, year open"),
        ("--02-29", "29 February, year open"),
        (None, "undated"),
        ("", "undated"),
        ("2025-13-01", "2025-13-01"),
        ("spring", "spring"),
    ],
)
def test_dates_to_the_precision_known(text: str | None, words: str) -> None:
    assert wording.when(text) == words


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://news.example.org/a?b=c#d", "https://news.example.org/a?b=c#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://пример.рф/статья", "https://пример.рф/статья"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("java\nscript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("data:text/html,<script>", None),
        ("file:///etc/passwd", None),
        ("//example.org", None),
        ("/relative", None),
        ("https://", None),
        ("https://[::1", None),
        ("https://a.example\\@evil.example", None),
        ("https://a example", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, address: str | None) -> None:
    assert wording.web_address(url) == address


def test_host_is_what_the_link_leads_to() -> None:
    assert wording.host("https://trusted.example@www.evil.example:8080/x") == "evil.example"


@pytest.mark.parametrize(
    ("code", "name", "direction"),
    [("ar", "Arabic", "rtl"), ("fa", "Persian", "rtl"), ("ur", "Urdu", "rtl"), ("he", "Hebrew", "rtl"),
     ("kk", "Kazakh", "ltr"), ("zh-hant", "Chinese", "ltr"), ("xx", "xx", "auto"), ("<b>", "<b>", "auto")],
)  # fmt: skip
def test_languages(code: str, name: str, direction: str) -> None:
    assert (wording.language(code), wording.direction(code)) == (name, direction)


def test_every_code_of_the_lists_has_its_word() -> None:
    path = PROJECT_ROOT / "seeds" / "reference" / "event_types.csv"
    with path.open(encoding="utf-8") as rows:
        types = [(row["type"], row["mode"] or None) for row in csv.DictReader(rows)]
    assert len(types) > 50
    assert {kind for kind, _ in types} == set(wording.words()["types"])
    assert {f"{kind}/{mode}" for kind, mode in types} >= set(wording.words()["modes"])
    for kind, mode in types:
        words = wording.kind(incident(type=kind, mode=mode))
        assert words[0].isupper()
        assert words[1:].islower()
        assert "_" not in words


def test_code_that_a_newer_version_wrote_is_shown() -> None:
    assert wording.word("agreement_statuses", "half_signed") == "half signed"
