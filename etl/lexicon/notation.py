"""How a pattern is written: its gaps, and its choices in brackets."""

import re
from collections.abc import Iterator
from itertools import product
from math import prod

_MOST_ALTERNATIVES = 40_000  # of what stands between two gaps of a pattern: half a second's compiling
_GAP = re.compile(r"(?:^|\s+)\.\.(?:\s+|$)")
_INNER_GAP = re.compile(r"\[[^\]]*\.\.[^\]]*\]")  # in brackets


def parted(pattern: str) -> Iterator[list[str]]:
    """What stands between the gaps of a pattern; several times where there are gaps in brackets.

    Raises:
        ValueError: it begins or ends with a gap, or is empty.
    """
    for plain in alternatives(pattern) if _INNER_GAP.search(pattern) else (pattern,):
        segments = _GAP.split(plain)
        if any(not segment.strip() for segment in segments):
            raise ValueError(f"pattern {pattern!r} must begin and end with a word")
        yield segments


def alternatives(pattern: str) -> Iterator[str]:
    """``[on|upon] it`` -> ``on it``, ``upon it``.

    Raises:
        ValueError: they are so many that compiling them would take seconds.
    """
    pieces = pattern.replace("[", "\0[").replace("]", "]\0").split("\0")
    choices = [p[1:-1].split("|") if p.startswith("[") else [p] for p in pieces]
    if (count := prod(map(len, choices))) > _MOST_ALTERNATIVES:
        raise ValueError(
            f"pattern {pattern[:60]!r}... stands for {count} rows of words; part some of them by a gap (..)"
        )
    for combination in product(*choices):
        yield "".join(combination)
