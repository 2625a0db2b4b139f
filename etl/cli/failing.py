"""How a command ends: exit codes, and every error as one line that says what, which file, why and what to do."""

import os
import sys
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

from etl.cli.logs import say, say_traceback
from etl.errors import ArticleError, ConfigurationError, DyadwireError, PassingError
from etl.reporting.remedies import remedy_for

FINE = 0
FAILED = 1  # something was quarantined or failed
USAGE = 2  # usage or configuration


class FailingGroup(TyperGroup):
    """A command group that turns exceptions into one line and an exit code; with ``--debug`` adds the traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort):
            raise
        except BrokenPipeError as error:
            # The reader of our output has what it wanted (`| head`). The descriptor is replaced because the
            # interpreter flushes standard output once more at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(FINE) from error
        except Exception as error:
            if _is_usage_error(error):
                raise
            code = say_error(error, f"{ctx.command_path} {ctx.invoked_subcommand}")
            if ctx.find_root().params.get("debug"):
                say_traceback()
            raise typer.Exit(code) from error


def _is_usage_error(error: Exception) -> bool:
    """Typer shows its own usage errors, with exit code 2; their base class has no public name."""
    return hasattr(error, "exit_code") and hasattr(error, "format_message")


def say_error(error: Exception, what: str) -> int:
    """Prints the error of the command ``what`` as one line and answers its exit code."""
    if isinstance(error, ConfigurationError):
        say(f"{what}: {error}", "red")
        return USAGE
    if isinstance(error, ValidationError):
        for fault in error.errors(include_input=False, include_url=False):
            setting = "".join(f"DYADWIRE_{part}".upper() for part in fault["loc"][:1])
            say(f"{what}: setting {setting}: {fault['msg']}. Remedy: see docs/operations.md, Settings.", "red")
        return USAGE
    if isinstance(error, ArticleError):
        say(f"{what}: {error}. Remedy: {remedy_for(error.reason)}.", "red")
    elif isinstance(error, PassingError):
        say(f"{what}: {error}. Remedy: this passes; run the same command again.", "red")
    elif isinstance(error, DyadwireError):
        say(f"{what}: {error}", "red")
    else:
        kind = type(error).__name__
        say(f"{what}: unexpected {kind}: {error}. Remedy: run it again with --debug before the command.", "red")
    return FAILED


def say_rejection(uri: str, record: int | None, reason: str, detail: str) -> None:
    """What could not become an article, on standard error."""
    where = uri if record is None else f"{uri}#{record}"
    say(f"rejected {where}: {reason}: {detail}. Remedy: {remedy_for(reason)}.", "yellow")
