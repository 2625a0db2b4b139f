"""Markdown: the first heading is the title, paragraphs and list items the body; a front matter gives the fields.

Parsed by markdown-it-py as CommonMark. HTML inside is left out: what is worth reading of it belongs in an HTML page.
"""

from collections.abc import Iterator

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from etl.errors import ArticleError
from etl.formats.draft import Draft, Head
from etl.formats.encoding import decode_noting
from etl.formats.text import clean

_FENCE = "---"
_LONGEST_FRONT = 20_000  # characters of a front matter; more is text that begins with a rule
_DEEPEST = 20  # blocks inside one another, as markdown-it-py counts them
# What the generators of static sites (Jekyll, Hugo) call these fields.
_FIELDS = {
    "title": ("title",), "url": ("canonical_url", "url", "link", "permalink"), "source": ("source", "publisher"),
    "author": ("author", "authors", "byline"), "published": ("date", "published_at", "published", "pubDate"),
    "language": ("language", "lang"),
}  # fmt: skip


def recognizes(head: Head) -> bool:
    """By name: any text is Markdown too."""
    return head.name.endswith((".md", ".markdown"))


def read(data: bytes, head: Head) -> Iterator[Draft]:
    """One article.

    Raises:
        ArticleError: the bytes are no text or hold none.
    """
    text, notes = decode_noting(data)
    front, text = _front_matter(clean(text).lstrip("\n"))
    known = {field: _first(front, names) for field, names in _FIELDS.items()}
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    lines = list(_lines(parser.parse(text)))
    title = known.pop("title") or next((line for line, is_heading in lines if is_heading), "")
    if not title and lines:
        title = lines[0][0]
    body = [line for line, _ in lines]
    if title in body:
        body.remove(title)
    if not title and not body:
        raise ArticleError("empty", "the Markdown holds no text")
    yield Draft(title=title, body="\n".join(body), notes=notes, **known)  # type: ignore[arg-type]  # texts or None


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    """The YAML between two fences at the beginning, and the rest; no fields where it is none."""
    first, _, rest = text.partition("\n")
    end = rest.find(f"\n{_FENCE}\n", 0, _LONGEST_FRONT)
    if first.strip() != _FENCE or end < 0:
        return {}, text
    try:
        fields = yaml.load(rest[:end], Loader=yaml.BaseLoader)  # noqa: S506  # texts, lists and maps, nothing else
    except (yaml.YAMLError, RecursionError):
        return {}, text
    if not isinstance(fields, dict):
        return {}, text
    return {str(name).lower(): value for name, value in fields.items()}, rest[end + len(_FENCE) + 2 :]


def _first(front: dict[str, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = front.get(name.lower())
        if isinstance(value, list):
            value = ", ".join(item for item in value if isinstance(item, str))
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _lines(tokens: list[Token]) -> Iterator[tuple[str, bool]]:
    """Each block of text on a line, and whether it is a heading."""
    is_heading = False
    for token in tokens:
        is_heading = token.type == "heading_open" or (is_heading and token.type != "heading_close")
        if token.type == "inline" and (line := _plain(token.children or [])):
            yield line, is_heading


def _plain(children: list[Token]) -> str:
    """The words of a block: no images, no marks, no addresses of links."""
    words = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif child.type in ("text", "code_inline"):
            words.append(child.content)
    return " ".join("".join(words).split())
