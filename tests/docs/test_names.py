"""Settings, quarantine reasons, make targets, links and fields that the documentation names."""

import re
from pathlib import Path

import pytest

from etl.errors import ArticleError
from etl.reporting.remedies import REMEDIES
from etl.settings import PROJECT_ROOT, Settings
from tests.docs import OPERATIONS, README

_DOCUMENTS = sorted([*PROJECT_ROOT.glob("*.md"), *PROJECT_ROOT.glob("docs/**/*.md")])


def _row(name: str) -> list[str]:
    """The cells of the table row of docs/operations.md that begins with `name`."""
    for line in OPERATIONS.splitlines():
        if line.startswith(f"| `{name}` |"):
            return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    raise AssertionError(f"docs/operations.md has no row for `{name}`")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_setting_is_documented(name: str) -> None:
    description = Settings.model_fields[name].description
    assert description
    assert _row(f"DYADWIRE_{name.upper()}")[2] == description


def test_documented_settings_exist() -> None:
    text = "\n".join(document.read_text(encoding="utf-8") for document in _DOCUMENTS)
    named = set(re.findall(r"DYADWIRE_[A-Z_]+[A-Z]", text))
    assert named == {f"DYADWIRE_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("reason", sorted(ArticleError.REASONS))
def test_quarantine_reason_has_its_remedy(reason: str) -> None:
    assert _row(reason)[1:] == [ArticleError.REASONS[reason], REMEDIES[reason]]


def test_remedies_are_for_known_reasons() -> None:
    assert set(REMEDIES) == set(ArticleError.REASONS)


def test_make_targets_of_the_documentation_exist() -> None:
    makefile = (PROJECT_ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, flags=re.MULTILINE))
    # "make" as a word of prose is followed by words outside of code; only code counts
    code = re.findall(r"`[^`\n]+`|^(?:make .*)$", README + OPERATIONS, flags=re.MULTILINE)
    named = {target for piece in code for target in re.findall(r"\bmake ([a-z-]+)", piece)}
    assert {"run", "test"} <= named
    assert named <= targets


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: path.relative_to(PROJECT_ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)", text):
        assert not target or (document.parent / target).exists(), target


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: path.relative_to(PROJECT_ROOT).as_posix())
def test_anchors_lead_to_headings(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", text):
        other = (document.parent / target).read_text(encoding="utf-8") if target else text
        headings = re.findall(r"^#+ (.*)$", other, flags=re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert anchor in anchors


def test_query_of_the_readme_is_the_tested_one() -> None:
    query = (PROJECT_ROOT / "sql" / "queries" / "who_met_whom_this_month.sql").read_text(encoding="utf-8")
    statement = "".join(line for line in query.splitlines(keepends=True) if not line.startswith("--"))
    assert f"```sql\n{statement.strip()}\n```" in README
