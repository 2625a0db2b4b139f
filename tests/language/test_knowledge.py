"""The data file: that it is what its own beginning says."""

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from etl.errors import ConfigurationError
from etl.language import knowledge as module
from etl.language.knowledge import knowledge
from etl.language.scripts import script_of


def test_blocks_do_not_overlap() -> None:
    blocks = sorted(block for script in knowledge().scripts for block in script.blocks)
    assert all(first <= last for first, last in blocks)
    assert all(one[1] < two[0] for one, two in pairwise(blocks))


def test_marks_are_as_they_will_be_looked_up() -> None:
    for rivalry in knowledge().rivalries:
        for mark in (*rivalry.words, *rivalry.letters):
            assert mark == mark.lower()
            assert unicodedata.is_normalized("NFC", mark)
        assert all(len(letter) == 1 and script_of(letter) for letter in rivalry.letters)


def test_every_rival_has_a_mark_or_is_told_by_its_absence() -> None:
    for rivalry in knowledge().rivalries:
        spoken_for = {code for side in (*rivalry.words.values(), *rivalry.letters.values()) for code in side}
        assert len(spoken_for) > 0
        assert spoken_for <= rivalry.languages


@pytest.mark.parametrize(
    "rivalry",
    ["{languages: [a, b], words: {a: same, b: same}}", "{languages: [a, b], words: {c: word}}", "{words: {}}"],
)
def test_a_broken_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rivalry: str) -> None:
    broken = tmp_path / "languages.yaml"
    broken.write_text(f"scripts: {{}}\nsame: {{}}\nrare: []\nrivalries: [{rivalry}]\n", encoding="utf-8")
    monkeypatch.setattr(module, "_FILE", broken)
    with pytest.raises(ConfigurationError, match=r"languages\.yaml is broken"):
        knowledge.__wrapped__()
