"""What is changed inside a night's process before it begins, each a plain function that can be sent there."""

import shutil
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from etl import arrivals, pipeline
from etl.language import knowledge
from etl.lexicon import cache, confidence
from etl.lexicon import compile as compiled
from etl.reading import claimed
from tests.warehouse.dying import POINTS


def die_at(point: str) -> None:
    """The process kills itself at one of the loader's named points."""
    module, name, change = POINTS[point]
    setattr(module, name, change(getattr(module, name)))


def clock_off(hours: float) -> None:
    """The clock that the scan and the reading look at is wrong by so much."""

    class Off(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Off":
            return cls.fromtimestamp((datetime.now(tz) + timedelta(hours=hours)).timestamp(), tz)

    for module in (arrivals, claimed):
        setattr(module, "datetime", Off)  # noqa: B010  # their own name for it


def lexicon_in(folder: Path) -> None:
    """The lexicons are read from another folder, and nothing of them is known yet."""
    compiled.FOLDER = folder
    cache._PACKAGE = folder.parent
    cache._code.cache_clear()
    knowledge._FILE = folder / "languages.yaml"
    confidence.FILE = folder / "confidence.yaml"
    for cached in (compiled.available_languages, compiled.rules_version, compiled.lexicon_for, compiled.frames):
        cached.cache_clear()
    knowledge.knowledge.cache_clear()


def lexicon_changes_before_batch(number: int, path: Path) -> None:
    """Someone writes a comment into a lexicon's file while the night runs."""
    process_batch = pipeline.process_batch

    def changed(settings: Any, run_key: str, batch: Any, reader: Any = None) -> dict[str, int]:
        if batch["number"] == number:
            text = path.read_text(encoding="utf-8")
            path.write_text(text + "\n# A comment, which changes no fact.\n", encoding="utf-8")
        return process_batch(settings, run_key, batch, reader)

    pipeline.process_batch = changed


def copy_of_lexicon(folder: Path) -> Path:
    """A copy of the lexicons for a night to read from, in ``folder`` beside the code that goes by the same version."""
    folder.mkdir()
    for name in ("extraction", "model.py"):
        (folder / name).symlink_to(compiled.FOLDER.parent / name)
    return Path(shutil.copytree(compiled.FOLDER, folder / "lexicon", ignore=shutil.ignore_patterns("__pycache__")))
