"""Pages, feeds and agencies' XML: fields from where they stand, nothing from where they don't, no entity expanded."""

import json

import pytest

from etl.formats import read_articles
from etl.model import Article, Rejection
from tests.formats.reading import article_of, rejection_of

WORDS = "The foreign minister of Norway arrived in Tallinn on Monday and met her colleague. "
BODY = f"<p>{WORDS * 2}</p><p>{WORDS.replace('Monday', 'Tuesday') * 2}</p>"
HEAD = (
    '<meta property="og:title" content="A visit | The Paper"><meta property="og:site_name" content="The Paper">'
    '<meta property="article:published_time" content="2025-04-24T08:00:00+03:00">'
    '<link rel="canonical" href="https://paper.example/a?utm_source=x">'
)


def _page(head: str = "", body: str = BODY) -> bytes:
    content = f"<nav>Menu</nav><article>{body}</article>"
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{content}</body></html>'.encode()


def _only(data: bytes, name: str = "a") -> Article:
    return article_of(data, f"file:///inbox/{name}")


def _fault(data: bytes, name: str = "a") -> Rejection:
    return rejection_of(data, f"file:///inbox/{name}")


def test_a_page_by_its_markup() -> None:
    article = _only(_page(HEAD))
    assert (article.title, article.source, article.url) == ("A visit", "The Paper", "https://paper.example/a")
    assert (article.published_at, article.published_basis) == ("2025-04-24T08:00:00+03:00", "metadata")
    assert article.language_hint == "en"
    assert article.text.count("\n") == 3
    assert "Menu" not in article.text


def test_a_page_by_its_json_ld() -> None:
    fields = {
        "@context": "https://schema.org", "@graph": [
            {"@type": "WebPage", "headline": "No"},
            {"@type": ["NewsArticle"], "headline": "Talks &amp; a visit", "articleBody": WORDS * 4 + "\n" + WORDS,
             "datePublished": "2025-04-24", "author": [{"name": "A. B."}, {"name": "C. D."}],
             "publisher": {"name": "The Agency"}, "inLanguage": "en"},
        ],
    }  # fmt: skip
    tag = '<script type="application/ld+json">'
    script = f"{tag}{{broken</script>{tag}{json.dumps(fields)}</script>"
    article = _only(_page(script, "<p>Something else.</p>"))
    assert (article.title, article.author, article.source) == ("Talks & a visit", "A. B.; C. D.", "The Agency")
    assert "Something else" not in article.text
    assert article.published_at == "2025-04-24"


def test_dates_that_no_article_has() -> None:
    article = _only(_page(HEAD.replace("2025-", "1066-")))
    assert article.published_at == "1066-04-24T08:00:00+03:00"  # metadata, the year in four digits
    article = _only(_page("", f"<time datetime='1066-04-24'>x</time>{BODY}"))
    assert (article.published_at, article.notes) == (None, ("published_at out of bounds: 1066-04-24",))


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8", "x-unknown"])
def test_the_encoding_that_a_page_declares(charset: str) -> None:
    words = "Министр иностранных дел прибыл в Астану, где провёл переговоры со своим коллегой. " * 4
    encoding = "utf-8" if charset == "x-unknown" else charset
    page = f'<html><head><meta charset="{charset}"></head><body><article><p>{words}</p></article></body></html>'
    assert words.strip() in _only(page.encode(encoding)).text


def test_scripts_and_hidden_things_are_no_text() -> None:
    hostile = f"<script>alert(1)</script><style>p {{}}</style><!-- secret -->{BODY}<iframe src='x'>frame</iframe>"
    text = _only(_page("", hostile)).text
    assert not any(word in text for word in ("alert", "secret", "frame", "p {"))


def test_joiners_inside_words_are_kept() -> None:
    words = "رئیس\u200cجمهور تونس توافق\u200cنامهٔ ماهیگیری با مالت را در روز شنبه تعلیق کرد. " * 2
    assert words.strip() in _only(_page("", f"<p>{words * 2}</p><p>{words}</p>")).text


