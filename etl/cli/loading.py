"""The batches of a night, one after the other or side by side; each process keeps the reading process it started."""

from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial

from etl import pipeline
from etl.cli.in_order import map_in_order
from etl.errors import PassingError
from etl.reading.supervised import Supervised, reading
from etl.settings import Settings

Batch = Mapping[str, int]


def load_batches(
    settings: Settings, run_key: str, batches: Sequence[Batch], workers: int, prepare: Callable[[], None]
) -> Generator[dict[str, int]]:
    """The counts of each batch, in their order; ``prepare`` is called in each further process before it begins.

    Raises:
        PassingError, ConfigurationError: as ``process_batch``; a loading process has died.
    """
    if workers == 1 or len(batches) == 1:
        with reading(settings) as reader:
            for batch in batches:
                yield pipeline.process_batch(settings, run_key, batch, reader)
        return
    load = partial(_load_here, settings, run_key)
    try:
        yield from map_in_order(load, batches, workers, chunk=1, prepare=prepare)
    except BrokenProcessPool as error:
        raise PassingError("a loading process was killed, by want of memory perhaps: try fewer --workers") from error


def _load_here(settings: Settings, run_key: str, batch: Batch) -> dict[str, int]:
    return pipeline.process_batch(settings, run_key, batch, _reader(settings))


@cache
def _reader(settings: Settings) -> Supervised:
    """This process' own; it ends when this process does."""
    return reading(settings)
