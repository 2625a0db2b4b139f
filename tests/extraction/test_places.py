"""Which names stand for a country, and which only look like it."""

import pytest

from tests.extraction.reading import record


def parties(body: str, language: str = "en") -> set[str]:
    return {m["party"] for m in record(body, language)["mentions"]}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Talks in Berlin", {"DEU"}),
        ("the U.S. and the UK", {"USA", "GBR"}),
        ("a French-led mission of the United Nations", {"FRA", "UN"}),
        ("the Kremlin and the White House", {"RUS", "USA"}),
        ("North Korea and South Korea", {"PRK", "KOR"}),
        ("the Democratic Republic of Congo", {"COD"}),
        ("the Republic of the Congo", {"COG"}),
        ("people in the city of Palu", {"IDN"}),
        ("The price rose by ten US dollars.", set()),
        ("Michael Jordan and Georgia Smith played.", set()),
        ("Dundee Stars beat Belfast Giants in the second match of the season.", set()),
        ("a nice man with a male friend", set()),
    ],
)
def test_english(body: str, expected: set[str]) -> None:
    assert parties(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Gespräche in Köln und Peking", {"DEU", "CHN"}),
        ("die Regierung Kasachstans und der US-Senat", {"KAZ", "USA"}),
        ("die deutsch-polnische Grenze", {"DEU", "POL"}),
        ("in der Türkei und im Iran", {"TUR", "IRN"}),
        ("die Vereinten Nationen und die EU-Kommission", {"UN", "EU"}),
        ("elf Milliarden US-Dollar", set()),
        ("Das Essen war gut.", set()),
    ],
)
def test_german(body: str, expected: set[str]) -> None:
    assert parties(body, "de") == expected


def test_surface_and_kind() -> None:
    found = record("Turkish officials met in Paris. Turkey's army stayed.")["mentions"]
    assert [(m["surface"], m["kind"]) for m in found] == [
        ("Turkish", "demonym"),
        ("Paris", "place"),
        ("Turkey's", "name"),
    ]


@pytest.mark.parametrize(
    ("body", "language", "place", "country"),
    [
        ("OSLO, May 3 (Reuters) - Talks were held.", "en", "Oslo", "NOR"),
        ("Berlin (dpa) - Die Gespräche begannen.", "de", "Berlin", "DEU"),
        ("WIEN/PRAG - Die Gespräche begannen.", "de", "Wien", "AUT"),
        ("Taschkent. Die Gespräche begannen.", "de", "Taschkent", "UZB"),
        ("ASTANA-Präsident Anna Berg sprach.", "de", "Astana", "KAZ"),
        ("NUEVA DELHI (EFE).- El presidente habló.", "es", "Nueva Delhi", "IND"),
        ("MADRID, 26 (EFE).- El presidente habló.", "es", "Madrid", "ESP"),
        ("MÉRIDA (México), 2 feb (EFE).- Los arqueólogos excavaron.", "es", "Mérida", "MEX"),
        ("CIUDAD DE PANAMÁ, 9 jul (AFP) - El canciller habló.", "es", "Ciudad de Panamá", "PAN"),
        ("(ANSA) - NAIROBI, 18 FEB - Il ministro ha parlato.", "it", "Nairobi", "KEN"),
        ("Bruxelas, 14 out 2025 (Lusa) -- A União Europeia aprovou hoje sanções.", "pt", "Bruxelas", "BEL"),
        ("اسلام آباد (اے پی پی) صدر نے خطاب کیا۔", "ur", "اسلام آباد", "PAK"),
        ("القاهرة 5 مارس (رويترز) - قال الرئيس.", "ar", "القاهرة", "EGY"),
        ("تونس - (وات) - قال الرئيس.", "ar", "تونس", "TUN"),
        ("新华社布鲁塞尔2月24日电 欧盟宣布制裁。", "zh", "布鲁塞尔", "BEL"),
        ("VİLNİUS (AA) - Bakan konuştu.", "tr", "Vilnius", "LTU"),
    ],
)
def test_dateline(body: str, language: str, place: str, country: str) -> None:
    dateline = record(body, language)["dateline"]
    assert (dateline["place"], dateline["country"]) == (place, country)


def test_no_dateline() -> None:
    assert record("Berlin is calm today.")["dateline"] is None


@pytest.mark.parametrize(
    ("body", "agency"), [("OSLO (Reuters) - Calm.", "Reuters"), ("Calm, Anadolu reported.", "Anadolu"), ("Calm.", None)]
)
def test_agency(body: str, agency: str | None) -> None:
    assert record(body)["agency"] == agency


@pytest.mark.parametrize(
    ("body", "party"),
    [
        ("Brussels demanded more money from Poland.", "EU"),
        ("Brussels demanded more money. Belgium has four governments.", "BEL"),
        ("Poland's president flew to Brussels.", "BEL"),
    ],
)
def test_a_seat_that_acts_is_its_body_unless_only_its_country_is_named(body: str, party: str) -> None:
    found = next(m for m in record(body)["mentions"] if m["surface"] == "Brussels")
    assert found["party"] == party
