"""Text as it should be: in one normal form, without what no reader ever sees.

What stands inside a line stays as it was written, but for white space: quotes have to be found again in the source.
"""

import hashlib
import re
import unicodedata

from etl.errors import ArticleError

_LINE_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\u000b\u000c]")
_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")  # but for single plain ones, which most are
# Controls, surrogates and non-characters: nothing prints them, and PostgreSQL takes no NUL.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]")
# Soft hyphen, grapheme joiner, zero-width space, word joiner, invisible operators, byte order marks, tags and the marks
# of writing direction: unseen, and they part words from their patterns.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]"
)
_JOINERS = re.compile("[\u200c\u200d]+")
# Blocks whose letters change shape by a joiner: Arabic (Persian, Urdu ...), the scripts of India, Khmer, Mongolian.
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefe]")


def clean(text: str) -> str:
    """One normal form of a text with its lines kept: NFC, plain spaces, no controls, no invisible characters.

    Cleaning what is clean changes nothing.
    """
    text = _LINE_BREAKS.sub("\n", text)
    text = _INVISIBLE.sub("", _CONTROLS.sub("", text))
    text = unicodedata.normalize("NFC", _JOINERS.sub(_needed, unicodedata.normalize("NFC", text)))
    return "\n".join(map(str.strip, _SPACES.sub(" ", text).split("\n")))


def _needed(joiners: re.Match[str]) -> str:
    """One joiner where it stands between letters of a script that needs it (Persian plurals, Indic conjuncts)."""
    text, start, end = joiners.string, joiners.start(), joiners.end()
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    is_needed = len(around) == 2 and all(_JOINED.match(ch) and unicodedata.category(ch)[0] in "LM" for ch in around)
    return joiners[0][0] if is_needed else ""


def compose(title: str, body: str) -> tuple[str, str]:
    """Title and body to the article's ``(title, text)``: the title on one line, a blank line, a paragraph a line.

    A text without a title begins with the blank line, one without a body ends with the title.

    Raises:
        ArticleError: ``empty`` where nothing is left.
    """
    title = " ".join(clean(title).split())
    paragraphs = "\n".join(line for line in clean(body).split("\n") if line)
    if not title and not paragraphs:
        raise ArticleError("empty", "nothing is left of the text once it is cleaned")
    return title, f"{title}\n\n{paragraphs}" if paragraphs else title


def content_id(text: str) -> str:
    """sha256 (hex) of the normalized text: the article's identity."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
