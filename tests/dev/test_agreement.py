"""The languages tell the development documents alike, as far as they have got."""

import pytest

from tests.dev import agreement

pytestmark = pytest.mark.skipif(
    not (agreement.DEV / "gold.json").is_file(), reason="the development texts are not here"
)

LEAST = {"es": 0.58, "pt": 0.58, "ur": 0.58, "ar": 0.46}


@pytest.fixture(scope="module")
def pivot() -> agreement.Reading:
    return agreement.read(agreement.PIVOT)


@pytest.mark.parametrize("language", LEAST)
def test_agreement_with_english(pivot: agreement.Reading, language: str) -> None:
    assert agreement.read(language).jaccard(pivot) >= LEAST[language]


def test_most_one_sided_events_have_the_right_actor(pivot: agreement.Reading) -> None:
    told = agreement.directions(pivot, agreement.gold())
    assert told.right_one_way >= 0.85 * told.found_one_way
