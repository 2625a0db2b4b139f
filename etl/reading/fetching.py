"""Claimed files with the places where they can be read: objects are copied here, a few ahead of the reader."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp

from etl.errors import ArticleError
from etl.formats import Limits
from etl.inbox import fetch, hash_file, to_path
from etl.reading.claimed import Place, Wanted, fault_of
from etl.warehouse.claims import ClaimedFile

AT_ONCE = 8  # copies under way or waiting to be read


def wanted_files(
    files: Iterable[ClaimedFile], max_file_bytes: int, limits: Limits
) -> Generator[tuple[ClaimedFile, Wanted]]:
    """Each file with what its reader has to know; a copy is there until the next file is asked for.

    Raises:
        ConfigurationError, PassingError: the store of an object cannot be reached.
    """

    def wanted(file: ClaimedFile, folder: Path | None = None) -> Wanted:
        places = _places(file, folder, max_file_bytes) if folder else map(_here, file.uris)
        return Wanted(tuple(places), file.sha256, max_file_bytes, limits)

    with ThreadPoolExecutor(AT_ONCE, "fetch") as pool, ExitStack() as stack:
        spool = ""  # made for the first object; files of this machine need none
        ahead: deque[tuple[ClaimedFile, Path | None, Future[Wanted] | None]] = deque()

        def hand_out() -> Iterator[tuple[ClaimedFile, Wanted]]:
            file, folder, copying = ahead.popleft()
            yield file, copying.result() if copying else wanted(file)
            if folder:
                rmtree(folder)

        for file in files:
            if all(uri.startswith("file://") for uri in file.uris):
                ahead.append((file, None, None))
            else:
                spool = spool or stack.enter_context(TemporaryDirectory(prefix="dyadwire-"))
                folder = Path(mkdtemp(dir=spool))
                ahead.append((file, folder, pool.submit(wanted, file, folder)))
            if len(ahead) >= AT_ONCE:
                yield from hand_out()
        while ahead:
            yield from hand_out()


def _here(uri: str) -> Place:
    return Place(uri, to_path(uri))


def _places(file: ClaimedFile, folder: Path, max_bytes: int) -> Iterator[Place]:
    """All addresses up to the first object that still has the bytes."""
    for number, uri in enumerate(file.uris):
        if uri.startswith("file://"):
            yield _here(uri)
            continue
        try:
            below = folder / str(number)
            below.mkdir()
            copy = fetch(uri, below, max_bytes)
            if hash_file(copy, max_bytes) != file.sha256:
                raise ArticleError("changed", f"{uri} is not what the scan saw")
        except ArticleError as error:
            yield Place(uri, None, fault_of(error))
        else:
            yield Place(uri, copy)
            return
