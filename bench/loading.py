"""Loading what is extracted, by one process and by two at once; then merging it and refreshing the reports.

The limit of loading is ``COPY`` of the very same rows, see ``copying``.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial

from psycopg2.extensions import connection as Connection  # noqa: N812

from bench.copying import copied
from bench.crew import Crew
from bench.extracting import extractions
from bench.material import dated, texts
from bench.measuring import Figure, halves, timed
from bench.serving import Databases
from bench.warehouse.processor import processor_seconds
from etl.model import Extraction
from etl.reading.portions import PORTION
from etl.warehouse import ledger, runs
from etl.warehouse.agreements import merge_agreements
from etl.warehouse.claims import claiming
from etl.warehouse.database import connect
from etl.warehouse.incidents import merge_incidents
from etl.warehouse.loader import Loaded, load_portion
from etl.warehouse.persons import link_persons
from etl.warehouse.reports import index_articles, refresh_views
from etl.warehouse.rows import FileResult

_LEASE = 3600
_RUN = "bench"
_Numbered = Sequence[tuple[int, str]]  # number of the file, and its text

_AFTERWARDS = {
    "link persons": link_persons,
    "merge incidents": merge_incidents,
    "merge agreements": merge_agreements,
    "index articles for search": index_articles,
    "refresh the reports' views": refresh_views,
}


def figures(crew: Crew, count: int, databases: Databases) -> Iterator[Figure]:
    """``count`` articles by one loader, ``count`` more by each of two; steps that hold a lock by one alone."""
    shares = halves(list(enumerate(texts(2 * count))))
    sizes = crew.prepare(_extracted, shares)
    for loaders in (1, 2):
        url = databases.fresh(f"loaded_by_{loaders}")
        files = sum(map(len, shares[:loaders]))
        _register(url, files)
        done = crew.run(partial(_load, url), range(loaders))
        if (loaded := sum(articles for articles, _ in done.answers)) != files:
            raise RuntimeError(f"{loaded} of {files} articles were loaded; the measurement is worth nothing")
        processor = sum(seconds for _, seconds in done.answers)
        yield Figure("load", "load", loaders, files, sum(sizes[:loaders]), done.seconds, processor=processor)
        if loaders == 1:
            yield copied(url, databases.fresh("copied"), files, sizes[0])
            with closing(connect(url)) as connection:
                for name, step in _AFTERWARDS.items():
                    yield timed("after loading", name, files, partial(step, connection), sizes[0])


def _extracted(share: _Numbered) -> tuple[dict[str, Extraction], int]:
    found = extractions([dated(text, number) for number, text in share])
    size = sum(len(text.encode()) for _, text in share)
    return {_uri(number): each for (number, _), each in zip(share, found, strict=True)}, size


def _uri(number: int) -> str:
    return f"bench:{number:06}.txt"


def _register(url: str, files: int) -> None:
    """In the ledger in the order of their numbers, for it goes by the hash."""
    now = datetime.now(UTC)
    with closing(connect(url)) as connection:
        this_run = runs.start_run(connection, _RUN, _LEASE)
        ledger.register(connection, [ledger.NewFile(_uri(n), f"{n:064x}", 1, now) for n in range(files)], this_run)


def _load(url: str, found: Mapping[str, Extraction]) -> tuple[int, float]:
    """As a batch does: one claim, portions of the usual size, each a transaction; answers how many articles are new,
    and how many seconds client and server ran."""
    with closing(connect(url)) as connection:
        running = processor_seconds(connection)
        this_run = runs.find_run(connection, _RUN) or 0
        total = Loaded()
        with claiming(connection, this_run, *_own(connection, found), _LEASE) as claim:
            results = [FileResult(file.source_file_id, (found[file.uris[0]],), ()) for file in claim.files]
            for first in range(0, len(results), PORTION):
                total += load_portion(connection, claim, this_run, results[first : first + PORTION])
        return total.articles, processor_seconds(connection) - running


def _own(connection: Connection, found: Mapping[str, Extraction]) -> tuple[int, int]:
    """First and last id of the files that are this process's share."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "select min(source_file_id), max(source_file_id) from ops.source_file where uri = any(%s)", (list(found),)
        )
        first, last = cursor.fetchone() or (0, 0)
        return first, last
