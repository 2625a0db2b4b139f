"""A lexicon's file read, and what is wrong in it: the file, the line, the field, and what to do about it."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from etl.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault; ``line`` counts from 1, ``where`` is the field's path with dots."""

    path: Path
    line: int
    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path.name}:{self.line}: {self.where}: {self.what}; {self.remedy}"


class Lines:
    """Where the fields of a YAML file stand."""

    def __init__(self, path: Path) -> None:
        self._root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)

    def of(self, field: Sequence[str | int]) -> int:
        """Line of a field, or of the nearest one above it; of a single text that is no field, where it stands."""
        node, line = self._root, 1
        for part in field:
            found = _child(node, part)
            if found is None:
                break
            node, line = found
        if node is self._root and len(field) == 1:
            return next((n.start_mark.line + 1 for n in _scalars(self._root) if n.value == field[0]), 1)
        return line


class InvalidLexiconError(ConfigurationError):
    """A lexicon that cannot be used; ``problems`` tells every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda p: (p.path, p.line))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["InvalidLexiconError"], tuple[list[Problem]]]:
        """As it was made: it may be raised in another process."""
        return InvalidLexiconError, (self.problems,)


class _WordLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Words stay words: YAML 1.1 would read the English `on`, `no` and `yes` as booleans."""


_WordLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag == "tag:yaml.org,2002:null"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_words(path: Path) -> dict[str, object]:
    """The mapping that a YAML file holds.

    Raises:
        InvalidLexiconError: it is not there, no YAML, or no mapping.
    """
    try:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))  # as articles are
        loaded = yaml.load(text, Loader=_WordLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError) as error:
        what, remedy = f"cannot be read: {error}", "put the file back, or make setup"
        raise InvalidLexiconError([Problem(path, 1, "file", what, remedy)]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        remedy = "quote texts that hold one of : # { } [ ] , & * ? | > ~ ! %"
        line = mark.line + 1 if mark else 1
        raise InvalidLexiconError([Problem(path, line, "file", f"no valid YAML: {error.problem}", remedy)]) from error
    if not isinstance(loaded, dict):
        raise InvalidLexiconError([Problem(path, 1, "file", "must hold a mapping", "docs/lexicon.md tells the shape")])
    return loaded


def _child(node: yaml.Node | None, part: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        pairs = ((key, value) for key, value in node.value if str(key.value) == str(part))
        return next(((value, key.start_mark.line + 1) for key, value in pairs), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part].start_mark.line + 1
    return None


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(value)
