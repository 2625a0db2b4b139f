"""What the machine does to a night: folders, clock, locale."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from etl.warehouse.database import connect
from tests.faults import hooks
from tests.faults.disks import mount
from tests.faults.night import pause, whole
from tests.faults.scene import DEADLINE, Scene, await_answer


def inbox_gone(scene: Scene) -> str:
    """There is no inbox when the night begins."""
    with _away(scene.ground.inbox):
        night = scene.begin()
        code = night.end()
    assert code == 2 and f"inbox {scene.ground.inbox}" in night.said(), night.said()
    return "exit code 2, names the folder"


def inbox_goes(scene: Scene) -> str:
    """The inbox goes away once its files are in the ledger, as a share that is unmounted."""
    night = scene.begin()
    with closing(connect(scene.url)) as connection:
        await_answer(connection, "select count(*) > 0 from ops.source_file", True)
    with _away(scene.ground.inbox):
        code = night.end()
    assert code in (0, 1) and night.is_explained, night.said()
    waiting = scene.asked("select count(*) from ops.source_file where state = 'pending'")[0][0]
    return f"{waiting} files wait for the next night"


def files_vanish(scene: Scene) -> str:
    """Half of the files go away at a random moment, and are back before the next night."""
    files = sorted(path for path in scene.ground.inbox.iterdir() if path.is_file())
    aside = scene.ground.folder / "aside"
    aside.mkdir()
    night = scene.begin()
    pause(scene.moment() / 2)
    gone = scene.chance.sample(files, len(files) // 2)
    try:
        for path in gone:
            path.rename(aside / path.name)
        code = night.end()
    finally:
        for path in gone:
            (aside / path.name).rename(path)
        aside.rmdir()
    assert code in (0, 1) and night.is_explained, night.said()
    return f"{len(gone)} files went, exit code {code}"


@contextmanager
def _away(folder: Path) -> Iterator[None]:
    hidden = folder.with_name(f"{folder.name}-away")
    folder.rename(hidden)
    try:
        yield
    finally:
        hidden.rename(folder)


def inbox_read_only(scene: Scene) -> str:
    """The inbox cannot be written to, by root neither."""
    inbox = scene.ground.inbox
    mount(scene, inbox, "--bind", str(inbox))
    subprocess.run(["mount", "-o", "remount,ro,bind", str(inbox)], check=True, timeout=30, capture_output=True)
    night = scene.begin()
    code = night.end()
    assert code in (0, 1) and scene.asked("select state from ops.run") == [("succeeded",)], night.said()
    return "as if it could be written"


def clock_back(scene: Scene) -> str:
    """The clock of the loading process is an hour behind, then an hour ahead."""
    return _clock(scene, -1.0)


def clock_ahead(scene: Scene) -> str:
    """The same the other way."""
    return _clock(scene, 1.0)


def _clock(scene: Scene, hours: float) -> str:
    night = scene.begin(partial(hooks.clock_off, hours), DYADWIRE_SETTLE_SECONDS="5")
    code = night.end()
    assert code in (0, 1) and scene.asked("select state from ops.run") == [("succeeded",)], night.said()
    loaded = scene.asked("select count(*) from ops.source_file where state = 'loaded'")[0][0]
    assert loaded, "files of another hour were taken for unfinished"
    return f"{loaded} files loaded in that night"


def other_locale(scene: Scene) -> str:
    """An interpreter that knows ASCII alone, fourteen hours off UTC: LC_ALL=C, no UTF-8 mode, TZ of Kiritimati."""
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Pacific/Kiritimati"}
    night = whole(["ingest"], scene.environment() | environment, scene.log())
    scene.harm.callback(night.kill)
    began = time.monotonic()
    code = night.end()
    assert code in (0, 1) and scene.asked("select state from ops.run") == [("succeeded",)], night.said()
    assert time.monotonic() - began < 2 * DEADLINE
    return "loaded as in UTC and UTF-8"
