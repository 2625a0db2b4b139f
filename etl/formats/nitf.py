"""NITF, the older XML of news agencies, by itself or inside NewsML-G2."""

from collections.abc import Iterator

from lxml import etree

from etl.errors import ArticleError
from etl.formats.draft import Draft, Head
from etl.formats.fragments import text_of_tree
from etl.formats.roots import root_of
from etl.formats.xml_safety import LANGUAGE, children, descendants, line, parse, tag


def recognizes(head: Head) -> bool:
    """By the root element, or the name."""
    return root_of(head.text) == "nitf" or head.name.endswith(".nitf")


def read(data: bytes, head: Head) -> Iterator[Draft]:
    """The article.

    Raises:
        ArticleError: ``malformed``, ``too_deep``, ``no_article``, or ``missing_field`` without a body.
    """
    root = parse(data)
    if tag(root) != "nitf":
        raise ArticleError("malformed", f"the root element is {tag(root)!r}, not nitf")
    yield read_nitf(root)


def read_nitf(root: etree._Element) -> Draft:
    """The article of a ``nitf`` element.

    Raises:
        ArticleError: ``no_article`` for one withdrawn, ``missing_field`` without a body.
    """
    if any(each.get("management-status") in ("canceled", "embargoed") for each in descendants(root, "docdata")):
        raise ArticleError("no_article", "withdrawn, or held back, by its publisher")
    body = "\n".join(text_of_tree(each) for each in descendants(root, "body.content"))
    if not body.strip():
        raise ArticleError("missing_field", "the element body.content is absent or empty")
    dateline = next((line(each) for each in descendants(root, "dateline")), None)
    published = [each.get("norm") or line(each) for each in descendants(root, "date.issue", "story.date")]
    published += [each.get("date.publication") for each in descendants(root, "pubdata")]
    return Draft(
        title=_headline(root) or "",
        body=body if dateline is None or body.startswith(dateline) else f"{dateline} - {body}",
        source=next((found for each in descendants(root, "distributor", "doc.copyright", "pubdata")
                     if (found := line(each) or each.get("holder") or each.get("name"))), None),
        author=next((found for each in descendants(root, "byline") if (found := line(each))), None),
        published=next(filter(None, published), None),
        language=root.get(LANGUAGE),
    )  # fmt: skip


def _headline(root: etree._Element) -> str | None:
    for each in descendants(root, "hedline"):
        if found := next((line(head) for head in children(each, "hl1")), None) or line(each):
            return found
    return next((line(each) for each in descendants(root, "title")), None)
