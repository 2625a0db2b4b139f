"""What a language takes from CLDR does not depend on the languages that were asked for before."""

import pytest
from babel import localedata

from etl.lexicon import gazetteer
from etl.lexicon.compile import available_languages, data_file
from etl.lexicon.shape import read_language

LOCALES = sorted(read_language(data_file(code)).locale for code in available_languages())


def _calendars(locales: list[str]) -> dict[str, set[tuple[int, str]]]:
    localedata._cache.clear()  # as in a new process
    return {locale: {*gazetteer.months(locale), *gazetteer.weekdays(locale)} for locale in locales}


def test_months_are_the_same_in_any_order_of_languages() -> None:
    forwards, backwards = _calendars(LOCALES), _calendars(LOCALES[::-1])
    assert {locale for locale in LOCALES if forwards[locale] != backwards[locale]} == set()


@pytest.mark.parametrize("locale", ["de", "it", "pl", "en"])
def test_a_language_has_no_months_of_another(locale: str) -> None:
    alone = _calendars([locale])[locale]
    assert _calendars(["az", locale])[locale] == alone
