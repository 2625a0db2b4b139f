"""The page: nothing that a publisher wrote becomes markup, links lead to the web alone, and every night has a page."""

import re
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from etl.reporting.brief.content import Night, Period, Quote, Scope
from etl.reporting.brief.page import IN_FULL, html_page
from tests.reporting.brief.material import (
    ARABIC,
    DAY,
    MARKUP,
    MIDNIGHT,
    SCRIPT,
    URDU,
    empty_brief,
    full_brief,
    incident,
    week_cells,
)


@pytest.fixture(scope="module")
def text() -> str:
    return html_page(full_brief())


@pytest.fixture(scope="module")
def page(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def _of(page: html.HtmlElement, section: str) -> str:
    """The text of a section, spaces folded."""
    (found,) = page.xpath(f"//section[@id='{section}']")
    return " ".join(found.text_content().split())


def test_nothing_becomes_markup(page: html.HtmlElement, text: str) -> None:
    assert not page.xpath("//script | //iframe | //object | //img | //form | //base")
    attributes = {name for element in page.iter(html.etree.Element) for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on")]
    assert "style" not in attributes, "the policy lets no style in but the one sheet"
    shown = page.text_content()
    assert SCRIPT in shown
    assert MARKUP in shown
    assert "<script" not in text


def test_links_lead_to_the_web_and_tell_it_nothing(page: html.HtmlElement, text: str) -> None:
    links = [link for link in page.xpath("//a") if not link.get("href").startswith("#")]
    assert len(links) > 3
    for link in links:
        assert re.match(r"https?://", link.get("href"))
        assert link.get("rel") == "noopener noreferrer"
    assert "javascript:" not in text
    assert "https://ar.example.org/a?b=1&c=%22%3E" in {link.get("href") for link in links}


def test_anchors_lead_somewhere(page: html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= ids


def test_the_page_asks_the_network_for_nothing(page: html.HtmlElement, text: str) -> None:
    assert page.xpath("//link/@href") == ["data:,"]
    assert not page.xpath("//@src | //@srcset | //@*[local-name()='href' and namespace-uri()!='']")
    (style,) = page.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style


def test_policy_allows_the_one_style_sheet_and_nothing_else(text: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert policy is not None
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    rules = html.fromstring(f"<p>{policy[1]}</p>").text.split("; ")
    assert rules[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]
    assert not [rule for rule in rules if "script" in rule or "unsafe" in rule]


@pytest.mark.parametrize(("quote", "language", "direction"), [(ARABIC, "ar", "rtl"), (URDU, "ur", "rtl")])
def test_quotes_run_in_their_own_direction(page: html.HtmlElement, quote: str, language: str, direction: str) -> None:
    found = [element for element in page.xpath("//blockquote") if element.text_content() == quote]
    assert found
    assert {(element.get("lang"), element.get("dir")) for element in found} == {(language, direction)}


def test_direction_of_an_unknown_language_is_left_to_the_browser() -> None:
    page = html.document_fromstring(html_page(full_brief(news=[incident(quote=Quote(ARABIC, None))])))
    assert page.xpath("//section[@id='new']//blockquote/@dir") == ["auto"]


def test_marks_that_steer_are_taken_out(text: str) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", text)


def test_what_did_not_happen_is_marked(page: html.HtmlElement) -> None:
    for status in ("planned", "denied", "possible"):
        (card,) = page.xpath(f"//article[contains(concat(' ', @class, ' '), ' {status} ')]")
        assert status in [mark.text for mark in card.xpath(".//span[contains(@class, 'mark')]")]
    assert _of(page, "new").count("disputed") == 1


def test_a_card_says_what_who_when_where_and_who_said_so_first(page: html.HtmlElement) -> None:
    first = " ".join(page.xpath("//article")[0].text_content().split())
    for part in (
        "Visit Pakistan → Kazakhstan",
        "23 April 2025 · Astana, Kazakhstan · Asim Munir, Kassym-Jomart Tokayev · defence",
        "Tokajew empfing General Munir.",
        "German · Besuch in Astana news.example.org",
        "first reported by Kasachstan Aktuell on 24 April 2025",
        "9 outlets · 7 languages: Arabic, German, English, Persian, Russian, Urdu, Chinese",
        "verbal cooperation, Goldstein +1.9",
        "confidence 0.85",
    ):
        assert part in first


def test_the_rest_of_the_night_is_folded_away(page: html.HtmlElement) -> None:
    assert len(page.xpath("//article")) == IN_FULL
    assert page.xpath("//summary/text()") == [f"{len(full_brief().news) - IN_FULL} more"]


def test_silent_language_is_told_at_the_top_and_in_its_place(page: html.HtmlElement) -> None:
    (warning,) = page.xpath("//header//p[@class='warning']")
    assert "Silent: Urdu since 21 April 2025" in " ".join(warning.text_content().split())
    (row,) = page.xpath("//tr[@class='silent']")
    assert row.xpath("./th/text()") == ["Urdu"]
    assert "12 articles have no day of publication" in _of(page, "coverage")


def test_charts_are_there_in_both_widths(page: html.HtmlElement) -> None:
    for section in ("pairs", "timeline", "coverage"):
        found = page.xpath(f"//section[@id='{section}']//figure/*[local-name()='svg']/@class")
        assert found == ["wide", "narrow"]


def test_empty_night_says_so_everywhere() -> None:
    page = html.document_fromstring(html_page(empty_brief()))
    assert "Nothing new" in _of(page, "new")
    assert "No incident is known" in _of(page, "pairs")
    assert "has a date to draw" in _of(page, "timeline")
    assert "None is announced" in _of(page, "visits")
    assert "no gap can be told" in _of(page, "coverage")
    assert not page.xpath("//figure")
    assert "No run is known" in page.text_content()


def test_country_without_events_is_named() -> None:
    page = html.document_fromstring(html_page(empty_brief(scope=Scope(("FJI",), ("Fiji",)))))
    assert page.xpath("//h1/text()") == ["Fiji"]
    assert "Nothing new about Fiji" in _of(page, "new")


def test_warehouse_of_undated_articles() -> None:
    undated = [incident(date_text=None, incident_date=None, first_published_on=None, first_source=None, outlets=0)]
    brief = empty_brief(news=undated, visits=undated, pairs=full_brief().pairs, undated=9, undated_articles=138)
    page = html.document_fromstring(html_page(brief))
    assert "undated" in _of(page, "new")
    assert "3 articles, publisher unknown" in _of(page, "new")
    assert "first reported" not in _of(page, "new")
    assert "9 incidents" in _of(page, "timeline")
    assert "138 articles have no day of publication" in _of(page, "coverage")


def test_period_that_ends_earlier_is_told() -> None:
    old = Period(DAY - timedelta(days=400), DAY - timedelta(days=310), is_shifted=True)
    page = html.document_fromstring(html_page(full_brief(known=old, dated=old)))
    assert "Nothing is dated nearer" in _of(page, "pairs")
    assert "22 June 2024" in _of(page, "timeline")


def test_failed_run_is_told() -> None:
    night = Night(MIDNIGHT - timedelta(days=1), MIDNIGHT, "night", "failed", 3, 2, 3)
    page = html.document_fromstring(html_page(empty_brief(night=night)))
    assert "The last run failed" in page.text_content()
    assert "2 quarantined" in page.text_content()


@pytest.mark.parametrize(
    ("codes", "names"), [(("KAZ",), ("Kazakhstan",)), (("KAZ", "PAK"), ("Kazakhstan", "Pakistan"))]
)
def test_scopes_have_their_heat_map_by_week(codes: tuple[str, ...], names: tuple[str, ...]) -> None:
    page = html.document_fromstring(html_page(full_brief(scope=Scope(codes, names), cells=week_cells())))
    labels = page.xpath("//section[@id='pairs']//*[local-name()='svg'][@class='wide']//*[local-name()='text']/text()")
    assert {"21 Apr", "Uzbekistan"} <= set(labels)


def test_same_brief_is_the_same_bytes(text: str) -> None:
    assert html_page(full_brief()) == text
    news = list(reversed(full_brief().news))
    assert html_page(full_brief(news=news)) == text, "the order of reading does not matter"


_HOSTILE = st.text(st.sampled_from(list("<>\"'&;=/\\ :{}%#\u202e\x00\x1b")) | st.characters(codec="utf-8"), max_size=40)


@settings(max_examples=60, deadline=None)
@given(_HOSTILE, _HOSTILE, _HOSTILE)
def test_any_text_stays_text(quote: str, title: str, url: str) -> None:
    hostile = incident(quote=Quote(quote or "x", title, title, url), persons=(title,), place=quote, first_source=title)
    page = html.document_fromstring(html_page(empty_brief(news=[hostile])))
    (card,) = page.xpath("//article")
    tags = {element.tag for element in card.iter(html.etree.Element)}
    assert tags <= {"article", "h3", "p", "span", "bdi", "blockquote", "a"}
    names = {name for element in card.iter(html.etree.Element) for name in element.attrib}
    assert names <= {"class", "lang", "dir", "href", "rel", "target"}
    assert all(re.match("https?://", link, re.IGNORECASE) for link in card.xpath(".//@href"))
