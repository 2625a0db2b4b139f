"""IPTC ninjs 1.x to 3.0: news in JSON, as agencies' interfaces answer it."""

from typing import Any

from etl.errors import ArticleError
from etl.formats.draft import Draft
from etl.formats.fragments import text_of_html

_SIGNS = ("versioncreated", "firstcreated", "body_text", "body_xhtml", "bodies", "headlines", "altids")


def is_ninjs(fields: dict[str, Any]) -> bool:
    """By two names that only ninjs has, or by a body as it names it."""
    return sum(name in fields for name in _SIGNS) >= 2 or "body_xhtml" in fields or "body_text" in fields


def read_ninjs(fields: dict[str, Any]) -> Draft:
    """The article.

    Raises:
        ArticleError: ``no_article`` for one withdrawn or of another type than text, ``missing_field`` without a body.
    """
    if fields.get("pubstatus") in ("canceled", "cancelled", "withheld"):
        raise ArticleError("no_article", f"withdrawn by its publisher: {fields['pubstatus']}")
    if fields.get("type") in ("picture", "audio", "video", "graphic"):
        raise ArticleError("no_article", f"a {fields['type']}, no text")
    body = _body(fields)
    if not body.strip():
        raise ArticleError("missing_field", "neither `body_text` nor `body_xhtml` nor `bodies` holds text")
    uri = _text(fields.get("uri")) or ""
    return Draft(
        title=_valued(fields, "headlines") or _text(fields.get("headline")) or _text(fields.get("slugline")) or "",
        body=body,
        url=_text(fields.get("url")) or (uri if uri.startswith("http") else None),
        source=_text(fields.get("provider")) or _source(fields),
        author=_text(fields.get("byline")) or _text(fields.get("by")),
        published=_text(fields.get("firstcreated")) or _text(fields.get("versioncreated")),
        language=_text(fields.get("language")),
    )


def _body(fields: dict[str, Any]) -> str:
    if text := _text(fields.get("body_text")):
        return text
    if html := _text(fields.get("body_xhtml")):
        return text_of_html(html)
    for body in fields.get("bodies") or []:
        if isinstance(body, dict) and (value := _text(body.get("value"))):
            return value if body.get("contenttype") == "text/plain" else text_of_html(value)
    return ""


def _valued(fields: dict[str, Any], name: str) -> str | None:
    """The first value of a list of objects (ninjs 2 and 3)."""
    items = fields.get(name)
    found = [_text(item.get("value")) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return next(filter(None, found), None)


def _source(fields: dict[str, Any]) -> str | None:
    """The provider among the organisations, or the first source of information."""
    for name in ("infosources", "organisations", "organisation"):
        for item in fields.get(name) or []:
            if isinstance(item, dict) and (found := _text(item.get("name"))):
                return found
    return None


def _text(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("literal")
    return value.strip() or None if isinstance(value, str) else None
