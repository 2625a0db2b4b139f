"""Pieces of HTML inside other formats, to text: a paragraph a line, nothing that is not shown."""

from collections.abc import Iterator

from lxml import etree, html

from etl.formats.nesting import bounded_walk

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
])  # fmt: skip
_UNSHOWN = frozenset([
    "button", "embed", "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea",
])  # fmt: skip
_DEEPEST = 500  # elements inside one another; libxml2's own limit is 256 unless told otherwise


def text_of_html(source: str) -> str:
    """The text of an HTML fragment, a block a line; text without any tag is itself.

    Raises:
        ArticleError: ``too_deep`` where its elements are nested beyond reason.
    """
    if "<" not in source and "&" not in source:
        return source
    try:
        tree = html.fromstring(f"<div>{source.replace(chr(0), '')}</div>", parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    return text_of_tree(tree)


def text_of_tree(tree: etree._Element) -> str:
    """The text below an element of HTML, a block a line."""
    lines = "".join(_parts(tree)).split("\n")
    return "\n".join(line for each in lines if (line := " ".join(each.split())))


def _parts(tree: etree._Element) -> Iterator[str]:
    """Texts in their order, line breaks around blocks; white space of the source is a space."""
    hidden = 0
    for event, element in bounded_walk(tree, _DEEPEST, ("start", "end", "comment", "pi")):
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += tag in _UNSHOWN
            if tag in _BLOCKS:
                yield "\n"
            if not hidden and element.text:
                yield " ".join(element.text.split("\n"))
        elif event == "end":
            hidden -= tag in _UNSHOWN
            if tag in _BLOCKS:
                yield "\n"
        if event != "start" and not hidden and element.tail and element is not tree:
            yield " ".join(element.tail.split("\n"))
