"""Inboxes of 1,000 files of which 20 are bad, in three ways, through the real scheduler; and the bad ones once more."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from etl.local import record
from etl.settings import Settings
from etl.warehouse.database import connect
from etl.warehouse.quarantine import put_back
from tests.corpus.packing import zipped
from tests.local.commands import night_settings, run_command
from tests.local.leftovers import await_nobody

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

FILES, BAD = 1000, 20
WAYS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "malformed": ("json", lambda n: json.dumps({"title": f"Cut off {n}", "text": "in the middle"}).encode()[:-9]),
    "not_text": ("txt", lambda n: b"\x89PNG\r\n\x1a\n" + bytes([n]) * 64),
    "unpacks_too_far": ("zip", lambda n: zipped({"a.txt": b"a" * 8_000_000 + bytes([n])})),
}  # reason -> ending of the name, bytes of file n


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A running installation with an empty inbox; nights are red over 2% in quarantine."""
    state_dir = Path(tempfile.mkdtemp(prefix="dyadwire-test-"))
    state_dir.chmod(0o711)
    chosen = night_settings(state_dir, tmp_path_factory.mktemp("inbox")).model_copy(update={"quarantine_share": 0.02})
    code, printed = run_command("up", chosen)
    try:
        assert code == 0, printed
        yield chosen
    finally:
        run_command("down", chosen)
        await_nobody(state_dir, seconds=30)
        shutil.rmtree(state_dir)


def _deliver(inbox: Path, reason: str) -> set[str]:
    """Files good and bad, mixed; answers the names of the bad ones."""
    ending, make = WAYS[reason]
    bad = set()
    for n in range(FILES):
        if n % (FILES // BAD) == 7:
            name = f"{reason}_{n}.{ending}"
            (inbox / name).write_bytes(make(n // (FILES // BAD)))
            bad.add(name)
        else:
            text = (
                f"Visit {n} after {reason}\n\nThe president of Kazakhstan met the prime minister of Pakistan in Astana."
            )
            (inbox / f"{reason}_{n}.txt").write_text(text, encoding="utf-8")
    return bad


def _url(settings: Settings) -> str:
    running = record.read(settings.state_dir)
    assert running is not None
    return running.database_url


def _rows(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(_url(settings))) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


_LAST = "select state, found, loaded, quarantined from ops.run order by run_id desc limit 1"
_QUARANTINED = "select regexp_replace(uri, '.*/', ''), reason_code from report.quarantine where reason_code = '{}'"


@pytest.mark.parametrize("reason", WAYS)
def test_all_but_the_bad_ones_are_loaded_and_a_retry_finds_them_again(settings: Settings, reason: str) -> None:
    bad = _deliver(Path(settings.inbox), reason)
    named = {(name, reason) for name in bad}

    code, printed = run_command("run", settings)
    assert code == 0, printed
    assert _rows(settings, _LAST) == [("succeeded", FILES, FILES - BAD, BAD)]
    assert set(_rows(settings, _QUARANTINED.format(reason))) == named

    with closing(connect(_url(settings))) as connection:
        assert put_back(connection, None, reason) == BAD
    code, printed = run_command("run", settings)
    assert code == 1, printed  # all of this night's files are bad
    assert _rows(settings, _LAST)[0][0] == "failed"
    assert set(_rows(settings, _QUARANTINED.format(reason))) == named
    assert _rows(settings, "select count(*) from ops.source_file where state = 'pending'") == [(0,)]
