"""Warehouses made once and copied for each test: filled by other rules, and compared with the rules of now."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from etl.warehouse import embedded
from tests.conftest import temporary_database
from tests.reprocessing.aging import compare, files, fill
from tests.warehouse import natural_keys


@dataclass(frozen=True)
class Ready:
    """Names of databases to copy, the number of the reprocessing in ``compared``, and the rows that come of it."""

    server: embedded.Server
    old: str
    compared: str
    number: int
    expected: dict[str, list[str]]

    @contextmanager
    def copy(self, of: str) -> Iterator[str]:
        with temporary_database(self.server, of) as url:
            yield url


@pytest.fixture(scope="session")
def ready(server: embedded.Server) -> Iterator[Ready]:
    old, new = files()
    with temporary_database(server) as url:
        fill(url, new)
        expected = natural_keys.rows(url)
    with temporary_database(server) as old_url:
        fill(old_url, old)
        old_name = old_url.rsplit("/", 1)[1]
        with temporary_database(server, old_name) as compared_url:
            number = compare(compared_url)
            yield Ready(server, old_name, compared_url.rsplit("/", 1)[1], number, expected)


@pytest.fixture
def old_url(ready: Ready) -> Iterator[str]:
    """A warehouse that other rules have filled."""
    with ready.copy(ready.old) as url:
        yield url


@pytest.fixture
def compared_url(ready: Ready) -> Iterator[str]:
    """The same, with the reprocessing ``ready.number`` shown and not applied."""
    with ready.copy(ready.compared) as url:
        yield url
