"""The use cases of extracting again what is in the warehouse, beside those of a night in ``etl.pipeline``.

``begin_reprocessing``, ``compare_batch`` for each batch that ``batches_to_compare`` answers, and ``what_changes`` tells
what would change; so far nothing of ``news`` is touched. ``apply_batch`` for each batch that ``batches_to_apply``
answers writes it, ``finish_reprocessing`` closes it and says how many articles ended how. Merging and reports follow as
in a night. Each may be run again at any time, by whoever goes on where another was stopped; errors are those of
``etl.pipeline``.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.errors import ConfigurationError
from etl.extraction import rules_version
from etl.model import Extraction, Rejection
from etl.reading.stored import Stored
from etl.reading.supervised import Ended, Supervised, reading
from etl.settings import Settings
from etl.warehouse.opened import opened
from etl.warehouse.reprocessing import runs
from etl.warehouse.reprocessing.application import apply_some
from etl.warehouse.reprocessing.comparison import Waiting, keep_compared, waiting
from etl.warehouse.reprocessing.runs import Chosen, Reprocessing

__all__ = [
    "Chosen",
    "apply_batch",
    "batches_to_apply",
    "batches_to_compare",
    "begin_reprocessing",
    "compare_batch",
    "finish_reprocessing",
    "what_changes",
]

BATCH_SIZE = 200
"""Articles a transaction, unless another number is asked for."""

Told = Callable[[int], None]  # how many articles more are done


def _nobody(_articles: int) -> None:
    """Nobody watches."""


def begin_reprocessing(settings: Settings, run_key: str, chosen: Chosen, batch_size: int = BATCH_SIZE) -> int:
    """Choose the articles; answers the reprocessing's number. The same ``run_key`` goes on with the same one."""
    with opened(settings, "choosing articles") as connection:
        return runs.begin(connection, run_key, chosen, batch_size, rules_version())


def batches_to_compare(settings: Settings, reprocessing_id: int) -> list[dict[str, int]]:
    """Batches ``{reprocessing, number, first, last, articles}`` of what has not been compared, as ranges of ids."""
    with opened(settings, f"reprocessing {reprocessing_id}") as connection:
        return _named(reprocessing_id, runs.to_compare(connection, _current(connection, reprocessing_id)))


def batches_to_apply(settings: Settings, reprocessing_id: int) -> list[dict[str, int]]:
    """Likewise of what has been compared and is to be written.

    Raises:
        ConfigurationError: not all has been compared yet.
    """
    with opened(settings, f"reprocessing {reprocessing_id}") as connection:
        of = _current(connection, reprocessing_id)
        if left := runs.counts(connection, reprocessing_id)["waiting"]:
            raise ConfigurationError(
                f"{left} articles of reprocessing {reprocessing_id} have not been compared yet; go on with"
                f" `dyadwire reprocess --resume {reprocessing_id}`"
            )
        runs.enter_state(connection, reprocessing_id, "applying")
        return _named(reprocessing_id, runs.to_apply(connection, of))


def compare_batch(settings: Settings, batch: Mapping[str, int], told: Told = _nobody) -> dict[str, int]:
    """Extract a batch and keep what changes; answers how many articles are the same, changed and failed.

    ``told`` is called with the number of articles of each portion that is kept.
    """
    number, found = batch["reprocessing"], Counter[str]()
    with (
        opened(settings, f"comparing batch {batch['number']}") as connection,
        reading(settings) as reader,
    ):
        size = _current(connection, number).batch_size
        while taken := waiting(connection, number, batch["first"], batch["last"], size):
            kept = keep_compared(connection, number, [(each, _extracted(reader, each)) for each in taken])
            told(kept.total())
            found += kept
    return {state: found[state] for state in ("same", "changed", "failed")}


def _extracted(reader: Supervised, taken: Waiting) -> Extraction | Rejection:
    """What the rules of now say of one article."""
    items = [item for item in reader.read(Stored(taken.article)) if not isinstance(item, Ended)]
    return items[0]


def what_changes(settings: Settings, reprocessing_id: int) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Rows of ``report.reprocessing_sum``, and how many articles are in each state; closes the comparison."""
    with opened(settings, f"reprocessing {reprocessing_id}") as connection:
        of = runs.find(connection, reprocessing_id)
        found = runs.counts(connection, reprocessing_id)
        if of.state == "comparing" and not found["waiting"]:
            runs.enter_state(connection, reprocessing_id, "compared")
        return runs.sums(connection, reprocessing_id), found


def apply_batch(settings: Settings, batch: Mapping[str, int], told: Told = _nobody) -> dict[str, int]:
    """Write a batch, portion by portion; answers how many articles were applied, outdated and failed.

    Outdated is what was loaded or reprocessed otherwise since it was compared: it is left as it is now.
    """
    number, found = batch["reprocessing"], Counter[str]()
    with opened(settings, f"applying batch {batch['number']}") as connection:
        of = _current(connection, number)
        while done := apply_some(connection, number, of.rules_version, batch["first"], batch["last"], of.batch_size):
            told(done.total())
            found += done
    return {state: found[state] for state in ("applied", "outdated", "failed")}


def finish_reprocessing(settings: Settings, reprocessing_id: int) -> dict[str, int]:
    """Write its end where nothing is left to be written; answers how many articles are in each state."""
    with opened(settings, f"closing reprocessing {reprocessing_id}") as connection:
        of = runs.find(connection, reprocessing_id)
        if of.state == "applying" and not runs.to_apply(connection, of):
            runs.enter_state(connection, reprocessing_id, "applied")
        return runs.counts(connection, reprocessing_id)


def _named(reprocessing_id: int, batches: list[dict[str, int]]) -> list[dict[str, int]]:
    return [{"reprocessing": reprocessing_id, **batch} for batch in batches]


def _current(connection: Connection, reprocessing_id: int) -> Reprocessing:
    """The reprocessing, if the rules of now are those that it was begun with."""
    of = runs.find(connection, reprocessing_id)
    if of.rules_version != rules_version():
        raise ConfigurationError(
            f"reprocessing {reprocessing_id} was begun with rules {of.rules_version}, and the rules of now are"
            f" {rules_version()}; begin a new one"
        )
    return of
