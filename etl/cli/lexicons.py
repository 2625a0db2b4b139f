"""``dyadwire lexicon``: what the languages' files hold, and what is wrong in them."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from etl.cli.failing import FAILED, FailingGroup
from etl.cli.logs import say

app = typer.Typer(cls=FailingGroup, no_args_is_help=True, help="The lexicons: one file a language.")


@app.callback()
def _group() -> None:
    """A group even with one command."""


CHECK_EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire lexicon check              all languages",
        "dyadwire lexicon check kk uz        some of them",
        "dyadwire lexicon check draft.yaml   a file that is not in its place yet",
        "Each fault is told with file, line, field and remedy; the exit code is then 1.",
    ]
)


@app.command("check", epilog=CHECK_EPILOG)
def check(
    languages: Annotated[
        list[str] | None, typer.Argument(metavar="[LANGUAGE...]", help="Codes, or paths of YAML files; all if none.")
    ] = None,
) -> None:
    """Check lexicons: shape, codes, patterns, classes of endings."""
    from etl.lexicon.compile import available_languages, data_file, load
    from etl.lexicon.problems import InvalidLexiconError

    told: set[str] = set()  # a fault of the frames is every language's; it is told once
    for path in [_file_of(name, data_file) for name in languages or available_languages()]:
        try:
            found = load(path)
        except InvalidLexiconError as error:
            for problem in map(str, error.problems):
                if problem not in told:
                    say(problem)
                told.add(problem)
        else:
            data = found.data
            depth = f"{len(data.events)} rules" if data.events else "names only"
            typer.echo(f"{path.name}: fine, {len(data.parties)} parties, {depth}")
    if told:
        raise typer.Exit(FAILED)


def _file_of(name: str, data_file: Callable[[str], Path]) -> Path:
    """Raises ``typer.BadParameter`` for a language that has no file."""
    path = Path(name) if name.endswith((".yaml", ".yml")) else data_file(name)
    if not path.is_file():
        raise typer.BadParameter(f"{path} does not exist; name a language's code or a YAML file")
    return path
