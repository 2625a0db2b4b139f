"""Lines that stand around an article and are no part of it: read-also links, share bars, notices, credits."""

from functools import lru_cache
from importlib.resources import files

import yaml

_LONGEST = 160  # characters; a longer line that begins so is a sentence of the article


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, ...], frozenset[str]]:
    """What such lines begin with, and what such lines are: ``etl/lexicon/boilerplate.yaml``, all languages together."""
    source = files("etl.lexicon").joinpath("boilerplate.yaml").read_text(encoding="utf-8")
    table = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506  # texts, lists and maps: `no` is a word, not false
    begins, whole = ([phrase for part in table[name].values() for phrase in part] for name in ("begins", "is"))
    return tuple(phrase.casefold() for phrase in begins), frozenset(phrase.casefold() for phrase in whole)


def without_boilerplate(body: str) -> tuple[str, int]:
    """The body (a paragraph a line) without such lines, and how many there were.

    A body that is nothing else is left as it is.
    """
    begins, whole = _phrases()
    kept, dropped = [], 0
    for line in body.split("\n"):
        bare = line.strip().casefold() if len(line) <= _LONGEST else ""
        if bare and (bare.startswith(begins) or bare.rstrip(":.!") in whole):
            dropped += 1
        else:
            kept.append(line)
    return ("\n".join(kept), dropped) if any(line.strip() for line in kept) else (body, 0)
