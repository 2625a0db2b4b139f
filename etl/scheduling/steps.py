"""A task's step through the pipeline: whose it is, and how long it takes."""

from collections.abc import Iterator
from contextlib import contextmanager

from structlog.contextvars import bound_contextvars

from etl.scheduling.metrics import send_stages
from etl.scheduling.runs import run_key
from etl.stages import Stage, Stopwatch


@contextmanager
def step(stage: Stage | None = None) -> Iterator[str]:
    """The run's key, which every line that is logged in the ``with`` block carries as ``run``.

    The time that the block takes becomes the metric of the stage, also where it ends by an error.
    """
    key, watch = run_key(), Stopwatch()
    try:
        with bound_contextvars(run=key):
            if stage is None:
                yield key
            else:
                with watch.stage(stage):
                    yield key
    finally:
        send_stages(watch.seconds)
