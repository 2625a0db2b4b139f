"""Everything that an article says, as plain values: what is stored of it, and what another extraction found."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Plain = Any
"""What JSON can say: text, number, truth, nothing, and lists of them. Days are ISO 8601."""
Row = Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Record:
    """``article`` holds what the extraction says of the article itself, by the names of ``news.article``.

    ``rows`` holds the rows of each table below it, by the names of their columns, without the article's id and without
    the version of the rules. The order of rows has no meaning: they carry their numbers.
    """

    article: Row
    rows: Mapping[str, tuple[Row, ...]]

    def of(self, table: str) -> tuple[Row, ...]:
        """The rows of ``news.<table>``, none where it has none."""
        return self.rows.get(f"news.{table}", ())


def canonical(row: Row) -> str:
    """The same text for rows that say the same: 2 and 2.0 are one number."""
    return json.dumps({name: _plain(value) for name, value in row.items()}, sort_keys=True, ensure_ascii=False)


def _plain(value: Plain) -> Plain:
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value
