"""Our metrics, sent through Airflow to wherever it sends its own; docs/operations.md lists them.

All are gauges. Every task is a process of its own, in which a counter would begin at nought again, so that a store of
metrics would take the second batch for a restart of the first; and a task that is tried again would count twice. The
numbers of a night are added up by whoever knows them all, and sent once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from airflow.sdk.observability import stats

from etl.reporting.remedies import REMEDIES
from etl.stages import Stage, Stopwatch, seconds_of
from etl.warehouse.measures import Night, Queue


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric's name, as Airflow takes it; its unit; and the one tag that tells its series apart, if it has one."""

    name: str
    unit: str
    tag: str | None = None

    def send(self, value: float, tagged: str | None = None) -> None:
        """The value at this moment. Where Airflow sends no metrics, nothing happens."""
        stats.gauge(self.name, value, tags={self.tag: tagged} if self.tag else None)


STAGE_SECONDS = Metric("dyadwire.stage.seconds", "seconds", "stage")
ARTICLES_LOADED = Metric("dyadwire.articles.loaded", "articles", "language")
FILES_QUARANTINED = Metric("dyadwire.files.quarantined", "files", "reason")
FILES_WAITING = Metric("dyadwire.files.waiting", "files")
QUEUE_AGE = Metric("dyadwire.queue.age.seconds", "seconds")

METRICS = (STAGE_SECONDS, ARTICLES_LOADED, FILES_QUARANTINED, FILES_WAITING, QUEUE_AGE)
"""All there are, and the one place where they are named."""


def send_stages(seconds: Mapping[Stage, float]) -> None:
    """Seconds by stage."""
    for stage, value in seconds.items():
        STAGE_SECONDS.send(value, stage)


def send_night(night: Night, batches: Iterable[Mapping[str, int]]) -> None:
    """What the night brought, and the stages of its batches added up; ``batches`` as ``process_batch`` answers them.

    Every reason of quarantine is sent, also those of no file, so that a night without faults shows as one.
    """
    for language, articles in night.articles.items():
        ARTICLES_LOADED.send(articles, language)
    for reason in REMEDIES.keys() | night.quarantined.keys():
        FILES_QUARANTINED.send(night.quarantined.get(reason, 0), reason)
    total = Stopwatch()
    for batch in batches:
        for stage, seconds in seconds_of(batch).items():
            total.add(stage, seconds)
    send_stages(total.seconds)


def send_queue(queue: Queue) -> None:
    """What waits at this moment."""
    FILES_WAITING.send(queue.files)
    QUEUE_AGE.send(queue.oldest_seconds)
