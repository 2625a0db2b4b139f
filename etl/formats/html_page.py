"""HTML pages: the article as the page declares it in JSON-LD, else as trafilatura finds it between the rest."""

from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree, html

from etl.errors import ArticleError
from etl.formats import json_fields as names
from etl.formats.draft import Draft, Head
from etl.formats.encoding import decode_noting
from etl.formats.fragments import text_of_html
from etl.formats.json_ld import find_article
from etl.formats.nesting import check_depth
from etl.formats.page_markup import Markup, declared_charset, read_markup, time_elements
from etl.formats.roots import root_of

_LEAST = 100  # characters of text; less is a menu or a notice
_DECLARED = 200  # characters of an articleBody; less is a teaser
_DEEPEST = 250  # elements inside one another; trafilatura's functions call themselves for each
# Joiners part and join letters in Persian and in India's scripts; trafilatura drops what does not print.
# What lxml reads from a page and does not take back has no place in a text either.
_UNWRITABLE = [chr(code) for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)]
_STAND_INS = str.maketrans({"\u200c": "\u2982", "\u200d": "\u2985", **dict.fromkeys(_UNWRITABLE)})
_JOINERS = str.maketrans({"\u2982": "\u200c", "\u2985": "\u200d"})
_LOOKED_AT = 4096  # bytes in which a page names its encoding (the standard: 1,024)


def recognizes(head: Head) -> bool:
    """By the first element, or the name."""
    return root_of(head.text) in ("html", "head", "body") or head.name.endswith((".html", ".htm", ".xhtml", ".shtml"))


def read(data: bytes, head: Head) -> Iterator[Draft]:
    """The page's article.

    Raises:
        ArticleError: ``no_article`` for a page without one, ``too_deep``, ``malformed``, or that it is no text.
    """
    text, notes = decode_noting(data, declared_charset(data[:_LOOKED_AT]) or head.charset)
    tree = _parse(text)
    declared = find_article(tree)
    markup = read_markup(tree)
    body = _declared_body(declared) or _found_body(tree)
    if len(body) < _LEAST:
        raise ArticleError("no_article", f"{len(body)} characters of article text: a list, a login or a notice")
    yield _draft(declared, markup, body, time_elements(tree), notes)


def _parse(text: str) -> etree._Element:
    source = text.replace("\0", "").encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError("no_article", f"no HTML in it: {error}") from error
    check_depth(tree, _DEEPEST)
    return tree


def _declared_body(declared: dict[str, Any]) -> str:
    body = declared.get("articleBody")
    text = text_of_html(body) if isinstance(body, str) else ""
    return text if len(text) >= _DECLARED else ""


def _found_body(tree: etree._Element) -> str:
    if any(joiner in text for text in tree.itertext() for joiner in ("\u200c", "\u200d")):
        _keep_joiners(tree)
    try:
        found = trafilatura.extract(
            tree, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
        )
    except RecursionError as error:
        raise ArticleError("too_deep", "elements inside one another beyond what can be read") from error
    except (ValueError, TypeError, AttributeError, etree.LxmlError) as error:
        raise ArticleError("malformed", f"the page cannot be taken apart: {type(error).__name__}: {error}") from error
    return (found or "").translate(_JOINERS)


def _keep_joiners(tree: etree._Element) -> None:
    for element in tree.iter():
        if element.text and isinstance(element.tag, str):
            element.text = element.text.translate(_STAND_INS)
        if element.tail:
            element.tail = element.tail.translate(_STAND_INS)


def _draft(declared: dict[str, Any], markup: Markup, body: str, moment: str | None, notes: tuple[str, ...]) -> Draft:
    """JSON-LD before Open Graph and meta tags, those before what is read off the page."""
    stated = names.name_of(declared, names.PUBLISHED) or markup.published
    title = declared.get("headline")
    return Draft(
        title=title if isinstance(title, str) and title.strip() else markup.title or "",
        body=body,
        url=markup.url or names.name_of(declared, names.URL, is_address=True),
        source=names.name_of(declared, ("publisher",)) or markup.source,
        author=names.name_of(declared, names.AUTHOR) or markup.author,
        published=stated or moment,
        published_basis="metadata" if stated else "markup",
        language=names.name_of(declared, names.LANGUAGE) or markup.language,
        notes=notes,
    )
