"""Text that was damaged on its way: decoded with the wrong encoding, or written in forms made for display."""

import re
import unicodedata

import ftfy
import ftfy.badness

# Signs of UTF-8 read as a Latin, Cyrillic or Greek encoding: a letter that begins a sequence, one that continues it.
# Not U+00DC to U+00DF, of which the German sharp s is one: they begin letters of Syriac, Thaana and N'Ko only.
_SUSPECT = re.compile(
    "[\u00c2-\u00db\u00e0-\u00f4\u0402-\u045f\u0393\u039e][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122\u0402-\u045f]"
)
_LEAST = 3  # signs: one may be a French quotation, or a name
# Ligatures, full-width letters, digits and signs of ASCII, Arabic letters in the shape of their place.
_FORMS = re.compile("[\ufb00-\ufb06\uff01-\uff5e\ufb50-\ufbb1\ufbd3-\ufbff\ufe70-\ufefc]+")
# Punctuation of Chinese and Japanese, as it should be.
_ASIAN = frozenset("\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09\uff5e")


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as it was meant, and a note where it had been decoded with the wrong encoding.

    That is undone by ftfy, and only where the result is plainly better: the wrongly decoded signs are gone and no
    character was lost.
    """
    notes: tuple[str, ...] = ()
    if len(_SUSPECT.findall(text)) >= _LEAST:
        fixed = ftfy.fix_encoding(text)
        if fixed != text and _is_better(fixed, text):
            text, notes = fixed, ("mojibake repaired",)
    return _FORMS.sub(_plain, text), notes


def _is_better(fixed: str, text: str) -> bool:
    loses_nothing = fixed.count("\ufffd") <= text.count("\ufffd")
    return loses_nothing and ftfy.badness.badness(fixed) < ftfy.badness.badness(text) / 2


def _plain(forms: re.Match[str]) -> str:
    return "".join(ch if ch in _ASIAN else unicodedata.normalize("NFKC", ch) for ch in forms[0])
