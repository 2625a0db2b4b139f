"""Places that name no country are found with their country, in each language's own forms."""

from pathlib import Path

import pytest
import yaml

from etl.lexicon.compile import available_languages
from tests.extraction.reading import record

PLACES: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("places.yaml").read_text(encoding="utf-8"))


def test_every_language_has_ten() -> None:
    assert {language: len(forms) for language, forms in PLACES.items()} == dict.fromkeys(available_languages(), 10)


@pytest.mark.parametrize("language", PLACES)
def test_places_are_found_with_their_country(language: str) -> None:
    found = {form: {m["party"] for m in record(f"{form}.", language)["mentions"]} for form in PLACES[language]}
    assert found == {form: {party} for form, party in PLACES[language].items()}


@pytest.mark.parametrize(
    ("body", "language", "party"),
    [
        ("вони у Хевроні", "uk", "PSE"),  # a listed name comes before the city of a time zone
        ("ਸ਼ਿਨਜਿਆਂਗ ਵਿੱਚ", "pa", "CHN"),  # its spelling is shorter than the name
        ("u Republici Srpskoj", "hr", "BIH"),
        ("w Belgradzie i w Tybecie", "pl", "SRB"),
    ],
)
def test_a_place_is_found_in_a_sentence(body: str, language: str, party: str) -> None:
    assert party in {m["party"] for m in record(body, language)["mentions"]}
