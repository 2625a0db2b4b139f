"""docker-compose.yml as Docker Compose reads it: variables put in, merges made; and the Dockerfile's variables."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from etl.settings import PROJECT_ROOT

FILE = PROJECT_ROOT / "docker-compose.yml"
DOCKERFILE = PROJECT_ROOT / "Dockerfile"
_VARIABLE = re.compile(r"\$\$|\$\{(?P<name>[A-Z_]+)(?P<kind>:\?|:-)(?P<rest>[^}]*)\}|\$(?P<stray>.?)")


class MissingError(Exception):
    """A required variable is unset or empty, so that nothing starts."""


def variables() -> dict[str, set[str]]:
    """Names that the file takes from its environment, each with ``:?`` (required), ``:-`` (has a default), or both."""
    found: dict[str, set[str]] = {}
    for match in _VARIABLE.finditer(FILE.read_text(encoding="utf-8")):
        if match["name"]:
            found.setdefault(match["name"], set()).add(match["kind"])
    return found


def read(environment: Mapping[str, str]) -> dict[str, Any]:
    """The file with the variables of ``environment``. Raises MissingError as Compose refuses."""
    # Merged and parsed first: a value can then not become YAML.
    document = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    parts = {name: document[name] for name in ("name", "services", "volumes")}
    read: dict[str, Any] = _filled(parts, environment)
    return read


def services(environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The services by name."""
    found: dict[str, dict[str, Any]] = read(environment)["services"]
    return found


def image_environment() -> dict[str, str]:
    """What ENV of the Dockerfile sets."""
    text = DOCKERFILE.read_text(encoding="utf-8").replace("\\\n", " ")
    (line,) = re.findall(r"^ENV (.*)$", text, re.MULTILINE)
    return dict(assignment.split("=", 1) for assignment in line.split())


def _filled(value: Any, environment: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, environment) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, environment) for one in value]
    return _VARIABLE.sub(lambda match: _value(match, environment), value) if isinstance(value, str) else value


def _value(match: re.Match[str], environment: Mapping[str, str]) -> str:
    if match[0] == "$$":
        return "$"
    if match["name"] is None:
        raise ValueError(f"a dollar sign of no variable, before {match['stray']!r}")
    given = environment.get(match["name"], "")
    if not given and match["kind"] == ":?":
        raise MissingError(f"{match['name']}: {match['rest']}")
    return given or match["rest"]
