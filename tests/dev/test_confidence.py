"""Confidence holds for other news than the labelled articles that it was fitted to."""

import pytest

from etl.lexicon.confidence import points
from tests.dev.documents import FOLDER
from tests.gold.calibrate import of_documents, scaled
from tests.gold.reliability import calibration_error, reliability

pytestmark = [
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the development texts are not here"),
    pytest.mark.timeout(400),
]


def test_what_is_given_is_right_as_often() -> None:
    given = scaled(of_documents(), points())
    assert len(given) > 300
    assert calibration_error(given) <= 0.06
    for band in reliability(given):
        assert band.events < 30 or abs(band.mean - band.right) <= 0.12, band
