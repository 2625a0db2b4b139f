"""The closed lists of `seeds/reference`, as extraction needs them."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "reference"


@dataclass(frozen=True, slots=True)
class EventType:
    """A row of event_types.csv: quad class 1..4, Goldstein -10..10, CAMEO code as text."""

    cameo: str
    quad_class: int
    goldstein: float


@dataclass(frozen=True, slots=True)
class Role:
    """A row of roles.csv: rank 1 is the highest; ``acts_for_party`` where the holder's doings are the party's."""

    rank: int
    acts_for_party: bool


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def event_types() -> dict[tuple[str, str | None], EventType]:
    """By (type, mode); mode ``None`` is the type's own row."""
    return {
        (row["type"], row["mode"] or None): EventType(row["cameo"], int(row["quad_class"]), float(row["goldstein"]))
        for row in _rows("event_types.csv")
    }


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    """By role code."""
    return {r["role_code"]: Role(int(r["rank"]), r["represents_party"] == "true") for r in _rows("roles.csv")}


@lru_cache(maxsize=1)
def country_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 -> alpha-3."""
    return {row["iso2"]: row["party_code"] for row in _rows("countries.csv") if row["iso2"]}


@lru_cache(maxsize=1)
def bodies() -> dict[str, str]:
    """Body code -> English name."""
    return {row["party_code"]: row["name"] for row in _rows("bodies.csv")}


@lru_cache(maxsize=1)
def sectors() -> frozenset[str]:
    """The sector codes."""
    return frozenset(row["sector_code"] for row in _rows("sectors.csv"))
