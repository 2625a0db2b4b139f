"""The sample passes whole, dated and undated; every language keeps the quality that it has reached."""

from dataclasses import replace

import pytest

from tests.gold import floors
from tests.gold.compare import compare
from tests.gold.reading import Labelled, labelled, languages

SAMPLE = "000_5a2a59cd5140f087"
FLOORS = floors.read()


@pytest.fixture(scope="module")
def sample() -> Labelled:
    return next(article for article in labelled("de") if article.name == SAMPLE)


def test_the_sample_passes_whole(sample: Labelled) -> None:
    assert compare(sample.record(), sample.gold).faults == []


def test_the_sample_passes_whole_with_a_publication_date(sample: Labelled) -> None:
    dated = sample.gold["with_published"]
    must = [
        {**event, "date": dated["visit_date"]} if event.get("date") else event
        for event in sample.gold["events"]["must"]
    ]
    gold = {**sample.gold, "published_at": dated["published_at"], "events": {**sample.gold["events"], "must": must}}
    assert compare(sample.record(dated["published_at"]), gold).faults == []


@pytest.mark.parametrize("language", languages())
def test_quality_keeps_its_floor(language: str) -> None:
    """A floor is lowered only together with a line in the changelog that says why."""
    reached = floors.reached(language)
    assert set(FLOORS[language]) == set(reached)
    under = {
        name: (round(reached[name], 3), floor) for name, floor in FLOORS[language].items() if reached[name] < floor
    }
    assert not under


@pytest.mark.parametrize("article", [a for a in labelled() if not a.gold["events"]["must"]], ids=lambda a: a.name)
def test_no_conflict_is_read_into_an_article_without_relations(article: Labelled) -> None:
    found = {(e["type"], e["actor"], e["recipient"]) for e in article.record()["events"]}
    assert not {f for f in found if f[0] in ("ASSAULT", "THREATEN", "SANCTION", "COERCE", "MOBILIZE")}


def test_a_comparison_sees_what_is_missing_and_what_is_false(sample: Labelled) -> None:
    record = sample.record()
    record["events"] = [{**record["events"][1], "type": "ASSAULT"}]
    record["persons"] = record["persons"][1:]
    broken = replace(sample).gold
    faults = compare(record, broken).faults
    assert any(f.startswith("events: missed") for f in faults)
    assert any(f.startswith("events: unsupported ASSAULT") for f in faults)
    assert any("Tokayev" in f for f in faults)
