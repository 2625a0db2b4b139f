"""A night from files on disk to rows committed, durably, by one loader and by two, and its time by stage.

Two loaders take batches in turn, as ``dyadwire ingest --workers 2`` does; each has a reading process beside it, which
waits while it loads, so one keeps one core busy, and two keep two.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from bench.crew import Crew
from bench.material import deliver, texts
from bench.measuring import Figure
from bench.serving import Databases
from etl import pipeline
from etl.reading.supervised import reading
from etl.settings import Settings
from etl.stages import STAGES, Stage, Stopwatch, seconds_of

_RUN = "bench"
_Batches = tuple[dict[str, Any], list[dict[str, int]]]  # settings, and the batches of one loader


def figures(crew: Crew, count: int, databases: Databases) -> tuple[list[Figure], dict[str, dict[Stage, float]]]:
    """Rows for one loader and for two, of as many articles; and the seconds of each stage, by the number of loaders.

    Stages of two loaders are summed up over both: seconds of work, not of the clock.
    """
    inbox = databases.folder / "inbox"
    size = deliver(inbox, texts(count))
    rows, stages = [], {}
    for loaders in (1, 2):
        url = databases.fresh(f"night_by_{loaders}")
        row, watch = _night(crew, {"database_url": url, "inbox": inbox, "settle_seconds": 0}, loaders, count, size)
        rows.append(row)
        stages[f"{loaders} loader" + "s" * (loaders > 1)] = {s: round(watch.seconds[s], 2) for s in STAGES}
    return rows, stages


def _night(crew: Crew, told: dict[str, Any], loaders: int, count: int, size: int) -> tuple[Figure, Stopwatch]:
    settings, watch = Settings(**told), Stopwatch()
    with watch.stage("scan"):
        batches = pipeline.scan_inbox(settings, _RUN)
    crew.prepare(_batches, [(told, batches[number::loaders]) for number in range(loaders)])
    done = crew.run(_process, range(loaders))
    total: Counter[str] = Counter()
    for answer in done.answers:
        total.update(answer)
        for stage, seconds in seconds_of(answer).items():
            watch.add(stage, seconds)
    if total["articles"] != count:
        raise RuntimeError(f"{total['articles']} of {count} articles were loaded; the measurement is worth nothing")
    row = Figure("end to end", "files to rows", loaders, count, size, watch.seconds["scan"] + done.seconds)
    with watch.stage("merge"):
        pipeline.merge_night(settings)
    with watch.stage("check"):
        pipeline.check_night(settings, _RUN)
    with watch.stage("refresh"):
        pipeline.refresh_reports(settings)
    return row, watch


def _batches(share: _Batches) -> tuple[_Batches, int]:
    return share, 0


def _process(material: _Batches) -> Mapping[str, int]:
    told, batches = material
    settings, total = Settings(**told), Counter[str]()
    with reading(settings) as reader:
        for batch in batches:
            total.update(pipeline.process_batch(settings, _RUN, batch, reader))
    return total
