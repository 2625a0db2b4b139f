"""What a page says of itself in its head: Open Graph, meta tags, links; and its encoding."""

import re
from dataclasses import dataclass

from lxml import etree

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(rb"<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_.-]{2,40})", re.IGNORECASE)
_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "dc.date",
              "dc.date.issued", "dcterms.created", "sailthru.date", "parsely-pub-date", "publish-date")  # fmt: skip
_DASHES = (" - ", " | ", " — ", " – ", " · ", " :: ", " » ")


@dataclass(frozen=True, slots=True)
class Markup:
    """What the head of a page says; ``None`` where it does not."""

    title: str | None
    url: str | None
    source: str | None
    author: str | None
    published: str | None
    language: str | None


def declared_charset(start: bytes) -> str | None:
    """The encoding that the beginning of a page names."""
    found = _CHARSET.search(start) or _DECLARATION.match(start.lstrip())
    return found[1].decode("ascii") if found else None


def media_type(value: str) -> tuple[str, str | None]:
    """The media type and the charset of a ``Content-Type``."""
    media, _, parameters = value.partition(";")
    name, _, charset = parameters.strip().partition("=")
    return media.strip().lower(), charset.strip("\"' ") or None if name.lower() == "charset" else None


def read_markup(tree: etree._Element) -> Markup:
    """Everything in one pass over ``meta`` and ``link``."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if (content := (element.get("content") or "").strip()) and name:
            meta.setdefault(name.strip().lower(), content)
    canonical = next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )
    site = meta.get("og:site_name") or meta.get("application-name")
    return Markup(
        title=_title(tree, meta, site),
        url=canonical or meta.get("og:url"),
        source=site,
        author=meta.get("author") or meta.get("article:author") or meta.get("byl"),
        published=next((meta[name] for name in _PUBLISHED if name in meta), None),
        language=tree.get("lang") or meta.get("og:locale") or meta.get("content-language"),
    )


def time_elements(tree: etree._Element) -> str | None:
    """The moment of the first ``<time datetime>`` of the page, if all of its day are one."""
    moments = [moment.strip() for element in tree.iter("time") if (moment := element.get("datetime"))]
    return moments[0] if moments and len({moment[:10] for moment in moments}) == 1 else None


def _title(tree: etree._Element, meta: dict[str, str], site: str | None) -> str | None:
    """Open Graph's, else the one heading of the first order, else the window's; without the site's name behind it."""
    headings = [" ".join("".join(map(str, h.itertext())).split()) for h in tree.iter("h1")]
    window = next(("".join(map(str, element.itertext())) for element in tree.iter("title")), "")
    title = meta.get("og:title") or (headings[0] if len(headings) == 1 else "") or window
    for dash in _DASHES:
        head, found, tail = title.rpartition(dash)
        if found and head and site and tail.strip().casefold() == site.casefold():
            return head.strip()
    return title.strip() or None
