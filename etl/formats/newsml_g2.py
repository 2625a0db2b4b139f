"""IPTC NewsML-G2: news items by themselves, in messages or in sets, their text as XHTML, NITF or plain."""

from collections.abc import Iterator

from lxml import etree

from etl.errors import ArticleError
from etl.formats.draft import Draft, Head
from etl.formats.fragments import text_of_tree
from etl.formats.nitf import read_nitf
from etl.formats.roots import root_of
from etl.formats.xml_safety import LANGUAGE, children, descendants, first, line, parse, tag

_ROOTS = ("newsmessage", "newsitem", "packageitem", "knowledgeitem", "conceptitem")


def recognizes(head: Head) -> bool:
    """By the root element."""
    return root_of(head.text) in _ROOTS


def read(data: bytes, head: Head) -> Iterator[Draft | ArticleError]:
    """The news items in their order; those without text are faults among them.

    Raises:
        ArticleError: ``malformed``, ``too_deep``, ``no_article`` for packages and concepts without an item.
    """
    root = parse(data)
    items = [root] if tag(root) == "newsitem" else descendants(root, "newsitem")
    if not items:
        raise ArticleError("no_article", f"a {tag(root)} without news items: it only refers to them")
    for item in items:
        try:
            yield _draft(item)
        except ArticleError as error:
            yield error


def _draft(item: etree._Element) -> Draft:
    item_meta, content_meta = (
        next(iter(children(item, name)), etree.Element(name)) for name in ("itemmeta", "contentmeta")
    )
    status = next((each.get("qcode", "") for each in children(item_meta, "pubstatus")), "")
    if status.endswith(("canceled", "cancelled", "withheld")):
        raise ArticleError("no_article", f"withdrawn by its publisher: {status}")
    inner = _nitf(item)
    body = inner.body if inner else _body(item)
    if not body.strip():
        raise ArticleError("no_article", f"no text in {item.get('guid', '')}: a picture, or kept elsewhere")
    guid = item.get("guid") or ""
    return Draft(
        title=first(content_meta, "headline") or (inner.title if inner else first(content_meta, "slugline")) or "",
        body=body,
        url=guid if guid.startswith("http") else None,
        source=_named(item_meta, "provider") or first(content_meta, "creditline"),
        author=first(content_meta, "by") or (inner.author if inner else None),
        published=first(item_meta, "firstcreated") or first(content_meta, "contentcreated")
        or first(item_meta, "versioncreated") or (inner.published if inner else None),
        language=next((each.get("tag") for each in children(content_meta, "language")), item.get(LANGUAGE)),
    )  # fmt: skip


def _nitf(item: etree._Element) -> Draft | None:
    found = next(iter(descendants(item, "nitf")), None)
    return None if found is None else read_nitf(found)


def _body(item: etree._Element) -> str:
    parts = [text_of_tree(body) for content in descendants(item, "inlinexml") for body in descendants(content, "body")]
    parts = parts or [text_of_tree(each) for each in descendants(item, "inlinexml")]
    return "\n".join(parts) or "\n".join(each.text or "" for each in descendants(item, "inlinedata"))


def _named(parent: etree._Element, name: str) -> str | None:
    """The name of a party: a ``name`` inside it, its text, or its code."""
    for each in children(parent, name):
        return first(each, "name") or line(each) or each.get("literal") or each.get("qcode")
    return None
