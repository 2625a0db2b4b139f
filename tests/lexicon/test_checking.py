"""`dyadwire lexicon check`: every fault with its file, line, field and remedy."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.cli.app import app
from etl.lexicon import compile as compiling
from etl.lexicon.compile import Lexicon, load
from etl.lexicon.problems import InvalidLexiconError, Problem

BROKEN = """\
language: xx
locale: en
endings:
  name: {"": null, s: genitive}
declensions: {a: missing}
grammar:
  markers:
    wiht: [with]
parties:
  ZZZ: {names: [Nowhere]}
titles:
  roles:
    wizard: [wizard]
events:
  - {id: xx.aid, type: AID, frame: nowhere, words: [give]}
  - {id: xx.aid, type: AID, mode: magic, words: [give]}
  - {id: en.meet, type: CONSULT, words: [meet]}
tone:
  positive:
    - good
    - bad~class
"""


def problems(folder: Path, text: str) -> list[str]:
    path = folder / "xx.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidLexiconError) as caught:
        load(path)
    return [str(problem) for problem in caught.value.problems]


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    told = problems(tmp_path, BROKEN)
    for start in (
        "xx.yaml:4: endings.name.s: unknown marker genitive; use one of",
        "xx.yaml:5: declensions.a: unknown class of endings missing; declare it under endings",
        "xx.yaml:8: grammar.markers.wiht: unknown marker wiht; use one of",
        "xx.yaml:10: parties.ZZZ: unknown party ZZZ; use one of",
        "xx.yaml:13: titles.roles.wizard: unknown role wizard; use one of",
        "xx.yaml:15: events.0.frame: unknown frame nowhere; use one of",
        "xx.yaml:15: events.0.id: the id xx.aid is given twice",
        "xx.yaml:16: events.1.type: unknown type and mode AID/magic; its modes are no mode",
        "xx.yaml:17: events.2.id: the id en.meet is another language's; begin it with xx.",
        "xx.yaml:21: bad~class: pattern 'bad~class' names the unknown class of endings 'class'",
    ):
        assert any(line.startswith(start) for line in told), start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("language: xx\nlocale: en\nevents:\n  - {type: AID}\n", "xx.yaml:4: events.0.id: Field required"),
        ("language: xx\nlocale: en\n\nwritting: {}\n", "xx.yaml:4: writting: Extra inputs are not permitted"),
        ("language: xx\nlocale: zz_ZZ\n", "xx.yaml:2: locale: Value error, CLDR has no locale zz_ZZ"),
        ("language: xx\nlocale: en\nparties: {A: [b\n", "xx.yaml:4: file: no valid YAML"),
        ("- a\n", "xx.yaml:1: file: must hold a mapping"),
    ],
)
def test_shapes(tmp_path: Path, text: str, start: str) -> None:
    assert problems(tmp_path, text)[0].startswith(start)


def test_the_command_names_what_is_wrong_and_fails(tmp_path: Path) -> None:
    path = tmp_path / "xx.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    result = CliRunner().invoke(app, ["lexicon", "check", str(path), "en"])
    assert result.exit_code == 1
    assert "xx.yaml:8: grammar.markers.wiht" in result.output
    assert "en.yaml: fine" in result.output


def test_the_command_knows_its_languages(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["lexicon", "check", "de"]).exit_code == 0
    assert CliRunner().invoke(app, ["lexicon", "check", "tlh"]).exit_code == 2


def test_a_fault_that_all_languages_share_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem(Path("frames.yaml"), 3, "impose.actor", "unknown place 'nobody'", "use one of: subject, object")

    def broken(path: Path) -> Lexicon:
        raise InvalidLexiconError([problem])

    monkeypatch.setattr(compiling, "load", broken)
    result = CliRunner().invoke(app, ["lexicon", "check", "de", "en", "fr"])
    assert result.exit_code == 1
    assert result.output.count(str(problem)) == 1
