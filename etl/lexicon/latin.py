"""Names in Latin letters, so that one person's spellings in several scripts may be seen to be one.

``latin_name`` is a transliteration to read and sort by. ``name_key`` keeps only what transliterations agree on, the
consonants in classes: ``Токаев``, ``توقايف``, ``托卡耶夫`` and ``Tokayev`` all give ``tkv``. Equal keys are a
candidate and no proof: vowels are gone, and letters that some scripts cannot tell apart are one.
"""

import re
from functools import lru_cache

from anyascii import anyascii

_ALIKE = (
    (r"dzh|dj|zh|j", "z"), (r"tsz|ts|tz", "s"), (r"sch|sh|x|c(?=[eiy])", "s"), (r"ch", "s"), (r"kh|q|ck|c", "k"),
    (r"gh", "g"), (r"ph|f", "v"), (r"th", "t"), (r"[aeiouywh]", ""), (r"(.)\1+", r"\1"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def latin_name(name: str) -> str:
    """The name in lower-case Latin letters, its words parted by single spaces; ``""`` where it has no letter."""
    parted = re.sub(r"[\W_]+", " ", name.replace("'", "").replace("’", ""))
    words = (re.sub(r"[^a-z]", "", anyascii(word).lower()) for word in parted.split())
    return " ".join(filter(None, words))


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """What all transliterations of the name have in common: its consonants by class, word by word."""
    return " ".join(filter(None, (_skeleton(word) for word in latin_name(name).split())))


def _skeleton(word: str) -> str:
    for pattern, replacement in _ALIKE:
        word = re.sub(pattern, replacement, word)
    return word
