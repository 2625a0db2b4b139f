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


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that a person held; dates ISO 8601, ``until`` empty where it goes on."""

    role: str
    party: str
    since: str
    until: str

    def covers(self, day: str) -> bool:
        """The office was held on that day."""
        return self.since <= day and (not self.until or day <= self.until)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of office_holders.csv; ``party`` is the one of the latest office."""

    name: str
    party: str
    tenures: tuple[Tenure, ...]


@lru_cache(maxsize=1)
def office_holders() -> tuple[tuple[Holder, tuple[str, ...], tuple[str, ...]], ...]:
    """Persons with their full names and the single words that the press knows them by."""
    by_name: dict[str, list[dict[str, str]]] = {}
    for row in _rows("office_holders.csv"):
        by_name.setdefault(row["name"], []).append(row)
    return tuple(
        (
            Holder(name, max(rows, key=lambda r: r["from_date"])["party_code"],
                   tuple(Tenure(r["role_code"], r["party_code"], r["from_date"], r["until_date"]) for r in rows)),
            tuple(sorted({name, *(a for r in rows for a in r["aliases"].split("|") if a)})),
            tuple(sorted({k for r in rows for k in r["known_by"].split("|") if k})),
        )
        for name, rows in sorted(by_name.items())
    )  # fmt: skip


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
