"""Text as it should be: decoded, in one normal form, without what no reader ever sees.

What stands inside a line stays as it was written, but for white space: offsets and quotes have to be found again in the
source.
"""

import hashlib
import re
import unicodedata

from charset_normalizer import from_bytes

from etl.errors import ArticleError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LINE_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\u000b\u000c]")
_SPACES = re.compile(r"[^\S\n]+")
# Soft hyphen, zero-width space, word joiner, marks of order and byte order: invisible, and they part words.
_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_JOINERS = re.compile("[\u200c\u200d]")
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a]")
_SAMPLE = 65_536  # bytes that encoding detection looks at


def decode(data: bytes) -> str:
    """Bytes to text: by byte order mark, as UTF-8, else by detection.

    Raises:
        ArticleError: ``empty`` where there is nothing, ``not_text`` where no encoding makes text of it.
    """
    if not data.strip():
        raise ArticleError("empty", "the file holds no text")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _detected(data)
    if text.count("\0") > len(text) // 20:
        raise ArticleError("not_text", "the file is full of NUL bytes")
    return text


def _detected(data: bytes) -> str:
    if len(_BINARY.findall(data[:_SAMPLE])) > len(data[:_SAMPLE]) // 50:
        raise ArticleError("not_text", "the bytes are no text in any encoding that we read")
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ArticleError("not_text", "the bytes are no text in any encoding that we read")
    return data.decode(best.encoding, errors="replace")


def clean(text: str) -> str:
    """One normal form of a text with its lines kept: NFC, plain spaces, no controls, no invisible characters."""
    text = _LINE_BREAKS.sub("\n", text)
    text = _CONTROLS.sub("", text).translate(_INVISIBLE)
    text = _JOINERS.sub("", text) if text.isascii() else _needed_joiners(text)
    text = unicodedata.normalize("NFC", text)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))


def _needed_joiners(text: str) -> str:
    """Keep joiners between letters of scripts that need them (Persian, Urdu, Indic), drop the others."""

    def keep(match: re.Match[str]) -> str:
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        return (
            match.group()
            if len(around) == 2 and all(ord(ch) > 0x5FF and unicodedata.category(ch)[0] in "LM" for ch in around)
            else ""
        )

    return _JOINERS.sub(keep, text)


def compose(title: str, body: str) -> tuple[str, str]:
    """Title and body to the article's ``(title, text)``: the title on one line, a blank line, a paragraph a line.

    Raises:
        ArticleError: ``empty`` where nothing is left.
    """
    title = " ".join(clean(title).split())
    paragraphs = [line for line in clean(body).split("\n") if line]
    if not title and not paragraphs:
        raise ArticleError("empty", "nothing is left of the text once it is cleaned")
    return title, title + "\n\n" + "\n".join(paragraphs) if paragraphs else title


def content_id(text: str) -> str:
    """sha256 (hex) of the normalized text: the article's identity."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
