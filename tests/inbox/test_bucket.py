"""An inbox in object storage: listed in pages, read by its connection, loaded as a folder's files are."""

import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import typer

from etl import pipeline
from etl.cli.inboxes import check
from etl.doctor.finding import State
from etl.doctor.machine import check_inbox
from etl.errors import ArticleError, ConfigurationError, PassingError
from etl.inbox import fetch, look_into
from etl.maintenance.inventory import compare_ledger
from etl.settings import PROJECT_ROOT, Settings, get_settings
from etl.warehouse.database import connect
from tests.inbox.bucket import CONNECTION, PASSWORD, Bucket, running_bucket
from tests.warehouse import builders

TEXT = "\nMinister in Astana\n\nPakistan's foreign minister met the president of Kazakhstan in Astana.\n"


@pytest.fixture(scope="module")
def store() -> Iterator[Bucket]:
    with running_bucket() as bucket:
        yield bucket


@pytest.fixture(autouse=True)
def _connected(store: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"AIRFLOW_CONN_{CONNECTION.upper()}", store.connection)


def _look(address: str, settle_seconds: float = 0.0) -> list[tuple[str, bool]]:
    now = datetime.now(UTC)
    return [(found.uri, is_ready) for found, is_ready in look_into(address, settle_seconds=settle_seconds, now=now)]


def _night(settings: Settings, run_key: str) -> dict[str, int]:
    for batch in pipeline.scan_inbox(settings, run_key):
        pipeline.process_batch(settings, run_key, batch)
    return pipeline.check_night(settings, run_key)


def test_what_is_listed_and_what_waits(store: Bucket) -> None:
    for key in ("a.txt", "b.txt", "b.txt.meta.json", "deep/c d?.txt", "draft.part", ".hidden/x.txt", "empty/"):
        store.put(f"listed/{key}", b"text")
    store.put("listed2/other.txt", b"text")
    root = store.address("listed")
    assert sorted(_look(root)) == [
        (f"{root}/a.txt", True),
        (f"{root}/b.txt", True),
        (f"{root}/deep/c%20d%3F.txt", True),
        (f"{root}/draft.part", False),
    ]
    assert {is_ready for _, is_ready in _look(root, settle_seconds=3600)} == {False}


