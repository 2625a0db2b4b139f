"""Plain text: the first line with words is the title, the lines after it are the paragraphs."""

from collections.abc import Iterator

from etl.formats.draft import Draft, Head
from etl.formats.encoding import decode_noting
from etl.formats.text import clean


def recognizes(head: Head) -> bool:
    """By name alone, whatever is in it; so this reader is asked last."""
    return head.name.endswith((".txt", ".text"))


def read(data: bytes, head: Head) -> Iterator[Draft]:
    """One article; a title alone is one too.

    Raises:
        ArticleError: the bytes are no text or hold none.
    """
    text, notes = decode_noting(data)
    title, _, body = clean(text).lstrip("\n").partition("\n")
    yield Draft(title=title, body=body, notes=notes)
