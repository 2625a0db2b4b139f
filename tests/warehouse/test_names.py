"""docs/naming.md is the rule book of names; the database follows it, but for the exceptions that it lists."""

import re
from collections import defaultdict
from fnmatch import fnmatchcase
from typing import NamedTuple

import pytest
from psycopg2 import extensions

from etl.settings import PROJECT_ROOT

NAMING = (PROJECT_ROOT / "docs" / "naming.md").read_text(encoding="utf-8")
# Types that hold the same kind of value.
_KINDS = {"smallint": "whole", "integer": "whole", "bigint": "whole", "double precision": "decimal"}


class Column(NamedTuple):
    """``relation`` with its schema; ``type`` as PostgreSQL writes it, without a length."""

    relation: str
    name: str
    type: str

    @property
    def path(self) -> str:
        return f"{self.relation}.{self.name}"


def _rows(heading: str) -> list[list[list[str]]]:
    """The table under a heading: of each row and cell what stands in backquotes."""
    section = NAMING.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[re.findall("`([^`]+)`", cell) for cell in line.strip("|").split("|")] for line in lines]


BY_NAME = [(names, types[0]) for names, types, *_ in _rows("By name")]
BY_TYPE = [(types[0], names) for types, names in _rows("By type")]
EXCEPTIONS = [path for paths, *_ in _rows("Exceptions") for path in paths]


@pytest.fixture
def columns(warehouse: extensions.connection) -> list[Column]:
    with warehouse.cursor() as cursor:
        cursor.execute(
            """
            select attrelid::regclass::text, attname, split_part(format_type(atttypid, atttypmod), '(', 1)
            from pg_attribute inner join pg_class on attrelid = pg_class.oid
            where relnamespace::regnamespace::text = any(%s) and relkind in ('r', 'p', 'v', 'm')
            and attnum > 0 and not attisdropped and attrelid <> 'ops.schema_version'::regclass
            order by attrelid::regclass::text, attnum
            """,
            (["ref", "ops", "news", "report"],),
        )
        return [Column(*row) for row in cursor.fetchall()]


def _fits(name: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _faults(columns: list[Column]) -> dict[str, str]:
    """Path of a column or relation -> the rule that it breaks."""
    faults = {}
    for column in columns:
        said = next((type_ for names, type_ in BY_NAME if _fits(column.name, names)), column.type)
        if column.type != said:
            faults[column.path] = f"{column.type} where the name says {said}"
        for type_, names in BY_TYPE:
            if column.type == type_ and not _fits(column.name, names):
                faults[column.path] = f"{type_} is to be named {' or '.join(names)}"
    kinds: dict[str, dict[str, list[Column]]] = defaultdict(lambda: defaultdict(list))
    for column in columns:
        kinds[column.name][_KINDS.get(column.type, column.type.replace("numeric", "decimal"))].append(column)
    for column in columns:
        if re.search("(?<!alia)(?<!statu)(?<!s)s$", column.relation):
            faults[column.relation] = "a table's name is singular"
    for found in kinds.values():
        for odd in sorted(found.values(), key=len)[:-1]:
            faults |= {column.path: f"{column.type}, unlike the other {column.name}" for column in odd}
    return faults


def test_the_rule_book_was_read() -> None:
    assert (["*_at"], "timestamp with time zone") in BY_NAME
    assert ("boolean", ["is_*", "has_*"]) in BY_TYPE
    assert "news.article.published_at" in EXCEPTIONS


def test_columns_follow_the_rule_book(columns: list[Column]) -> None:
    assert len(columns) > 300
    faults = _faults(columns)
    new = {path: rule for path, rule in faults.items() if not _fits(path, EXCEPTIONS)}
    assert not new, "rename, or add to the exceptions in docs/naming.md with a reason"
    needless = [exception for exception in EXCEPTIONS if not any(_fits(path, [exception]) for path in faults)]
    assert not needless, "exceptions in docs/naming.md that are none any more"


def test_names_are_lower_case_words(columns: list[Column]) -> None:
    for column in columns:
        assert re.fullmatch(r"[a-z]+\.[a-z]+(_[a-z]+)*\.[a-z][a-z0-9]*(_[a-z0-9]+)*", column.path)


def test_each_rule_would_speak() -> None:
    """A column against each rule is found, so that none of them is dead letters."""
    for names, type_ in BY_NAME:
        for name in names:
            column = Column("report.x", name.replace("*", "thing"), "xml")
            assert _faults([column]) == {column.path: f"xml where the name says {type_}"}
    for type_, _ in BY_TYPE:
        assert list(_faults([Column("report.x", "something", type_)])) == ["report.x.something"]
    odd = Column("news.z", "articles", "text")
    assert list(_faults([Column("news.events", "n", "integer")])) == ["news.events"]
    assert list(_faults([*(Column(f"news.{x}", "articles", "bigint") for x in "ab"), odd])) == [odd.path]