def test_pages_without_an_article() -> None:
    assert _fault(_page("", "<ul><li><a href='/1'>One</a></li></ul>")).reason == "no_article"
    assert _fault(b"<html>" + b"<div>" * 100_000).reason in ("too_deep", "no_article")


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Wire</title><language>en</language>
<item><title>One</title><link>https://wire.example/1</link><dc:creator>A. B.</dc:creator>
<pubDate>Thu, 24 Apr 2025 10:00:00 +0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[{BODY}<script>x()</script>]]></content:encoded></item>
<item><title>Empty</title></item>
<item><title>Teaser</title><description>{WORDS}&nbsp;More</description></item></channel></rss>"""


def test_rss() -> None:
    one, empty, teaser = read_articles(RSS.encode(), "file:///inbox/feed.xml")
    assert isinstance(one, Article)
    assert isinstance(empty, Rejection)
    assert isinstance(teaser, Article)
    assert (one.title, one.source, one.author, one.url) == ("One", "The Wire", "A. B.", "https://wire.example/1")
    assert one.published_at == "2025-04-24T10:00:00+05:00"
    assert one.text.count("\n") == 3
    assert "x()" not in one.text
    assert (empty.record, empty.reason) == (1, "missing_field")
    assert teaser.notes == ("teaser: the feed brings no more",)


def test_atom() -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title><entry>
    <title type="html">A &amp;amp; B</title>
    <link rel="self" href="https://b.example/self"/><link rel="alternate" href="https://b.example/1"/>
    <published>2025-04-24T08:00:00Z</published><author><name>N. N.</name></author>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry></feed>"""
    article = _only(atom.encode())
    assert (article.title, article.url, article.author) == ("A & B", "https://b.example/1", "N. N.")
    assert (article.source, article.language_hint, article.published_at) == ("Blatt", "de", "2025-04-24T08:00:00Z")
    assert article.text.count("\n") == 3


NITF = f"""<nitf><head><docdata><date.issue norm="20250424T101500Z"/></docdata></head><body><body.head>
<hedline><hl1>A visit</hl1></hedline><byline>By A. B.</byline><dateline>TALLINN, April 24</dateline></body.head>
<body.content>{BODY}</body.content></body></nitf>"""


def test_nitf() -> None:
    article = _only(f'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">{NITF}'.encode())
    assert (article.title, article.author, article.published_at) == ("A visit", "By A. B.", "2025-04-24T10:15:00+00:00")
    assert article.text.startswith("A visit\n\nTALLINN, April 24 - The foreign minister")


@pytest.mark.parametrize(
    "content",
    [f"<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head/><body>{BODY}</body></html></inlineXML>",
     f"<inlineXML>{NITF}</inlineXML>", f"<inlineData>{WORDS}</inlineData>"],
)  # fmt: skip
def test_newsml_g2(content: str) -> None:
    item = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="https://agency.example/1" xml:lang="en">
    <itemMeta><provider><name>The Agency</name></provider>
    <versionCreated>2025-04-24T10:00:00Z</versionCreated></itemMeta>
    <contentMeta><headline>Visit</headline><by>A. B.</by></contentMeta><contentSet>{content}</contentSet></newsItem>"""
    picture = "<newsItem guid='p'><itemMeta/><contentSet><remoteContent href='x.jpg'/></contentSet></newsItem>"
    message = f"<newsMessage><itemSet>{item}{picture}</itemSet></newsMessage>"
    article, other = read_articles(message.encode(), "file:///inbox/a.xml")
    assert isinstance(article, Article)
    assert (article.title, article.source, article.author) == ("Visit", "The Agency", "A. B.")
    assert (article.url, article.published_at) == ("https://agency.example/1", "2025-04-24T10:00:00Z")
    assert "foreign minister of Norway" in article.text
    assert isinstance(other, Rejection)
    assert other.reason == "no_article"


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "declared", [LAUGHS, '<!ENTITY i SYSTEM "file:///etc/passwd">', '<!ENTITY % p SYSTEM "http://x.example/e.dtd"> %p;']
)
@pytest.mark.parametrize("root", ["rss", "nitf", "newsItem"])
def test_entities_are_never_expanded(declared: str, root: str) -> None:
    data = f"<?xml version='1.0'?><!DOCTYPE {root} [{declared}]><{root}><item><title>&i;</title></item></{root}>"
    assert _fault(data.encode(), "a.xml").reason in ("malformed", "unknown_format")


def test_xml_nested_too_deep() -> None:
    assert _fault(b"<rss>" + b"<a>" * 100_000, "a.xml").reason in ("too_deep", "malformed")
