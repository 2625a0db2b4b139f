"""docs/security.md: what it names as holding a claim is there."""

import re

import pytest

from etl.settings import PROJECT_ROOT

TEXT = (PROJECT_ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests|etl|sql|deploy)/[\w./-]+|docker-compose\.yml)`", TEXT)))


def test_it_names_what_holds_its_claims() -> None:
    assert len(NAMED) > 20


@pytest.mark.parametrize("path", NAMED)
def test_what_holds_a_claim_is_there(path: str) -> None:
    assert (PROJECT_ROOT / path).exists()


def test_every_attack_of_an_article_is_held_by_something() -> None:
    section = TEXT.split("## A poisoned article")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| to ")]
    assert len(rows) >= 9
    assert not [row for row in rows if "`" not in row[-1] and ".md" not in row[-1]]
