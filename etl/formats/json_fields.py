"""Which field of which JSON means what: our own articles, schema.org, trafilatura, news-please, Fundus.

The names of these formats do not contradict each other, so one table reads them all; the first that is there counts.
Sources: schema.org/NewsArticle; trafilatura 2.3, output format ``json``; news-please 1.6, ``NewsArticle.get_dict``;
Fundus 0.5, ``Article.to_json``.
"""

from typing import Any

from etl.errors import ArticleError

TITLE = ("title", "headline", "name")
TEXT = ("text", "maintext", "articleBody", "plain_text", "raw_text", "body", "content")
URL = ("url", "canonical_url", "mainEntityOfPage", "@id")
SOURCE = ("source", "publisher", "sitename", "source-hostname", "source_domain", "hostname", "provider")
AUTHOR = ("author", "authors", "creator", "byline")
PUBLISHED = ("published_at", "datePublished", "date_publish", "publishing_date", "date", "pubDate", "dateCreated")
MODIFIED = ("dateModified", "date_modify", "modified_at")
LANGUAGE = ("language", "inLanguage", "lang")

_DEEPEST = 8  # objects inside one another in which a name is looked for


def text_of(fields: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first field with text in it.

    Raises:
        ArticleError: ``malformed`` where the first that is there, and not null, is no text.
    """
    for name in names:
        value = fields.get(name)
        if isinstance(value, dict) and (sections := _sections(value)):
            return sections
        if value is not None and not isinstance(value, str):
            raise ArticleError("malformed", f"the field `{name}` must be a string, found a {type(value).__name__}")
        if value and value.strip():
            return value
    return None


def name_of(fields: dict[str, Any], names: tuple[str, ...], *, is_address: bool = False) -> str | None:
    """The first field that names something: a string, an object with a name, or a list of those."""
    for name in names:
        if found := _name(fields.get(name), is_address, _DEEPEST):
            return found
    return None


def _name(value: object, is_address: bool, depth: int) -> str | None:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dict) and depth:
        keys = ("@id", "url") if is_address else ("name", "alternateName", "url")
        return next((found for key in keys if (found := _name(value.get(key), is_address, depth - 1))), None)
    if isinstance(value, list) and depth:
        several = [name for item in value if (name := _name(item, is_address, depth - 1))]
        return (several[0] if is_address else "; ".join(dict.fromkeys(several))) if several else None
    return None


def _sections(body: dict[str, Any]) -> str | None:
    """Fundus's body: a summary, and sections of a headline and paragraphs, each a list of texts."""
    parts: list[Any] = [body.get("summary")]
    for section in body.get("sections") or []:
        if isinstance(section, dict):
            parts += [section.get("headline"), section.get("paragraphs")]
    lines = [line for part in parts if isinstance(part, list) for line in part if isinstance(line, str)]
    return "\n".join(lines) or None
