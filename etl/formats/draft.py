"""What passes between the readers of formats and the walk over a file: heads, members, hints and drafts."""

from dataclasses import dataclass, field
from typing import BinaryIO, Literal

HEAD_BYTES = 4096  # of a document, that recognition is shown


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a document, for recognition: its first bytes, and its name in lower case, without folders.

    ``charset`` is the encoding that whoever delivered it declared, if any.
    ``text`` is the ASCII of those bytes in whatever width, stripped on the left: enough for the signs that formats
    begin with.
    """

    data: bytes
    name: str
    charset: str | None = None
    text: str = field(init=False)

    def __post_init__(self) -> None:
        narrow = self.data.replace(b"\0", b"").decode("ascii", errors="ignore").lstrip()
        object.__setattr__(self, "text", narrow)


def head_of(data: bytes, name: str, charset: str | None = None) -> Head:
    """The head of a document that begins with ``data`` and is called ``name`` (a path or an address will do)."""
    return Head(data[:HEAD_BYTES], name.rpartition("/")[2].lower(), charset)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a container or a sidecar knows of a document; supplies only what the document itself lacks.

    ``fetched_at`` is the ISO 8601 moment at which a crawler fetched it: no date of publication, but an upper bound.
    ``charset`` is the encoding that a server declared.
    """

    url: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    fetched_at: str | None = None
    language: str | None = None
    charset: str | None = None
    notes: tuple[str, ...] = ()


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Member:
    """A document inside a container. ``stream`` is read to its end, or left, before the next member is asked for.

    ``name`` is told to people and read for its ending; it is never a path to write to.
    """

    name: str
    stream: BinaryIO
    hints: Hints = NO_HINTS


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as a reader found it, fields as delivered: cleaning, bounds and identity come after.

    ``body`` has a paragraph a line (blank lines between them do no harm). ``published`` is whatever the document says,
    ``published_basis`` where it says so: ``metadata`` (a field made for it) or ``markup`` (read off a page). ``notes``
    are remarks for the row, such as how the encoding was found.
    """

    title: str
    body: str
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    published_basis: Literal["metadata", "markup"] = "metadata"
    language: str | None = None
    notes: tuple[str, ...] = ()
