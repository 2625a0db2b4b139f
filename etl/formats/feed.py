"""RSS (0.9x, 1.0, 2.0) and Atom: each item an article, as far as the feed brings its text."""

from collections.abc import Iterator

from lxml import etree

from etl.errors import ArticleError
from etl.formats.draft import Draft, Head
from etl.formats.fragments import text_of_html, text_of_tree
from etl.formats.roots import root_of
from etl.formats.xml_safety import LANGUAGE, children, descendants, first, line, parse

_TEASER = 200  # characters; a description this short announces an article elsewhere


def recognizes(head: Head) -> bool:
    """By the root element, or the name."""
    return root_of(head.text) in ("rss", "rdf", "feed") or head.name.endswith((".rss", ".atom"))


def read(data: bytes, head: Head) -> Iterator[Draft | ArticleError]:
    """The items in their order.

    Raises:
        ArticleError: ``malformed``, ``too_deep``, or ``no_article`` for a feed without items.
    """
    root = parse(data)
    items = descendants(root, "item", "entry")
    if not items:
        raise ArticleError("no_article", "a feed without items")
    channel = next(iter(children(root, "channel")), root)
    source, language = first(channel, "title"), first(channel, "language") or root.get(LANGUAGE)
    for item in items:
        try:
            yield _draft(item, source, language)
        except ArticleError as error:
            yield error


def _draft(item: etree._Element, source: str | None, language: str | None) -> Draft:
    title = text_of_html(first(item, "title") or "")
    full = [_content(each) for each in children(item, "encoded", "content") if _is_text(each)]
    short = [_content(each) for each in children(item, "description", "summary")]
    body = max(full, key=len, default="") or max(short, key=len, default="")
    if not body.strip():
        raise ArticleError("missing_field", f"the item {title!r} has neither content nor description")
    is_teaser = not any(full) and len(body) < _TEASER
    return Draft(
        title=title,
        body=body,
        url=_link(item),
        source=_publisher(item) or source,
        author=_author(item),
        published=first(item, "pubdate", "published", "date", "issued", "updated"),
        language=item.get(LANGUAGE) or language,
        notes=("teaser: the feed brings no more",) if is_teaser else (),
    )


def _is_text(element: etree._Element) -> bool:
    """Whether it is text: Media RSS calls its pictures ``content`` too."""
    return "search.yahoo.com/mrss" not in str(element.tag)


def _content(element: etree._Element) -> str:
    if element.get("type") == "xhtml" or len(element):
        return text_of_tree(element)
    text = element.text or ""
    return text if element.get("type") == "text" else text_of_html(text)


def _link(item: etree._Element) -> str | None:
    links = children(item, "link")
    by_relation = {each.get("rel", "alternate"): each.get("href") for each in links if each.get("href")}
    guid = next(
        (line(each) for each in children(item, "guid", "id") if each.get("isPermaLink", "true") != "false"), None
    )
    plain = next((found for each in links if (found := line(each))), None)
    return by_relation.get("alternate") or plain or (guid if guid and guid.startswith("http") else None)


def _publisher(item: etree._Element) -> str | None:
    """The ``source`` of an item: RSS gives a name, Atom a feed with a title."""
    found = next(iter(children(item, "source")), None)
    return None if found is None else first(found, "title") or line(found)


def _author(item: etree._Element) -> str | None:
    for each in children(item, "creator", "author"):
        if name := first(each, "name") or line(each):
            return name
    return None
