"""Every command and option of the command line is in docs/operations.md, and nothing there is made up."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from etl.cli.app import app
from tests.docs import CORRECTIONS, OPERATIONS, README


def _commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Leaves of the command tree with their full name, ``dyadwire db url``."""
    for name, child in getattr(command, "commands", {}).items():
        if getattr(child, "commands", None):
            yield from _commands(child, f"{path} {name}")
        else:
            yield f"{path} {name}", child


_ROOT = typer.main.get_command(app)
_LEAVES = dict(_commands(_ROOT, "dyadwire"))


def _options(command: Any) -> set[str]:
    return {
        option
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and not parameter.hidden
    }


def _section(name: str) -> str:
    """The text under the heading of docs/operations.md that names the command."""
    for section in re.split(r"^(?=###? )", OPERATIONS, flags=re.MULTILINE):
        heading = section.split("\n", 1)[0]
        if heading.startswith("### ") and re.search(rf"`{re.escape(name)}\b", heading):
            return section
    raise AssertionError(f"docs/operations.md has no section for `{name}`")


def test_the_tree_was_walked() -> None:
    assert {"dyadwire extract", "dyadwire ingest", "dyadwire db url", "dyadwire night run"} <= set(_LEAVES)


@pytest.mark.parametrize("name", sorted(_LEAVES))
def test_command_and_its_options_are_documented(name: str) -> None:
    section = _section(name)
    missing = {option for option in _options(_LEAVES[name]) if f"`{option}" not in section} - {"--help"}
    assert not missing


def test_global_options_are_documented() -> None:
    missing = {option for option in _options(_ROOT) if f"`{option}`" not in OPERATIONS}
    assert not missing


@pytest.mark.parametrize("name", sorted(_LEAVES))
def test_help_says_what_the_command_does(name: str) -> None:
    command = _LEAVES[name]
    assert command.help
    assert all(parameter.help for parameter in command.params if parameter.name != "help")


def test_documented_commands_exist() -> None:
    groups = r"(?:db|night|lexicon|inbox|quarantine|reports|maintain|correct (?:event|persons|agreement)|correct) "
    text = OPERATIONS + README + CORRECTIONS
    named = set(re.findall(rf"dyadwire (?:--debug )?((?:{groups})?[a-z]+(?:-[a-z]+)?)\b", text))
    known = {name.removeprefix("dyadwire ") for name in _LEAVES} | {"db", "night", "correct"}
    assert named <= known
