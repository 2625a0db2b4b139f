"""Text to tokens, the same way for the texts that are read and for the patterns that are looked for in them.

A token is a word (letters with their combining marks, apostrophes inside), an initialism (``U.S.``), a number, or one
other visible character. Hyphens part words: ``US-Botschafter`` is three tokens, so that each half is found.
"""

import re
import sys
import unicodedata


def _combining_class() -> str:
    """A character class of all combining marks, as ranges: Python's ``\\w`` leaves them out of words."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x11000):
        if unicodedata.category(chr(code)) in ("Mn", "Mc"):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(a)}-{chr(b)}" if a != b else chr(a) for a, b in ranges)


_JOINERS = "\u200c\u200d"  # zero-width (non-)joiner: inside words of Persian, Urdu and Indic scripts
_LETTER = rf"[^\W\d_{_JOINERS}]"
_IN_WORD = rf"[^\W\d_]|[{_combining_class()}{_JOINERS}]"
_WORD = rf"{_LETTER}(?:{_IN_WORD})*"
TOKEN = re.compile(
    rf"(?P<initialism>(?:[A-Z]\.){{2,}})"
    rf"|(?P<number>\d+(?:[.,:]\d+)*)"
    rf"|(?P<word>{_WORD}(?:['’ʼ]{_WORD})*)"
    rf"|\S"
)


def fold(word: str) -> str:
    """Lower case with one kind of apostrophe: the form under which words are compared."""
    return sys.intern(word.lower().replace("’", "'").replace("ʼ", "'"))


def split(text: str) -> list[str]:
    """The tokens of a short text, without their places."""
    if text.isalpha():
        return [text]
    return [m.group() for m in TOKEN.finditer(text)]
