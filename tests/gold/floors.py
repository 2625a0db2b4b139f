"""The floors of quality: what `make quality` reached, less a margin, and never lower without a word of why.

    python -m tests.gold.floors                    show what lies under its floor, and what lies well over it
    python -m tests.gold.floors --raise            raise the floors to what is reached now
    python -m tests.gold.floors --lower "REASON"   lower those that are no longer reached, and note it in CHANGELOG.md

A test compares `floors.yaml` with all its earlier versions: a floor that was higher needs its line in the changelog.
"""

import argparse
import math
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from typing import Any

import yaml

from etl.settings import PROJECT_ROOT
from tests.gold.quality import FIELDS, measure
from tests.gold.reading import LABELS, languages

FILE = LABELS / "floors.yaml"
CHANGELOG = PROJECT_ROOT / "CHANGELOG.md"
MARGIN = 0.02
_HEAD = """\
# What `make quality` may not fall below: F1 by language and field. Written by `python -m tests.gold.floors`.
"""
_NOTE = r"floor (\w+) ([\w ]+?) [\d.]+ -> (\d\.\d+)"  # as `note` writes it
Floors = dict[str, dict[str, float]]


def read(text: str | None = None) -> Floors:
    """The floors by language and field, of the file or of an earlier version's text."""
    found: Any = yaml.safe_load(FILE.read_text(encoding="utf-8") if text is None else text)
    return {language: dict(fields) for language, fields in found.items()}


def floor(floors: Floors, language: str, name: str) -> float:
    """One floor; 0 where there is none."""
    return floors.get(language, {}).get(name, 0.0)


def reached(language: str) -> dict[str, float]:
    """Field -> F1 as it is now."""
    return {name: tally.f1 for name, tally in measure(language)[0].items()}


def floor_of(figure: float) -> float:
    """The floor that a figure earns: a margin below it, to two places."""
    return math.floor(round((figure - MARGIN) * 100, 6)) / 100


def raised(floors: Floors, figures: Floors) -> Floors:
    """The floors at what is reached, where that is higher; new languages and fields enter."""
    return {
        language: {name: max(floor_of(figure), floor(floors, language, name)) for name, figure in fields.items()}
        for language, fields in figures.items()
    }


def lowered(floors: Floors, figures: Floors) -> tuple[Floors, list[str]]:
    """The floors with those under the figures let down, and a line for each."""
    after, lines = {language: dict(fields) for language, fields in floors.items()}, []
    for language, name, before in _sorted(floors):
        figure = floor(figures, language, name)
        if figure < before:
            after[language][name] = floor_of(figure)
            lines.append(note(language, name, before, after[language][name]))
    return after, lines


def note(language: str, name: str, before: float, after: float) -> str:
    """The words in the changelog that stand for a lowered floor."""
    return f"floor {language} {name} {before:.2f} -> {after:.2f}"


def unexplained(now: Floors, earlier: list[Floors], changelog: str) -> list[str]:
    """Floors that were higher in an earlier version and of whose lowering the changelog says nothing."""
    told: Floors = {}
    for language, name, to in re.findall(_NOTE, " ".join(changelog.split())):
        told.setdefault(language, {})[name] = min(float(to), told.get(language, {}).get(name, 1.0))
    highest: Floors = {}
    for version in earlier:
        for language, name, value in _sorted(version):
            highest.setdefault(language, {})[name] = max(value, floor(highest, language, name))
    return [
        note(language, name, value, floor(now, language, name))
        for language, name, value in _sorted(highest)
        if floor(now, language, name) < min(value, told.get(language, {}).get(name, 1.0))
    ]


def history() -> list[Floors]:
    """All committed versions of the file; none outside a repository."""
    path = str(FILE.relative_to(PROJECT_ROOT))
    commits = _git("log", "--format=%H", "--", path).split()
    return [read(text) for text in (_git("show", f"{commit}:{path}") for commit in commits) if text]


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=PROJECT_ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout if done.returncode == 0 else ""


def _sorted(floors: Floors) -> Iterator[tuple[str, str, float]]:
    for language in sorted(floors):
        for name, value in floors[language].items():
            yield language, name, value


def write(floors: Floors) -> None:
    """Write the file, a language a block."""
    lines = [_HEAD]
    for language in sorted(floors):
        items = [f"{name}: {floors[language][name]:.2f}" for name in FIELDS if name in floors[language]]
        lines.append(f"{language}: {{{', '.join(items[:7])},\n     {', '.join(items[7:])}}}\n")
    FILE.write_text("".join(lines), encoding="utf-8")


def enter(changelog: str, lines: list[str], reason: str) -> str:
    """The changelog with the lowered floors in its newest section, under a heading of their own."""
    heading = "### Floors lowered\n\n"
    begin, _, rest = changelog.partition("\n## ")
    newest, mark, older = rest.partition("\n## ")
    if heading not in newest:
        title, _, body = newest.partition("\n\n")
        newest = f"{title}\n\n{heading}\n{body}"
    told = f"- {'; '.join(lines)}: {reason.rstrip('.')}."
    entry = textwrap.fill(told, 120, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False) + "\n"
    return begin + "\n## " + newest.replace(heading, heading + entry) + mark + older


def main() -> int:
    """Show, raise or lower; 1 where a floor is not reached and was not lowered."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", dest="raises", action="store_true", help="raise floors to what is reached now")
    change.add_argument("--lower", metavar="REASON", help="lower floors that are not reached, and say why")
    options = parser.parse_args()
    floors, figures = read(), {language: reached(language) for language in languages()}
    if options.raises:
        write(raised(floors, figures))
        return 0
    after, lines = lowered(floors, figures)
    print("\n".join(f"not reached: {line}" for line in lines) or "every floor is reached")
    if lines and options.lower:
        write(after)
        CHANGELOG.write_text(enter(CHANGELOG.read_text(encoding="utf-8"), lines, options.lower), encoding="utf-8")
    for language, name, value in _sorted(raised(floors, figures)):
        if value >= floor(floors, language, name) + 0.05:
            print(f"well over its floor: {language} {name} {value + MARGIN:.2f}")
    return 1 if lines and not options.lower else 0


if __name__ == "__main__":
    sys.exit(main())
