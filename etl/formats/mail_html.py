"""HTML of a mail to text: blocks become paragraphs; scripts, styles, quoted replies and what is hidden are left out."""

import re

from lxml import etree

from etl.errors import ArticleError

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_UNREAD = frozenset((
    "audio", "button", "canvas", "embed", "head", "iframe", "input", "math", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
))  # fmt: skip
_HIDING = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|font-size:0(?:px|pt)?(?:;|$)|max-height:0(?:px)?(?:;|$)"
)
_LONGEST_STYLE = 2000  # characters; a longer one is not looked at


def html_to_text(html: str) -> str:
    """The text of a page, a paragraph a line; empty where there is none.

    Raises:
        ArticleError: ``malformed`` where the parser gives up.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(html.replace("\0", "").encode("utf-8", errors="replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ArticleError("malformed", f"the HTML of the mail cannot be parsed: {error}") from error
    if root is None:
        return ""
    paragraphs = (" ".join(paragraph.split()) for paragraph in _text_of(root).split("\n"))
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _text_of(root: etree._Element) -> str:
    """All text that is shown, a line break at either end of every block."""
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_read = _is_read(element)
        edge = "\n" if element.tag in _BLOCKS else ""
        if event == "end":
            parts += edge, _one_line(element.tail)
        elif is_read:
            parts += edge, _one_line(element.text)
        else:
            walk.skip_subtree()
    return "".join(parts)


def _one_line(text: str | None) -> str:
    """White space of the source is no line break on the page."""
    return text.replace("\n", " ").replace("\r", " ") if text else ""


def _is_read(element: etree._Element) -> bool:
    if element.tag in _UNREAD or "hidden" in element.attrib:
        return False
    if element.tag == "blockquote" and (element.get("type") == "cite" or "quote" in (element.get("class") or "")):
        return False
    style = "".join((element.get("style") or "")[:_LONGEST_STYLE].lower().split())
    return _HIDING.search(style) is None
