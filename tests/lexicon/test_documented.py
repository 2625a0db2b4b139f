"""The small lexicon of docs/lexicon.md is a lexicon: it passes the check, and a sentence is read with it."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.cli.app import app
from etl.extraction.article import extract
from etl.lexicon import compile as lexicons
from etl.model import Article, Language
from tests.docs import LEXICON


@pytest.fixture
def documented(tmp_path: Path) -> Path:
    block = re.search(r"```yaml\n(.*?)```", LEXICON, re.DOTALL)
    assert block
    path = tmp_path / "eo.yaml"
    path.write_text(block[1], encoding="utf-8")
    return path


def test_it_passes_the_check(documented: Path) -> None:
    result = CliRunner().invoke(app, ["lexicon", "check", str(documented)])
    assert result.exit_code == 0, result.output
    assert "eo.yaml: fine, 2 parties, 1 rules" in result.output


def test_a_sentence_is_read_with_it(documented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = lexicons.load(documented)
    monkeypatch.setattr("etl.extraction.article.lexicon_for", {"eo": lexicon}.get)
    text = "Novaĵo\n\nKazaĥio akuzis Pakistanon."
    found = extract(Article("file:///a.txt", 0, "0" * 64, "Novaĵo", text), Language("eo", 0.9))
    assert [(e.type, e.actor, e.recipient) for e in found.events] == [("ACCUSE", "KAZ", "PAK")]
