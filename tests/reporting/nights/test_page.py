"""The operators' pages: nothing that others wrote becomes markup, and every state of a night has its words."""

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from etl.errors import ArticleError
from etl.reporting.nights.content import Finding, Nights, Reason
from etl.reporting.nights.page import (
    brief_page,
    brief_query,
    duration,
    message_page,
    moment,
    nights_page,
    outcome,
    style_hash,
)
from etl.reporting.remedies import REMEDIES
from tests.reporting.nights.material import AS_OF, LINK, MARKUP, SCRIPT, full_nights, night


@pytest.fixture(scope="module")
def text() -> str:
    return nights_page(full_nights())


@pytest.fixture(scope="module")
def page(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def only(nights: Nights) -> str:
    return words(html.document_fromstring(nights_page(nights)).find("body"))


def test_nothing_becomes_markup(page: html.HtmlElement, text: str) -> None:
    assert not page.xpath("//script | //iframe | //object | //img | //form | //base")
    attributes = {name for element in page.iter(html.etree.Element) for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on")]
    assert "style" not in attributes, "the policy lets no style in but the one sheet"
    assert page.text_content().count(SCRIPT) == 5  # the running night, the red one, a language, a detail, a remedy
    assert page.text_content().count(MARKUP) == 7
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_links_stay_in_the_application(page: html.HtmlElement) -> None:
    found = page.xpath("//a/@href")
    assert len(found) > 6
    assert not [href for href in found if not re.fullmatch(r"#[a-z0-9-]+|brief\?date=\d{4}-\d\d-\d\d", href)]
    assert LINK in page.text_content()  # shown as the name that a file had, never followed


def test_a_reason_leads_to_its_remedy(page: html.HtmlElement) -> None:
    (link,) = page.xpath("//section[@id='nights']//a[code='malformed']/@href")
    (target,) = page.xpath(f"//*[@id='{link[1:]}']")
    assert REMEDIES["malformed"] in words(target)
    assert ArticleError.REASONS["malformed"] in words(target)
    assert "2 entries" in words(target)


@pytest.mark.parametrize("code", sorted(ArticleError.REASONS))
def test_every_reason_is_explained(code: str) -> None:
    shown = only(Nights(AS_OF, reasons=[Reason(code, 1, "inbox/a", "detail")]))
    assert f"{code} 1 entry" in shown
    assert f"Meaning {ArticleError.REASONS[code]} Remedy {REMEDIES[code]}" in shown


def test_a_reason_of_a_newer_version_points_to_the_documentation() -> None:
    assert "Remedy see docs/operations.md" in only(Nights(AS_OF, reasons=[Reason("novel", 1, "a", "b")]))


def test_anchors_lead_somewhere(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_the_page_asks_the_network_for_nothing(page: html.HtmlElement) -> None:
    assert page.xpath("//link/@href") == ["data:,"]
    assert not page.xpath("//@src | //@srcset")
    (style,) = page.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style
    assert style_hash() == "sha256-" + b64encode(sha256(style.encode()).digest()).decode()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "green"),
        ({"state": "running", "quarantined": 1}, "running"),
        ({"state": "failed"}, "red"),
        ({"state": "failed", "quarantined": 9}, "red"),
        ({"quarantined": 1}, "warning"),
        ({"reasons": [("malformed", 1)]}, "warning"),  # one article of a file that was loaded
        ({"findings": [Finding("event_in_the_future", "warn", 1)]}, "warning"),
    ],
)
def test_outcome_of_a_night(values: dict[str, object], expected: str) -> None:
    assert outcome(night(1, **values)) == expected


def test_a_red_night_says_why() -> None:
    shown = only(Nights(AS_OF, [night(1, state="failed", detail="check event_type_unknown found 3 rows")]))
    assert "red 2026-04-27 02:30" in shown
    assert "Why it is red: check event_type_unknown found 3 rows" in shown


def test_counts_are_in_words_that_fit_one() -> None:
    one = night(1, found=1, loaded=0, duplicates=1, articles=1, events=1, seconds=1.0)
    assert "1 file 0 loaded 1 duplicate 0 quarantined 1 new article 1 event 1.0 s" in only(Nights(AS_OF, [one]))
    many = night(1, found=1_200_000)
    assert "1,200,000 files" in only(Nights(AS_OF, [many]))


def test_warnings_of_checks_are_shown() -> None:
    findings = [
        Finding("claim_left_behind", "error", 1),
        Finding("event_in_the_future", "warn", 20),
        Finding("volume_by_language", "warn", 1, "kk", "no article, usually 40", "look whether its feeds arrive"),
    ]
    shown = only(Nights(AS_OF, [night(1, findings=findings)]))
    assert "Checks claim_left_behind (error): 1 row event_in_the_future (warning): 20 rows" in shown
    assert "volume_by_language of kk (warning): no article, usually 40 look whether its feeds arrive" in shown


def test_the_smaller_languages_are_folded(page: html.HtmlElement) -> None:
    (details,) = page.xpath("//details")
    assert words(details) == "and 2 more Arabic 2, Turkish 1"


def test_an_empty_warehouse_has_a_page_too() -> None:
    shown = only(Nights(AS_OF))
    assert "No night has run." in shown
    assert "Nothing is in quarantine." in shown


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(None, ""), (0.04, "0.0 s"), (59.94, "59.9 s"), (60, "1 min 0 s"), (3599.4, "59 min 59 s"), (7500, "2 h 5 min")],
)
def test_duration(seconds: float | None, expected: str) -> None:
    assert duration(seconds) == expected


def test_moment() -> None:
    assert moment(AS_OF) == "2026-04-28 06:30"


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((), {"date": ["2026-04-28"]}),
        (("KAZ",), {"date": ["2026-04-28"], "country": ["KAZ"]}),
        (("KAZ", "PAK"), {"date": ["2026-04-28"], "dyad": ["KAZ-PAK"]}),
        (("A&b=c",), {"date": ["2026-04-28"], "country": ["A&b=c"]}),
    ],
)
def test_the_query_of_a_brief(codes: tuple[str, ...], expected: dict[str, list[str]]) -> None:
    assert parse_qs(brief_query(date(2026, 4, 28), codes)) == expected


def test_the_brief_is_framed_without_rights() -> None:
    (frame,) = html.document_fromstring(brief_page(date(2026, 4, 28), ("KAZ", "PAK"))).xpath("//iframe")
    assert frame.get("src") == "brief.html?date=2026-04-28&dyad=KAZ-PAK"
    assert "allow-scripts" not in frame.get("sandbox")
    assert "allow-same-origin" not in frame.get("sandbox")


def test_a_message_is_text() -> None:
    page = html.document_fromstring(message_page(SCRIPT, MARKUP))
    assert not page.xpath("//script | //img")
    assert page.xpath("string(//h1)") == SCRIPT


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_out(key: str, code: str, detail: str) -> None:
    hostile = Nights(
        AS_OF,
        [night(1, run_key=key, detail=detail, reasons=[(code, 1)], languages=[(key, 1)])],
        ledger=[(code, 1)],
        reasons=[Reason(code, 1, key, detail)],
    )
    plain = Nights(
        AS_OF,
        [night(1, run_key="k", detail="d" if detail else detail, reasons=[("c", 1)], languages=[("k", 1)])],
        ledger=[("c", 1)],
        reasons=[Reason("c", 1, "k", "d")],
    )
    tags = [
        [element.tag for element in html.document_fromstring(nights_page(nights)).iter(html.etree.Element)]
        for nights in (hostile, plain)
    ]
    assert tags[0] == tags[1]
