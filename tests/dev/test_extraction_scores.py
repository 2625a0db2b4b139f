"""Extraction keeps its figures on the development texts (other documents than the labelled articles)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from etl.settings import PROJECT_ROOT

SCORER = PROJECT_ROOT.parent / "shared" / "dev" / "score.py"
TARGETS = {"lang": 0.99, "ctryF1": 0.92, "placeR": 0.80, "pairF1": 0.75, "evF1": 0.60, "roleF1": 0.70}

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="the development texts are not here")


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    written = tmp_path_factory.mktemp("scores") / "scores.json"
    command = [sys.executable, str(SCORER), "--languages", "en,de", "--json", str(written),
               "--command", f"{Path(sys.executable).with_name('dyadwire')} extract"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    scores: dict[str, dict[str, float]] = json.loads(written.read_text())
    return scores


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", TARGETS)
def test_figure(figures: dict[str, dict[str, float]], language: str, name: str) -> None:
    assert figures[language][name] >= TARGETS[name]


def test_names_in_english(figures: dict[str, dict[str, float]]) -> None:
    assert figures["en"]["nameF1"] >= 0.85
