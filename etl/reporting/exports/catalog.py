"""Which views there are to export and what their columns hold: read from the database, never taken from the user."""

from dataclasses import dataclass
from typing import Literal

from psycopg2.extensions import connection

from etl.errors import ConfigurationError

Kind = Literal[
    "int16", "int32", "int64", "float32", "float64", "bool", "date", "instant", "text", "texts", "int64s", "json"
]

_VIEWS = """
select relname from pg_class
where relnamespace::regnamespace::text = 'report' and relkind in ('v', 'm') and has_table_privilege(oid, 'select')
order by relname
"""
_COLUMNS = """
select attribute.attname, format_type(attribute.atttypid, attribute.atttypmod), type.typname
from pg_attribute as attribute
inner join pg_class as relation on attribute.attrelid = relation.oid
inner join pg_type as type on attribute.atttypid = type.oid
where
    relation.relnamespace::regnamespace::text = 'report' and relation.relname = %s
    and attribute.attnum > 0 and not attribute.attisdropped
order by attribute.attnum
"""
_KINDS: dict[str, Kind] = {
    "int2": "int16",
    "int4": "int32",
    "int8": "int64",
    "float4": "float32",
    "float8": "float64",
    "numeric": "float64",
    "bool": "bool",
    "date": "date",
    "timestamptz": "instant",
    "_text": "texts",
    "_int4": "int64s",
    "_int8": "int64s",
    "json": "json",
    "jsonb": "json",
}


@dataclass(frozen=True, slots=True)
class Column:
    """``type_name`` is PostgreSQL's own, fit for a cast; types that no format knows are exported as their text."""

    name: str
    type_name: str
    kind: Kind


def find_views(database: connection) -> list[str]:
    """Names of the views that the user may read, materialized ones among them."""
    with database.cursor() as cursor:
        cursor.execute(_VIEWS)
        return [name for (name,) in cursor.fetchall()]


def find_columns(database: connection, view: str) -> tuple[Column, ...]:
    """The columns of ``view``, in order. Raises ConfigurationError for a name that is no view, with those that are."""
    views = find_views(database)
    if view not in views:
        if not views:
            raise ConfigurationError("there is no view to export; `dyadwire db migrate` makes them")
        raise ConfigurationError(f"report has no view {view!r}; there are {', '.join(views)}")
    with database.cursor() as cursor:
        cursor.execute(_COLUMNS, (view,))
        return tuple(Column(name, type_name, _KINDS.get(type, "text")) for name, type_name, type in cursor.fetchall())
