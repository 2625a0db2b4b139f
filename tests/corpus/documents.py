"""Documents of each format around a text."""

import io
import json
from email.message import EmailMessage
from email.policy import SMTP
from xml.sax.saxutils import escape

from docx import Document

from tests.corpus.cases import Text

DAY = "2025-04-24"


def paragraphs(text: Text) -> str:
    """The body as HTML."""
    return "".join(f"<p>{escape(each)}</p>\n" for each in text.paragraphs)


def page(text: Text, head: str = "", language: str = "", charset: str = "utf-8") -> bytes:
    """A web page with what surrounds an article: navigation, a notice, a footer, a script."""
    lang = f' lang="{language}"' if language else ""
    html = (
        f'<!DOCTYPE html><html{lang}><head><meta charset="{charset}"><title>{escape(text.title)}</title>{head}</head>'
        "<body><nav><a href='/'>Home</a> <a href='/world'>World</a></nav><script>track('secret')</script>"
        f"<article><h1>{escape(text.title)}</h1>{paragraphs(text)}</article>"
        "<footer><a href='/imprint'>Imprint</a></footer></body></html>"
    )
    return html.encode(charset, "xmlcharrefreplace")


def json_ld(text: Text, **more: object) -> str:
    """A schema.org article as a page declares it."""
    fields = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": text.title,
              "articleBody": text.body, "datePublished": DAY, **more}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def json_article(text: Text, **more: object) -> bytes:
    """An article in our own fields."""
    return json.dumps({"title": text.title, "text": text.body, **more}, ensure_ascii=False).encode()


def markdown(text: Text) -> bytes:
    """A heading and paragraphs."""
    return f"# {text.title}\n\n".encode() + "\n\n".join(text.paragraphs).encode() + b"\n"


def rss(texts: list[Text], charset: str = "utf-8") -> bytes:
    """A feed with full content."""
    items = "".join(
        f"<item><title>{escape(each.title)}</title><link>https://wire.example/{n}</link>"
        f"<content:encoded><![CDATA[{paragraphs(each)}]]></content:encoded></item>"
        for n, each in enumerate(texts)
    )
    return (
        f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Wire</title>'
        f"{items}</channel></rss>"
    ).encode(charset)


def atom(texts: list[Text]) -> bytes:
    """An Atom feed with XHTML content."""
    entries = "".join(
        f"<entry><title>{escape(each.title)}</title><link href='https://paper.example/{n}'/>"
        f"<published>{DAY}T08:00:00Z</published><content type='xhtml'>"
        f"<div xmlns='http://www.w3.org/1999/xhtml'>{paragraphs(each)}</div></content></entry>"
        for n, each in enumerate(texts)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Paper</title>{entries}</feed>".encode()


def nitf(text: Text, declared: str = "", charset: str = "utf-8") -> bytes:
    """An agency's item in NITF."""
    return (
        f'<?xml version="1.0" encoding="{charset}"?>{declared}<nitf><head><docdata>'
        f'<date.issue norm="20250424T101500Z"/></docdata></head><body><body.head><hedline>'
        f"<hl1>{escape(text.title)}</hl1></hedline></body.head><body.content>{paragraphs(text)}</body.content>"
        "</body></nitf>"
    ).encode(charset)


def news_item(text: Text | None, guid: str = "https://agency.example/1", status: str = "stat:usable") -> str:
    """A NewsML-G2 item with XHTML, or a picture's where there is no text."""
    content = (
        f"<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head/><body>{paragraphs(text)}</body></html></inlineXML>"
        if text
        else "<remoteContent href='https://agency.example/x.jpg'/>"
    )
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}"><itemMeta>'
        f"<provider><name>The Agency</name></provider><versionCreated>{DAY}T10:00:00Z</versionCreated>"
        f'<pubStatus qcode="{status}"/></itemMeta><contentMeta>'
        f"<headline>{escape(text.title) if text else 'A picture'}</headline></contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def news_message(*items: str) -> bytes:
    """A NewsML-G2 message."""
    head = '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
    return f"{head}{''.join(items)}</itemSet></newsMessage>".encode()


def mail(text: Text, kind: str = "plain", charset: str = "utf-8") -> bytes:
    """A newsletter with a text part, an HTML part or both."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Desk <desk@wire.example>"
    message["Subject"] = text.title
    message["Date"] = "Thu, 24 Apr 2025 10:30:00 +0200"
    if kind in ("plain", "both"):
        message.set_content("\n\n".join(text.paragraphs), charset=charset, cte="base64")
    html = f"<html><body><h1>{escape(text.title)}</h1>{paragraphs(text)}</body></html>"
    if kind == "html":
        message.set_content(html, subtype="html", charset=charset, cte="base64")
    if kind == "both":
        message.add_alternative(html, subtype="html", charset=charset, cte="base64")
        message.set_boundary("=====boundary=====")
    return message.as_bytes()


def word(text: Text) -> bytes:
    """A DOCX file."""
    document = Document()
    document.add_heading(text.title, 1)
    for each in text.paragraphs:
        document.add_paragraph(each)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()
