"""What `--country` and `--dyad` mean: codes or English names of parties to a scope."""

from difflib import get_close_matches

from psycopg2.extensions import connection

from etl.errors import ConfigurationError
from etl.reporting.brief.content import Scope

_PARTIES = "select party_code, iso2, name from ref.party"


def find_scope(database: connection, country: str | None, dyad: str | None) -> Scope:
    """The scope that the options name. Raises ConfigurationError for a party that is not known, with those like it."""
    if country is None and dyad is None:
        return Scope()
    with database.cursor() as cursor:
        cursor.execute(_PARTIES)
        parties = cursor.fetchall()
    names = {code: name for code, _, name in parties}
    spellings = {name.casefold(): code for code, _, name in parties}
    spellings |= {iso2.casefold(): code for code, iso2, _ in parties if iso2}
    spellings |= {code.casefold(): code for code in names}
    codes = [_party(country, spellings)] if country is not None else _pair(dyad or "", spellings)
    return Scope(tuple(codes), tuple(names[code] for code in codes))


def _party(text: str, spellings: dict[str, str]) -> str:
    code = spellings.get(text.strip().casefold())
    if code is None:
        near = get_close_matches(text.strip().casefold(), spellings, n=3)
        hint = f"; did you mean {' or '.join(sorted({spellings[name] for name in near}))}?" if near else ""
        raise ConfigurationError(f"no country or body is called {text!r}{hint}; give its code, as KAZ, or English name")
    return code


def _pair(text: str, spellings: dict[str, str]) -> list[str]:
    """Names may hold hyphens too, so every hyphen is tried; the codes come in alphabetical order, as in the views."""
    pieces = text.split("-")
    for at in range(1, len(pieces)):
        first, second = (spellings.get("-".join(part).strip().casefold()) for part in (pieces[:at], pieces[at:]))
        if first and second and first != second:
            return sorted((first, second))
    if len(pieces) != 2:
        raise ConfigurationError(f"a pair is two codes with a hyphen between, as KAZ-PAK, not {text!r}")
    first, second = (_party(piece, spellings) for piece in pieces)
    raise ConfigurationError(f"a pair is of two parties, and {text!r} names {first} twice")
