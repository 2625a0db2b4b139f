"""What the synthetic world is made of: its own settings and sentences, the project's code lists, names of countries."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from bench.material import paragraphs
from etl.settings import PROJECT_ROOT

_HERE = Path(__file__).parent


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
    return found


SETTING = _read("world.yaml")
QUESTIONS = _read("questions.yaml")
_WORDING = _read("wording.yaml")


@cache
def reference_rows(name: str) -> list[dict[str, str]]:
    """Rows of a list in ``seeds/reference``."""
    with (PROJECT_ROOT / "seeds" / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def template(language: str, kind: str) -> tuple[str, ...]:
    """A sentence in pieces: words, and ``{p}``, ``{a}``, ``{b}`` between them."""
    return tuple(re.split(r"(\{[pab]\})", _WORDING[language][kind]))


@cache
def fillers(language: str) -> list[str]:
    """Lines of the labelled articles in that language."""
    return paragraphs(language)


@cache
def country_name(language: str, party: str) -> str:
    """As CLDR has it in that language; the code where it has none."""
    iso2 = {row["party_code"]: row["iso2"] for row in reference_rows("countries")}
    return Locale.parse(language).territories.get(iso2[party]) or party
