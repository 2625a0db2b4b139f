"""Article text made fit for a terminal: what a publisher wrote must not steer the reader's screen."""

import re

from rich.text import Text

# Strings first (title, hyperlink, device control: up to BEL or ST), then control sequences, then two-letter escapes.
_ESCAPES = re.compile(
    "(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?"
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"
    "|\x1b[ -/]*[0-~]?"
)
# Bidirectional marks left open would reorder the rest of the table's row; the joiners that Persian or Hindi need stay.
_STEERING = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")


def clean(value: object) -> str:
    """``value`` on one line, without terminal escape sequences, control characters or bidirectional overrides."""
    text = _ESCAPES.sub("", str(value))
    text = _SURROGATES.sub("\ufffd", _STEERING.sub("", text))
    return _SPACES.sub(" ", text).strip()


def shorten(value: object, width: int) -> str:
    """``clean(value)`` in at most ``width`` characters, cut at a word where that loses less than a third."""
    text = clean(value)
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    space = cut.rfind(" ")
    if space > width * 2 // 3:
        cut = cut[:space]
    return cut.rstrip(" ,;:-–—") + "…"


def plain(value: object | None, style: str = "", width: int | None = None) -> Text:
    """A table cell: cleaned, never read as Rich markup; ``None`` is an empty cell."""
    if value is None:
        return Text("")
    return Text(clean(value) if width is None else shorten(value, width), style=style)
