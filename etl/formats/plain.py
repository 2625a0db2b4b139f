"""Plain text: the first line with words is the title, the lines after it are the paragraphs."""

from collections.abc import Iterator

from etl.formats.encoding import decode
from etl.formats.text import clean, compose, content_id
from etl.model import Article


def recognizes(head: str, name: str) -> bool:
    """By name alone, whatever is in it; so this reader is asked last."""
    return name.endswith((".txt", ".text", ".md"))


def read(data: bytes, uri: str) -> Iterator[Article]:
    """One article; a title alone is one too.

    Raises:
        ArticleError: the bytes are no text or hold none.
    """
    title, _, body = clean(decode(data)).lstrip("\n").partition("\n")
    title, text = compose(title, body)
    yield Article(uri=uri, record=0, content_id=content_id(text), title=title, text=text)
