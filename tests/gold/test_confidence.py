"""Confidence means something: of the facts given 0.8, about 80 % are right."""

from itertools import pairwise

import pytest

from etl.lexicon.confidence import between_points, points, worth
from tests.gold.calibrate import Case, cross_validated, fitted, of_articles, scaled
from tests.gold.reliability import calibration_error, reliability

pytestmark = pytest.mark.timeout(400)  # all labelled articles are read, by the first test that asks for them


@pytest.fixture(scope="module")
def articles() -> list[Case]:
    return list(of_articles())


def test_what_is_given_is_right_as_often(articles: list[Case]) -> None:
    given = scaled(articles, points())
    assert calibration_error(given) <= 0.06
    for band in reliability(given):
        assert band.events < 30 or abs(band.mean - band.right) <= 0.12, band


def test_articles_that_took_no_part_agree(articles: list[Case]) -> None:
    assert calibration_error(cross_validated(articles)) <= 0.06


def test_it_is_better_than_what_the_rules_say(articles: list[Case]) -> None:
    said = [(case.confidence, case.right) for case in articles]
    assert calibration_error(scaled(articles, points())) < calibration_error(said)


def test_a_surer_rule_is_worth_more() -> None:
    worths = [worth(n / 1000) for n in range(1001)]
    assert worths[0] == 0
    assert worths[-1] == 1
    assert all(a < b for a, b in pairwise(worths))


def test_the_fit_finds_what_it_was_made_of() -> None:
    """A rule that says 0.5 and is right in 80 of 100, one that says 0.8 and is right in 90."""
    cases = [Case(str(n), said, n < right) for said, right in ((0.5, 80), (0.8, 90)) for n in range(100)]
    found = fitted(cases)
    assert between_points(found, 0.5) == pytest.approx(0.8, abs=0.02)
    assert between_points(found, 0.8) == pytest.approx(0.9, abs=0.02)


def test_the_fit_never_falls() -> None:
    """A rule that says more and is right less often is worth no less: both are worth what they are together."""
    cases = [Case(str(n), said, n < right) for said, right in ((0.5, 90), (0.8, 70)) for n in range(100)]
    found = fitted(cases)
    assert between_points(found, 0.65) == pytest.approx(0.8, abs=0.02)
    assert all(a < b for a, b in pairwise(found))
