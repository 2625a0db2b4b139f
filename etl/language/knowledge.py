"""What is known of languages and scripts: `etl/lexicon/languages.yaml`, read once and turned round for looking up."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from etl.errors import ConfigurationError

_FILE = Path(__file__).parents[1] / "lexicon" / "languages.yaml"


@dataclass(frozen=True, slots=True)
class Script:
    """A script; ``language`` if one language (or one rivalry) alone writes in it.

    ``least`` is the weight of letters below which nothing is said, ``weight`` what one character counts.
    """

    name: str
    blocks: tuple[tuple[int, int], ...]
    language: str | None
    least: int
    weight: int


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Languages that are mixed up, and for a word or letter those of them in which it is usual."""

    languages: frozenset[str]
    words: dict[str, tuple[str, ...]]
    letters: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The whole file, as languages.yaml describes it."""

    scripts: tuple[Script, ...]
    same: dict[str, str]
    rare: frozenset[str]
    rivalries: tuple[Rivalry, ...]


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The file's content.

    Raises:
        ConfigurationError: the file is missing or broken, or a word stands for two sides of one rivalry.
    """
    try:
        data = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # only strings
        return Knowledge(
            scripts=tuple(_script(name, fields) for name, fields in data["scripts"].items()),
            same=dict(data["same"]),
            rare=frozenset(data["rare"]),
            rivalries=tuple(_rivalry(fields) for fields in data["rivalries"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConfigurationError(f"{_FILE.name} is broken: {error}; put the file back or mend it") from error


def _script(name: str, fields: dict[str, Any]) -> Script:
    blocks = (block.split("-") for block in fields["blocks"])
    return Script(
        name=name,
        blocks=tuple((int(first, 16), int(last, 16)) for first, last in blocks),
        language=fields.get("language"),
        least=int(fields["least"]),
        weight=int(fields.get("weight", 1)),
    )


def _rivalry(fields: dict[str, Any]) -> Rivalry:
    languages = frozenset(fields["languages"])
    words, letters = fields.get("words", {}), fields.get("letters", {})
    return Rivalry(
        languages=languages,
        words=_sides({side: listed.split() for side, listed in words.items()}, languages),
        letters=_sides({side: list(listed) for side, listed in letters.items()}, languages),
    )


def _sides(marks: dict[str, list[str]], languages: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Mark -> the languages that it speaks for."""
    twice = [mark for mark, times in Counter(m for side in marks.values() for m in set(side)).items() if times > 1]
    if twice:
        raise ValueError(f"on two sides of {', '.join(sorted(languages))}: {' '.join(sorted(twice))}")
    sides = {mark: tuple(side.split("+")) for side, listed in marks.items() for mark in listed}
    strangers = {code for side in sides.values() for code in side} - languages
    if strangers:
        raise ValueError(f"{', '.join(sorted(strangers))} take no part in {', '.join(sorted(languages))}")
    return sides
