"""``dyadwire reports``: the report views that are kept as tables."""

import typer

from etl.cli.at_hand import warehouse
from etl.cli.failing import FailingGroup
from etl.settings import get_settings

app = typer.Typer(cls=FailingGroup, no_args_is_help=True, help="The report views that are kept as tables.")

REFRESH_EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire reports refresh   after corrections, or where a night ended early",
        "Every night and every ingest does so by itself. Readers are not held up.",
    ]
)


@app.callback()
def _group() -> None:
    """A group even with one command."""


@app.command("refresh", epilog=REFRESH_EPILOG)
def refresh() -> None:
    """Merge what is left to merge, make new articles searchable, and refresh the views if anything changed."""
    from etl import pipeline

    with warehouse(get_settings(), create=False) as settings:
        pipeline.merge_night(settings)
        counts = pipeline.refresh_reports(settings)
    if counts["views"]:
        typer.echo(f"{counts['views']} views refreshed, {counts['articles']} articles made searchable.")
    else:
        typer.echo("Nothing changed.")
