"""``dyadwire doctor``: what would make a night fail, a line each, with the remedy."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from etl.reporting.plain_text import clean

EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire doctor          before the first night, and when one is red",
        "dyadwire doctor --json   for a monitor",
        "Exit codes: 0 all is well, 1 there are warnings, 2 there is a fault.",
    ]
)
_STYLES = {"ok": "green", "warning": "yellow", "fault": "red"}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as one JSON list.")] = False,
) -> None:
    """Look at settings, versions, disk, inbox, lexicons, warehouse, rights and DAGs; change nothing."""
    from etl.doctor import examine, exit_code

    console = Console(soft_wrap=True, highlight=False)
    found = []
    for finding in examine():
        found.append(finding)
        if not as_json:
            says = f"{finding.subject}: {finding.says}" + (f". Remedy: {finding.remedy}." if finding.remedy else "")
            console.print(Text.assemble((f"{finding.state:<9}", _STYLES[finding.state]), clean(says)))
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2))
    raise typer.Exit(exit_code(found))
