"""``dyadwire reprocess``: articles of the warehouse extracted again, through the functions of etl.reprocessing."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

import typer

from etl.cli.at_hand import warehouse
from etl.cli.failing import FAILED, FINE
from etl.cli.logs import say
from etl.cli.progress import progress_bar
from etl.cli.showing import output_console
from etl.settings import Settings, get_settings

EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire reprocess --older-rules                what the rules of now would change",
        "dyadwire reprocess --language kk --dyad KZ-PK   of these articles alone",
        "dyadwire reprocess --resume 7 --apply           write what reprocessing 7 has shown",
        "Nothing is written without --apply. Ctrl-C stops it between two portions, --resume goes on.",
        "Exit code 1 if an article could not be extracted or written.",
    ]
)


def reprocess(
    language: Annotated[
        list[str] | None, typer.Option("--language", metavar="CODE", help="Only articles in this language; repeatable.")
    ] = None,
    first: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], metavar="DAY", help="Only articles published on it or later."),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], metavar="DAY", help="Only articles published on it or earlier."),
    ] = None,
    dyad: Annotated[
        list[str] | None,
        typer.Option("--dyad", metavar="A-B", help="Only articles that name both parties, as KZ-PK; repeatable."),
    ] = None,
    older_rules: Annotated[
        bool, typer.Option("--older-rules", help="Leave out what the rules of now have made already.")
    ] = False,
    batch_size: Annotated[
        int | None, typer.Option("--batch-size", min=1, max=5000, help="Articles a transaction. Default 200.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write what changes; without it, only show it.")] = False,
    resume: Annotated[
        int | None, typer.Option("--resume", min=1, metavar="ID", help="Go on with the reprocessing of this number.")
    ] = None,
) -> None:
    """Extract articles of the warehouse again with the rules of now; show what would change, or write it."""
    from etl import reprocessing

    chosen = reprocessing.Chosen(
        tuple(language or ()), first.date() if first else None, last.date() if last else None, tuple(dyad or ()),
        older_rules,
    )  # fmt: skip
    if resume is not None and (chosen != reprocessing.Chosen() or batch_size is not None):
        raise typer.BadParameter("--resume goes on with its own choice of articles; leave the other options out")
    with warehouse(get_settings(), create=False) as settings:
        number = resume or reprocessing.begin_reprocessing(
            settings, _run_key(), chosen, batch_size or reprocessing.BATCH_SIZE
        )
        say(f"reprocessing {number}; stopped at any time, `dyadwire reprocess --resume {number}` goes on")
        failed = _work(settings, number, apply=apply)
    raise typer.Exit(FAILED if failed else FINE)


def _run_key() -> str:
    return f"reprocess-{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}-{secrets.token_hex(2)}"


def _work(settings: Settings, number: int, *, apply: bool) -> int:
    """Compare what is left, show it, and write it if asked to; answers how many articles failed."""
    from etl import pipeline, reprocessing
    from etl.reporting.reprocessing import change_tables

    console = output_console()
    _each("comparing", reprocessing.batches_to_compare(settings, number), reprocessing.compare_batch, settings)
    sums, counts = reprocessing.what_changes(settings, number)
    if not apply:
        for table in change_tables(sums, counts):
            console.print(table)
        if counts["changed"]:
            say(f"nothing was written; `dyadwire reprocess --resume {number} --apply` writes it")
        return counts["failed"]
    _each("writing", reprocessing.batches_to_apply(settings, number), reprocessing.apply_batch, settings)
    pipeline.merge_night(settings)
    pipeline.refresh_reports(settings)
    counts = reprocessing.finish_reprocessing(settings, number)
    for table in change_tables(sums, counts):
        console.print(table)
    return counts["failed"]


def _each(label: str, batches: list[dict[str, int]], work: Callable[..., dict[str, int]], settings: Settings) -> None:
    """All batches as one, so that one reading process serves them all; portions are the transactions."""
    if not batches:
        return
    whole = batches[0] | {"last": batches[-1]["last"]}
    with progress_bar() as bar:
        task = bar.add_task(label, total=sum(batch["articles"] for batch in batches))
        work(settings, whole, lambda articles: bar.advance(task, articles))
