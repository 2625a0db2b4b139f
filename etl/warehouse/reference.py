"""Code lists from ``seeds/reference/*.csv`` into the schema ``ref``: rows added and updated, none deleted.

A code that left the lists stays in the database, for facts point at it.
"""

import csv
import io
import json

from psycopg2 import extensions

from etl.errors import ConfigurationError
from etl.settings import PROJECT_ROOT
from etl.warehouse.sql_files import SqlFile, read

REFERENCE_DIR = PROJECT_ROOT / "seeds" / "reference"

# File name -> columns that its rows must have, and the statement that takes all rows as one JSON array.
_LISTS: dict[str, tuple[tuple[str, ...], str]] = {
    "bodies": (
        ("party_code", "name", "body_kind", "origin"),
        """
        insert into ref.party (party_code, kind, name, body_kind, origin)
        select party_code, 'body', name, body_kind, origin
        from jsonb_to_recordset(%s) as row (party_code text, name text, body_kind text, origin text)
        order by party_code
        on conflict (party_code) do update
        set (kind, name, iso2, body_kind, origin)
            = (excluded.kind, excluded.name, excluded.iso2, excluded.body_kind, excluded.origin)
        """,
    ),
    "countries": (
        ("party_code", "iso2", "name", "origin"),
        """
        insert into ref.party (party_code, kind, name, iso2, origin)
        select party_code, 'country', name, iso2, origin
        from jsonb_to_recordset(%s) as row (party_code text, name text, iso2 text, origin text)
        order by party_code
        on conflict (party_code) do update
        set (kind, name, iso2, body_kind, origin)
            = (excluded.kind, excluded.name, excluded.iso2, excluded.body_kind, excluded.origin)
        """,
    ),
    "event_types": (
        ("type", "mode", "cameo", "quad_class", "goldstein", "symmetric", "description", "source"),
        """
        insert into ref.event_type (type, mode, cameo, quad_class, goldstein, is_symmetric, description, origin)
        select type, mode, cameo, quad_class, goldstein, "symmetric", description, source
        from jsonb_to_recordset(%s) as row (
            type text, mode text, cameo text, quad_class smallint, goldstein numeric, "symmetric" boolean,
            description text, source text
        )
        order by type, mode
        on conflict (event_type_code) do update
        set (cameo, quad_class, goldstein, is_symmetric, description, origin) = (
            excluded.cameo, excluded.quad_class, excluded.goldstein, excluded.is_symmetric, excluded.description,
            excluded.origin
        )
        """,
    ),
    "languages": (
        ("language_code", "name", "script", "origin"),
        """
        insert into ref.language (language_code, name, script, origin)
        select language_code, name, script, origin
        from jsonb_to_recordset(%s) as row (language_code text, name text, script text, origin text)
        order by language_code
        on conflict (language_code) do update
        set (name, script, origin) = (excluded.name, excluded.script, excluded.origin)
        """,
    ),
    "roles": (
        ("role_code", "name", "rank", "represents_party", "held_by_one", "description", "origin"),
        """
        insert into ref.role (role_code, name, rank, represents_party, is_held_by_one, description, origin)
        select role_code, name, rank, represents_party, held_by_one, description, origin
        from jsonb_to_recordset(%s) as row (
            role_code text, name text, rank integer, represents_party boolean, held_by_one boolean, description text,
            origin text
        )
        order by role_code
        on conflict (role_code) do update
        set (name, rank, represents_party, is_held_by_one, description, origin) = (
            excluded.name, excluded.rank, excluded.represents_party, excluded.is_held_by_one, excluded.description,
            excluded.origin
        )
        """,
    ),
    "sectors": (
        ("sector_code", "name", "plover_context", "iptc_media_topic", "origin"),
        """
        insert into ref.sector (sector_code, name, plover_context, iptc_media_topic, origin)
        select sector_code, name, plover_context, iptc_media_topic, origin
        from jsonb_to_recordset(%s) as row (
            sector_code text, name text, plover_context text, iptc_media_topic text, origin text
        )
        order by sector_code
        on conflict (sector_code) do update
        set (name, plover_context, iptc_media_topic, origin)
            = (excluded.name, excluded.plover_context, excluded.iptc_media_topic, excluded.origin)
        """,
    ),
    # After the languages, which its rows name.
    "text_search": (
        ("language_code", "configuration", "origin"),
        """
        insert into ref.text_search (language_code, configuration, origin)
        select language_code, configuration, origin
        from jsonb_to_recordset(%s) as row (language_code text, configuration text, origin text)
        order by language_code
        on conflict (language_code) do update
        set (configuration, origin) = (excluded.configuration, excluded.origin)
        """,
    ),
}


def reference_files() -> list[SqlFile]:
    """The lists in a fixed order; ConfigurationError if one is missing."""
    return [read(REFERENCE_DIR / f"{name}.csv") for name in _LISTS]


def load_reference(cursor: extensions.cursor, file: SqlFile) -> None:
    """Bring one list into ``ref``, rows in key order, inside the caller's transaction."""
    columns, statement = _LISTS[file.name]
    reader = csv.DictReader(io.StringIO(file.text), strict=True)
    if reader.fieldnames is None or set(reader.fieldnames) != set(columns):
        raise ConfigurationError(f"{file.path} has the columns {reader.fieldnames}, not {', '.join(columns)}.")
    rows = [{column: row[column] or None for column in columns} for row in reader]
    cursor.execute(statement, (json.dumps(rows),))
