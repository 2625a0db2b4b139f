"""Disks without room: of the tables, of the server's log, of the state folder. Small file systems in memory."""

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

from psycopg2 import sql

from etl.warehouse import embedded
from etl.warehouse.account import choose_account
from etl.warehouse.database import connect
from tests.faults.night import begin
from tests.faults.scene import Scene, Skipped
from tests.warehouse.builders import fetch

_SEGMENT = 16 * 2**20  # bytes of a file of the server's log
_FUTURE = (
    "select count(*) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_lsn())"
)


def database_disk_full(scene: Scene) -> str:
    """No room is left for the warehouse's tables; then there is some again."""
    disk = _disk(scene, "tables", "96m")
    account = choose_account(scene.ground.server.data_dir)
    account.own(disk)
    name = sql.Identifier(f"small_{next(scene.ground.numbers)}")
    database = sql.Identifier(scene.url.rpartition("/")[2])
    with closing(connect(scene.ground.server.url())) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("create tablespace {} location {}").format(name, sql.Literal(str(disk))))
            scene.after.push(lambda *_: scene.ground._administer("drop tablespace {}", name.string))
            scene.after.callback(lambda: scene.ground._administer("drop database {} with (force)", database.string))
            cursor.execute(sql.SQL("alter database {} set tablespace {}").format(database, name))
    ballast = disk / "ballast"
    _fill(ballast, leaving=scene.chance.randrange(0, 600_000))
    night = scene.begin()
    code = night.end()
    ballast.unlink()
    assert code == 1 and "No space left on device" in night.said(), night.said()
    assert night.is_explained, night.said()
    return "exit code 1, told as passing; loads once there is room"


def log_disk_full(scene: Scene) -> str:
    """No room is left for PostgreSQL's write-ahead log, which stops the server; then there is some, and it starts."""
    ballast = _log_on_small_disk(scene) / "ballast"
    with closing(connect(scene.url)) as connection:
        connection.autocommit = True
        _fill(ballast, leaving=_SEGMENT // 2)  # for no further file
        while fetch(connection, _FUTURE) != [(0,)]:  # those that are kept for later are used up
            fetch(connection, "select pg_logical_emit_message(false, 'ballast', 'x'), pg_switch_wal()")
        ((used,),) = fetch(connection, "select (pg_current_wal_insert_lsn() - '0/0') %% %s", _SEGMENT)
        room = scene.chance.randrange(50_000, 400_000)
        fetch(connection, "select pg_logical_emit_message(false, 'ballast', repeat('x', %s))",
              _SEGMENT - int(str(used)) - room)  # fmt: skip
    night = scene.begin()
    code = night.end()
    ballast.unlink()
    assert code in (1, 2) and night.is_explained, night.said()
    said = (scene.ground.server.data_dir.parent / "log" / "server.log").read_text(encoding="utf-8", errors="replace")
    assert "No space left on device" in said, said[-2000:]
    return f"the server stops, exit code {code}; it starts once there is room, and the next night completes"


def _log_on_small_disk(scene: Scene) -> Path:
    """The server's log on a file system of its own until the scene is over."""
    log = scene.ground.server.data_dir / "pg_wal"
    size = sum(path.stat().st_size for path in log.rglob("*") if path.is_file()) + 4 * _SEGMENT
    disk = _disk(scene, "log", str(size))

    def put_back() -> None:
        embedded.stop(scene.ground.server)
        log.unlink()
        log.mkdir(mode=0o700)
        _moved(disk, log, scene.ground.server.data_dir)
        scene.ground.server = embedded.start(scene.ground.server.state_dir)

    embedded.stop(scene.ground.server)
    scene.after.callback(put_back)
    _moved(log, disk, scene.ground.server.data_dir)
    log.symlink_to(disk)
    scene.ground.server = embedded.start(scene.ground.server.state_dir)
    return disk


def _moved(source: Path, target: Path, data_dir: Path) -> None:
    """All files of a folder in another, which is there already; both the server's."""
    shutil.copytree(source, target, dirs_exist_ok=True)
    shutil.rmtree(source, ignore_errors=True)  # a mounted folder itself stays
    account = choose_account(data_dir)
    for path in (target, *target.rglob("*")):
        account.own(path)


def state_disk_full(scene: Scene) -> str:
    """No room for the embedded server's data folder in the state folder."""
    disk = _disk(scene, "state", "2m")
    environment = scene.environment() | {"DYADWIRE_STATE_DIR": str(disk / "state")}
    del environment["DYADWIRE_DATABASE_URL"]
    night = begin(["ingest"], environment, scene.log())
    code = night.end()
    assert code in (1, 2) and night.is_explained, night.said()
    assert "No space left on device" in night.said(), night.said()
    return f"exit code {code}, names the folder"


def _fill(ballast: Path, leaving: int) -> None:
    free = shutil.disk_usage(ballast.parent).free
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - leaving))


def _disk(scene: Scene, name: str, size: str) -> Path:
    """A small file system of its own, unmounted when the scene is over."""
    folder = scene.ground.server.state_dir.parent / f"{name}-{next(scene.ground.numbers)}"
    folder.mkdir()
    mount(scene, folder, "-t", "tmpfs", "-o", f"size={size},mode=0711", "tmpfs")
    return folder


def mount(scene: Scene, folder: Path, *arguments: str) -> None:
    try:
        done = subprocess.run(
            ["mount", *arguments, str(folder)], timeout=30, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise Skipped("there is no mount here") from error
    if done.returncode:
        raise Skipped(f"not allowed here: {done.stderr.strip()}")
    end = scene.harm if "--bind" in arguments else scene.after
    end.callback(lambda: subprocess.run(["umount", "--lazy", str(folder)], timeout=30, check=True, capture_output=True))
