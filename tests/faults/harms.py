"""All harms by name, in the order of the table in docs/reliability.md."""

from collections.abc import Callable
from functools import partial

from tests.faults import disks, killing, places, sessions, together
from tests.faults.scene import Scene
from tests.warehouse.dying import POINTS

Harm = Callable[[Scene], str]


def _again(*harms: Harm) -> Harm:
    return lambda scene: killing.again_and_again(scene, *harms)


RANDOM: dict[str, Harm] = {
    "killed night after night: loader": _again(killing.loader),
    "killed night after night: reading process, loader": _again(killing.reader_and_loader),
    "killed night after night: loader, PostgreSQL": _again(killing.loader, killing.server),
}
"""What the long form repeats: SIGKILL at random moments of several nights on one warehouse."""

ONCE: dict[str, Harm] = {
    **{
        f"loader killed {point}": partial(killing.loader_at, point=point) for point in POINTS if point != "poison"
    },
    "loader killed at a random moment": killing.loader,
    "reading process killed at a random moment": killing.reader,
    "PostgreSQL killed at a random moment": killing.server,
    "session terminated at a random moment": killing.session,
    "line cut after random bytes": sessions.line_cut,
    "session terminated in the middle of COPY": killing.session_in_copy,
    "line cut before the commit arrives": partial(sessions.line_cut, cut="commit lost"),
    "line cut before the commit is answered": partial(sessions.line_cut, cut="answer lost"),
    "lock time-out": sessions.lock_timeout,
    "statement time-out": sessions.statement_timeout,
    "deadlock": sessions.deadlock,
    "serialization failure": sessions.serialization_failure,
    "no connection left": sessions.no_connection_left,
    "inbox read-only": places.inbox_read_only,
    "inbox gone": places.inbox_gone,
    "inbox goes during the night": places.inbox_goes,
    "files vanish during the night": places.files_vanish,
    "disk of the tables full": disks.database_disk_full,
    "disk of the server's log full": disks.log_disk_full,
    "disk of the state folder full": disks.state_disk_full,
    "clock an hour behind": places.clock_back,
    "clock an hour ahead": places.clock_ahead,
    "locale C, time zone other than UTC": places.other_locale,
    "two nights at once": together.two_nights,
    "two nights at once, on two hosts": together.other_host,
    "migration during the night": together.migration,
    "lexicon broken": together.lexicon_broken,
    "lexicon incomplete": together.lexicon_missing,
    "lexicons gone": together.lexicons_gone,
    "lexicon changed between batches": together.lexicon_changed,
}  # fmt: skip
