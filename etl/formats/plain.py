"""Plain text: the first line with words is the title, the rest are paragraphs."""

from collections.abc import Iterator

from etl.formats.text import clean, compose, content_id, decode
from etl.model import Article


def recognizes(data: bytes, name: str) -> bool:
    """By name; the registry asks this reader last, for whatever is text."""
    return name.endswith((".txt", ".text", ".md"))


def read(data: bytes, uri: str) -> Iterator[Article]:
    """One article.

    Raises:
        ArticleError: the bytes are no text or hold none.
    """
    lines = [line for line in clean(decode(data)).split("\n") if line]
    title, text = compose(lines[0] if lines else "", "\n".join(lines[1:]))
    yield Article(uri=uri, record=0, content_id=content_id(text), title=title, text=text)
