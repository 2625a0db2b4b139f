"""Every file of the corpus ends as the table says, in memory and in the warehouse; a second time adds nothing."""

import csv
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl import pipeline
from etl.formats.limits import DEFAULT_LIMITS
from etl.model import Rejection
from etl.reading.at_path import read_path
from etl.settings import Settings
from etl.warehouse.database import connect
from tests.corpus import encodings, faults, formats
from tests.corpus.cases import FILES, TABLE, text
from tests.warehouse.builders import fetch

MOST = 1_000_000  # bytes of a file of the corpus


@dataclass(frozen=True)
class Row:
    """What is to become of a file."""

    file: str
    texts: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def state(self) -> str:
        return "loaded" if self.texts else "quarantined"


def _rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [Row(r["file"], tuple(r["texts"].split()), tuple(r["faults"].split())) for r in csv.DictReader(file)]
    return [row for row in rows if not row.file.endswith(".meta.json")]


ROWS = _rows()


def _told(rejection: Rejection) -> str:
    return rejection.reason if rejection.record is None else f"{rejection.record}:{rejection.reason}"


def test_the_table_is_that_of_the_cases() -> None:
    made = {case.name for module in (formats, encodings, faults) for case in module.cases()}
    listed = {row.file for row in ROWS} | {"sidecar/vi.txt.meta.json"}
    on_disk = {path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file()}
    assert made == listed == on_disk
    assert len(ROWS) >= 150


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.file)
def test_a_file(row: Row) -> None:
    items = list(read_path(FILES / row.file, MOST, DEFAULT_LIMITS))
    assert [item.text for item in items if not isinstance(item, Rejection)] == [text(name).whole for name in row.texts]
    assert tuple(_told(item) for item in items if isinstance(item, Rejection)) == row.faults


def test_an_article_has_what_its_sidecar_says() -> None:
    (article,) = read_path(FILES / "sidecar" / "vi.txt", MOST, DEFAULT_LIMITS)
    assert not isinstance(article, Rejection)
    assert (article.url, article.published_at, article.source) == ("https://a.example/vi", "2025-04-24", "The Paper")


def _night(settings: Settings, key: str) -> None:
    for batch in pipeline.scan_inbox(settings, key, [FILES]):
        pipeline.process_batch(settings, key, batch)
    pipeline.finish_night(settings, key)


_TABLES = ("ops.source_file", "ops.quarantine", "news.article", "news.article_copy", "news.event", "news.story_article")


def _counts(url: str) -> dict[str, object]:
    with closing(connect(url)) as connection:
        return {table: fetch(connection, f"select count(*) from {table}")[0][0] for table in _TABLES}  # noqa: S608


@pytest.mark.timeout(240)
def test_the_corpus_is_loaded_and_a_second_time_adds_nothing(database_url: str, tmp_path: Path) -> None:
    settings = Settings(database_url=database_url, inbox=tmp_path, state_dir=tmp_path, settle_seconds=0)
    _night(settings, "first")
    with closing(connect(database_url)) as connection:
        ended = fetch(connection, "select uri, sha256, state, reason_code from ops.source_file")
        quarantined = fetch(
            connection,
            """select f.uri, concat_ws(':', q.record, q.reason_code)
            from ops.quarantine as q inner join ops.source_file as f using (source_file_id) order by q.record""",
        )
        texts = fetch(connection, "select text from news.article")
        copies = fetch(connection, "select count(*) from news.article_copy")
    by_uri = {(FILES / row.file).as_uri(): row for row in ROWS}
    assert {str(uri) for uri, *_ in ended} == set(by_uri)
    first_of: dict[object, str] = {}
    for uri, hash_, state, _ in sorted(ended, key=lambda each: each[2] == "duplicate"):
        expected = by_uri[str(uri)].state if hash_ not in first_of else "duplicate"
        first_of.setdefault(hash_, str(uri))
        assert state == expected, uri
    told: dict[str, list[object]] = {}
    for uri, what in quarantined:
        told.setdefault(str(uri), []).append(what)
    assert {uri: tuple(each) for uri, each in told.items()} == {
        uri: by_uri[uri].faults for uri in first_of.values() if by_uri[uri].faults
    }
    loaded = Counter(text(name).whole for uri in first_of.values() for name in by_uri[uri].texts)
    assert {str(each) for (each,) in texts} == set(loaded)
    assert copies == [(loaded.total() - len(loaded),)]

    before = _counts(database_url)
    _night(settings, "second")
    assert _counts(database_url) == before
