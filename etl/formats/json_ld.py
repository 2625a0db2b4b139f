"""The article that a page declares in JSON-LD, by the names of schema.org."""

import html
import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

_ARTICLES = ("Article", "BlogPosting", "Report")  # and all that end so: NewsArticle, LiveBlogPosting ...
_DEEPEST = 6  # graphs and lists inside one another
_MOST = 2_000_000  # characters of a script


def find_article(tree: etree._Element) -> dict[str, Any]:
    """The fields of the page's article, of several the one with the longest body; empty where there is none.

    A script that is no valid JSON is passed over: templates break them often.
    """
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > _MOST:
            continue
        try:
            value = json.loads(script.text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(_articles(value, _DEEPEST))
    return max(found, key=lambda fields: len(str(fields.get("articleBody") or "")), default={})


def _articles(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth:
        for item in value:
            yield from _articles(item, depth - 1)
    elif isinstance(value, dict) and depth:
        kinds = value.get("@type")
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            if isinstance(kind, str) and kind.endswith(_ARTICLES):
                yield {name: _unescaped(field) for name, field in value.items()}
                break
        yield from _articles(value.get("@graph"), depth - 1)
        yield from _articles(value.get("mainEntity"), depth - 1)


def _unescaped(value: object) -> object:
    """Content systems put HTML's entities into JSON too."""
    return html.unescape(value) if isinstance(value, str) and "&" in value else value
