"""Text to tokens, the same way for the texts that are read and for the patterns that are looked for in them.

A token is a word (letters with their combining marks, apostrophes inside), an initialism (``U.S.``), a number, or one
other visible character. Hyphens part words: ``US-Botschafter`` is three tokens, so that each half is found. Scripts
that put no spaces between words (Chinese characters, hiragana, Thai and its neighbours) have a token a letter with its
marks, so that a word is found wherever it stands; a run of katakana, which spells one foreign word, is one token.
"""

import re
import sys
import unicodedata
from functools import lru_cache


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
_MARK = f"[{_combining_class()}]"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"
_UNSPACED = (
    "\u3005-\u3007\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han, hiragana
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf"  # Thai, Lao
    "\u1000-\u102a\u103f\u1050-\u1055\u1780-\u17b3"  # Burmese, Khmer
)
_APOSTROPHES = "'’ʼʻ‘`´"
_LETTER = rf"[^\W\d_{_JOINERS}{_UNSPACED}{_KATAKANA}]"
_MARKS = rf"[{_combining_class()}{_JOINERS}]"
_WORD = rf"{_LETTER}+(?:{_MARKS}+{_LETTER}*)*"
TOKEN = re.compile(
    rf"[{_UNSPACED}]{_MARK}*"  # the most tokens to a text, so tried first
    rf"|(?:[A-Z]\.){{2,}}"  # an initialism
    rf"|\d+(?:[.,:]\d+)*"
    rf"|{_WORD}(?:[{_APOSTROPHES}]{_WORD})*"
    rf"|[{_KATAKANA}]+"
    rf"|\S"
)


_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Lower case with one kind of apostrophe: the form under which words are compared."""
    if word.isascii():
        return sys.intern(word.lower().replace("`", "'"))
    return sys.intern(word.lower().translate(_ONE_APOSTROPHE).replace("i\u0307", "i"))


def located(text: str) -> tuple[list[str], list[int]]:
    """The tokens of a text, and where each starts: nothing but space lies between them."""
    found = list(TOKEN.finditer(text))
    return [token[0] for token in found], [token.start() for token in found]


def split(text: str) -> list[str]:
    """The tokens of a short text, without their places."""
    if text.isascii() and text.isalpha():
        return [text]
    return [m.group() for m in TOKEN.finditer(text)]
