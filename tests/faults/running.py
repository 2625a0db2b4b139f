"""One harm done, and all that was found wrong after it."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.conftest import temporary_server
from tests.faults import inbox
from tests.faults.checking import content, differences
from tests.faults.harms import Harm
from tests.faults.scene import Ground, Skipped


@dataclass(frozen=True)
class Outcome:
    """What came of a harm: ``told`` by it, or why it was ``skipped``; ``wrong`` is empty where all holds."""

    name: str
    told: str
    seconds: float
    wrong: tuple[str, ...] = ()
    skipped: bool = False
    kills: int = 0


@contextmanager
def ground(folder: Path, seed: int) -> Iterator[Ground]:
    """A server, an inbox of this seed, and what a night that nothing disturbs makes of it, twice for its seconds."""
    (folder / "inbox").mkdir()
    inbox.fill(folder / "inbox", seed)
    with temporary_server() as server:
        found = Ground(server, folder, seed)
        for turn in range(2):
            with found.scene(f"undisturbed {turn}") as scene:
                began = monotonic()
                night = scene.begin()
                code = night.end()
                found.seconds = monotonic() - began
                state = scene.asked("select state from ops.run")
                assert code in (0, 1) and state == [("succeeded",)], night.said()
                made = content(scene.url)
                differ = differences(found.expected, made) if found.expected else []
                assert not differ, differ
                found.expected = made
        assert found.expected["news.event"] and found.expected["news.article_copy"], "the inbox has to say something"
        yield found


def suffer(found: Ground, name: str, harm: Harm, turn: int = 0) -> Outcome:
    """Do the harm to a night on a fresh warehouse, let the next nights run, look."""
    began = monotonic()
    try:
        with found.scene(f"{name} {turn}") as scene:
            told = harm(scene)
            scene.mend()
            wrong = tuple(scene.complaints())
    except Skipped as reason:
        return Outcome(name, str(reason), monotonic() - began, skipped=True)
    except Exception:  # noqa: BLE001  # the others are done all the same
        return Outcome(name, "", monotonic() - began, (traceback.format_exc(),))
    return Outcome(name, told, monotonic() - began, wrong, kills=scene.kills)