def test_a_list_is_taken_page_by_page(store: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    from s3fs import S3FileSystem

    pages: list[str] = []
    asked = S3FileSystem.call_s3

    def counting(self: S3FileSystem, method: str, *args: Any, **kwargs: Any) -> Any:
        pages.append(method)
        return asked(self, method, *args, **kwargs)

    monkeypatch.setattr(S3FileSystem, "call_s3", counting)
    monkeypatch.setenv("MOTO_S3_DEFAULT_MAX_KEYS", "10")  # a page of this store
    for number in range(25):
        store.put(f"many/{number:05}.txt", b"text")
    objects = look_into(store.address("many"), settle_seconds=0, now=datetime.now(UTC))
    assert len(list(islice(objects, 9))) == 9
    assert pages == ["list_objects_v2"]
    assert len(list(objects)) == 16
    assert len(pages) == 3


def test_nights_take_each_object_once(
    store: Bucket, database_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    samples = sorted((PROJECT_ROOT / "seeds" / "articles" / "en").glob("20*"))[:3]
    for sample in samples:
        store.put(f"night/{sample.name}", sample.read_bytes())
    store.put("night/told.txt", TEXT.encode())
    store.put("night/told.txt.meta.json", b'{"url": "https://news.example/told", "source": "Example News"}')
    store.put("night/zz_same.txt", TEXT.encode())
    store.put("night/broken.json", b'{"title": ')
    settings = Settings(database_url=database_url, inbox=store.address("night"), quarantine_share=1, settle_seconds=0)
    with caplog.at_level(logging.INFO):
        first = _night(settings, "first")
    expected = {"found": 6, "loaded": 4, "duplicates": 1, "quarantined": 1, "articles": 4}
    assert {name: first[name] for name in expected} == expected
    with closing(connect(database_url)) as connection:
        assert builders.fetch(
            connection, "select url, name from news.article join news.source using (source_id) where url like '%%told'"
        ) == [("https://news.example/told", "Example News")]
        uris = {uri for (uri,) in builders.fetch(connection, "select uri from ops.source_file")}
        assert f"{store.address('night')}/told.txt" in uris
    second = _night(settings, "second")
    assert (second["found"], second["articles"]) == (0, 0)
    assert [finding.count for finding in compare_ledger(settings)] == [0, 0, 0, 0]
    assert PASSWORD not in caplog.text


def test_an_object_that_changes_or_goes_after_the_scan(store: Bucket, database_url: str) -> None:
    store.put("moving/changes.txt", TEXT.encode())
    store.put("moving/goes.txt", (TEXT + "Twice.").encode())
    settings = Settings(database_url=database_url, inbox=store.address("moving"), quarantine_share=1, settle_seconds=0)
    batches = pipeline.scan_inbox(settings, "night")
    store.put("moving/changes.txt", b"Something else.")
    store.client().delete_object(Bucket=store.name, Key="moving/goes.txt")
    for batch in batches:
        assert pipeline.process_batch(settings, "night", batch)["articles"] == 0
    with closing(connect(database_url)) as connection:
        states = {uri.rpartition("/")[2]: state for uri, state in builders.states(connection).items()}
        assert states == {"changes.txt": "quarantined:changed", "goes.txt": "pending"}
    assert _night(settings, "next")["articles"] == 1


def test_an_object_over_the_limit_is_not_copied(store: Bucket, tmp_path: Path) -> None:
    store.put("large/a.txt", b"x" * 101)
    with pytest.raises(ArticleError, match=r"too_large.*101 bytes.*DYADWIRE_MAX_FILE_BYTES"):
        fetch(store.address("large/a.txt"), tmp_path, 100)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["names/..", "names/\N{BLACK STAR}" + "x" * 250 + ".txt", "names/a\\b"])
def test_no_name_leads_elsewhere(store: Bucket, tmp_path: Path, key: str) -> None:
    from etl.inbox.address import Address

    store.put(key, b"text")
    copy = fetch(Address(store.address().rstrip("/"), key).uri, tmp_path, 100)
    assert copy.read_bytes() == b"text"
    assert copy.parent == tmp_path


@pytest.mark.parametrize(
    ("address", "kind", "says"),
    [
        (f"s3://{CONNECTION}@nowhere/x", ConfigurationError, "make the bucket"),
        ("s3://unknown_connection@deliveries/x", ConfigurationError, "make the connection in Airflow"),
        ("zz://deliveries/x", ConfigurationError, "operations.md"),
    ],
)
def test_what_is_to_be_put_straight_is_said(address: str, kind: type[Exception], says: str) -> None:
    with pytest.raises(kind, match=says):
        _look(address)


def test_a_store_that_does_not_answer_may_be_asked_again(
    store: Bucket, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_GONE", store.connection.replace(store.endpoint, "http://127.0.0.1:9"))
    settings = Settings(database_url=database_url, inbox="s3://gone@deliveries/x")
    with pytest.raises(PassingError, match=r"s3://gone@deliveries/x.*this passes"):
        pipeline.scan_inbox(settings, "night")


def test_a_time_of_the_store_is_one_of_ours(store: Bucket) -> None:
    store.put("times/a.txt", b"text")
    (found,) = [found for found, _ in look_into(store.address("times"), settle_seconds=0, now=datetime.now(UTC))]
    assert abs(datetime.now(UTC) - found.modified_at) < timedelta(minutes=5)
    assert found.size == 4


def test_the_doctor_and_the_check_look_into_it(
    store: Bucket, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store.put("seen/a.txt", TEXT.encode())
    store.put("seen/b.json", b'{"title": ')
    inbox = Settings(inbox=store.address("seen"))
    assert [(finding.state, finding.says) for finding in check_inbox(inbox)] == [
        (State.OK, f"{store.address('seen')} can be listed")
    ]
    (gone,) = check_inbox(Settings(inbox=f"s3://{CONNECTION}@nowhere/x"))
    assert gone.state == State.FAULT
    monkeypatch.setenv("DYADWIRE_INBOX", store.address("seen"))
    monkeypatch.setenv("DYADWIRE_SETTLE_SECONDS", "0")
    get_settings.cache_clear()
    try:
        with pytest.raises(typer.Exit) as ended:
            check()
    finally:
        get_settings.cache_clear()
    assert ended.value.exit_code == 1
    printed = capsys.readouterr()
    assert f"{store.address('seen')}/a.txt: articles 1\n" in printed.out
    assert f"{store.address('seen')}/b.json: articles 0, rejected 1 (malformed 1)" in printed.out


def test_an_object_named_like_a_folder_stops_no_list(store: Bucket) -> None:
    store.put(".", b"text")
    store.put("plain.txt", b"text")
    seen = dict(_look(store.address()))
    assert (seen[store.address(".")], seen[store.address("plain.txt")]) == (False, True)
