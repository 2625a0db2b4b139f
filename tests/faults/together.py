"""Others at work on the same warehouse, and lexicons that are missing, broken or changed on the way."""

import re
import subprocess
from contextlib import closing
from functools import partial

from etl.lexicon import compile as compiled
from etl.warehouse.database import connect
from tests.faults import hooks
from tests.faults.night import Night, begin, pause, whole
from tests.faults.proxy import NEVER, Line
from tests.faults.scene import Scene, Skipped, await_answer

_HOST = (
    "unshare",
    "--uts",
    "--pid",
    "--fork",
    "--kill-child",
    "--mount-proc",
    "sh",
    "-c",
    'hostname elsewhere && "$@"',
    "-",
)


def two_nights(scene: Scene) -> str:
    """Two nights begin at the same moment."""
    return _both_green(scene, scene.begin(), scene.begin())


def other_host(scene: Scene) -> str:
    """Two nights on the same inbox at once, one of them where names of hosts and numbers of processes are others, in
    another zone of time, over a line of its own."""
    if subprocess.run([*_HOST, "true"], timeout=30, capture_output=True, check=False).returncode:
        raise Skipped("namespaces are not allowed here")
    line = Line(scene.ground.server.port, NEVER)
    scene.harm.callback(line.close)
    elsewhere = scene.environment(re.sub(r":\d+/", f":{line.port}/", scene.url)) | {"TZ": "Asia/Almaty"}
    elsewhere["DYADWIRE_STATE_DIR"] = str(scene.ground.folder / "state-elsewhere")
    there = whole(["ingest"], elsewhere, scene.log(), within=_HOST)
    scene.harm.callback(there.kill)
    with closing(connect(scene.url)) as connection:
        await_answer(connection, "select count(*) > 0 from ops.run", True)
    return _both_green(scene, scene.begin(), there)


def _both_green(scene: Scene, *nights: Night) -> str:
    codes = [night.end() for night in nights]
    assert not [night.said() for night in nights if not night.is_explained]
    assert set(codes) <= {0, 1}
    states = scene.asked("select state, count(*) from ops.run group by 1 order by 1")
    assert states == [("succeeded", 2)], [night.said() for night in nights]
    return "both green"


def migration(scene: Scene) -> str:
    """`dyadwire db migrate` makes all views and functions anew at a random moment."""
    night = scene.begin()
    pause(scene.moment())
    scene.asked("delete from ops.applied_file where path like 'sql/%%' returning path")
    migrating = begin(["db", "migrate"], scene.environment(), scene.log())
    scene.harm.callback(migrating.kill)
    code, migrated = night.end(), migrating.end()
    for each in (night, migrating):
        assert each.is_explained, each.said()
    return f"exit codes {code} of the night, {migrated} of the migration"


def lexicon_broken(scene: Scene) -> str:
    """A lexicon that is no YAML any more: the night stops, and nothing goes to quarantine for it."""
    folder = hooks.copy_of_lexicon(scene.ground.folder / f"lexicon-{next(scene.ground.numbers)}")
    path = folder / "en.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, "  broken: [", ""]), encoding="utf-8")
    return _stopped(scene, partial(hooks.lexicon_in, folder), f"en.yaml:{len(lines) + 1}")


def lexicon_missing(scene: Scene) -> str:
    """A file that all languages need is not there."""
    told = []
    for name in ("frames.yaml", "languages.yaml"):
        folder = hooks.copy_of_lexicon(scene.ground.folder / f"lexicon-{next(scene.ground.numbers)}")
        (folder / name).unlink()
        told.append(_stopped(scene, partial(hooks.lexicon_in, folder), name))
    return "; ".join(told)


def lexicons_gone(scene: Scene) -> str:
    """The folder is empty: no language would have facts."""
    folder = scene.ground.folder / f"lexicon-{next(scene.ground.numbers)}"
    folder.mkdir()
    return _stopped(scene, partial(hooks.lexicon_in, folder), str(folder))


def _stopped(scene: Scene, prepare: partial[None], named: str) -> str:
    night = scene.begin(prepare)
    code = night.end()
    assert code == 2 and named in night.said(), f"exit code {code}: {night.said()}"
    assert scene.asked("select count(*) from ops.quarantine where reason_code = 'internal_error'") == [(0,)]
    return f"exit code 2, names {named.rpartition('/')[2]}"


def lexicon_changed(scene: Scene) -> str:
    """A lexicon is changed between two batches: each article says by which rules it was read."""
    folder = hooks.copy_of_lexicon(scene.ground.folder / f"lexicon-{next(scene.ground.numbers)}")
    changing = partial(hooks.lexicon_changes_before_batch, 2, folder / "de.yaml")
    night = scene.begin(partial(hooks.lexicon_in, folder), changing)
    assert night.end() in (0, 1), night.said()
    versions = scene.asked(
        """select rules_version from news.article inner join ops.source_file using (source_file_id)
        group by 1 order by min(claim_id)"""
    )
    assert versions[0] == (compiled.rules_version(),) and len(versions) == 2, versions
    mixed = "select count(*) from news.{} as e inner join news.article as a using (article_id) where"
    for table in ("event", "article_agreement"):
        assert scene.asked(f"{mixed.format(table)} e.rules_version <> a.rules_version") == [(0,)]
    scene.masked = frozenset({"rules_version"})
    return "rules_version tells which articles were read by which"
