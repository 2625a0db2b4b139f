"""Persons: the words around a name make it one, and give it office and country."""

import pytest

from tests.extraction.reading import record, roles


@pytest.mark.parametrize(
    ("body", "name", "role", "party"),
    [
        ("Kenyan President Anna Otieno spoke.", "Anna Otieno", "head_of_state", "KEN"),
        ("Kenya's foreign minister, Paul Okello, spoke.", "Paul Okello", "foreign_minister", "KEN"),
        ("Paul Okello, the foreign minister of Kenya, spoke.", "Paul Okello", "foreign_minister", "KEN"),
        ("Prime Minister Anna Berg of Sweden spoke.", "Anna Berg", "head_of_government", None),
        ("U.S. Ambassador to Kenya John Poe spoke.", "John Poe", "ambassador", "USA"),
        ("Deputy Foreign Minister Paul Okello of Kenya spoke.", "Paul Okello", "deputy_minister", None),
        ("Former Kenyan President Anna Otieno spoke.", "Anna Otieno", "former_official", "KEN"),
        ("Kenyan army chief General Paul Okello spoke.", "Paul Okello", "military", "KEN"),
        ("NATO Secretary-General Anna Berg spoke.", "Anna Berg", "head_of_body", "NATO"),
    ],
)
def test_english(body: str, name: str, role: str, party: str | None) -> None:
    found = roles(body)[name]
    assert role in {r for r, _ in found}
    assert party is None or (role, party) in found


@pytest.mark.parametrize(
    ("body", "name", "role", "party"),
    [
        ("Der kenianische Präsident Paul Otieno sprach.", "Paul Otieno", "head_of_state", "KEN"),
        ("US-Außenministerin Anna Lindqvist sprach.", "Anna Lindqvist", "foreign_minister", "USA"),
        ("Die Außenministerin Kenias, Anna Otieno, sprach.", "Anna Otieno", "foreign_minister", "KEN"),
        ("Paul Otieno, der Verteidigungsminister Kenias, sprach.", "Paul Otieno", "defence_minister", "KEN"),
        ("Der stellvertretende Ministerpräsident und Außenminister Kenias, Paul Otieno, sprach.", "Paul Otieno",
         "foreign_minister", "KEN"),
        ("Der kenianische Verteidigungsminister, Oberst General Paul Otieno, sprach.", "Paul Otieno",
         "defence_minister", "KEN"),
    ],
)  # fmt: skip
def test_german(body: str, name: str, role: str, party: str) -> None:
    assert (role, party) in roles(body, "de")[name]


def test_all_forms_of_a_name_are_one_person() -> None:
    found = record("Kenyan President Anna Otieno spoke. President Otieno left. Later Otieno's aides stayed.")
    (person,) = found["persons"]
    surfaces = [found["text"][m["start"] : m["end"]] for m in person["mentions"]]
    assert person["name"] == "Anna Otieno"
    assert surfaces == ["Anna Otieno", "Otieno", "Otieno"]


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("The Memorial of the Fallen Heroes was closed.", "en"),
        ("General strikes are rare. Major reforms came later.", "en"),
        ("Ein Oberst General war nicht da.", "de"),
        ("Das Denkmal Heldenplatz wurde geehrt.", "de"),
    ],
)
def test_no_person(body: str, language: str) -> None:
    assert roles(body, language) == {}


def test_family_name_first() -> None:
    found = record("South Korean President Lee Min-ho spoke. Lee left.")
    (person,) = found["persons"]
    assert (person["name"], len(person["mentions"])) == ("Lee Min-ho", 2)


def test_a_known_holder_has_the_office_only_within_the_tenure() -> None:
    body = "In Berlin, Angela Merkel met Polish President Jan Nowak."
    assert roles(body)["Angela Merkel"] == set()
    assert roles(body, published="2018-05-01")["Angela Merkel"] == {("head_of_government", "DEU")}
    assert roles(body, published="2024-05-01")["Angela Merkel"] == set()


def test_a_known_holder_lends_a_title_its_country() -> None:
    assert roles("President Macron spoke in Lima.")["Macron"] == {("head_of_state", "FRA")}


def test_the_office_of_a_counterpart() -> None:
    found = roles("Kenyan Foreign Minister Paul Okello met his Ugandan counterpart, Grace Achan, in Nairobi.")
    assert found["Grace Achan"] == {("foreign_minister", "UGA")}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Президент Тунісу Хаммаді Гезаль прибув. Хаммаді Гезаль виступив.", "Хаммаді Гезаль"),
        ("Президент Уругваю Остап Голубенко прибув. Остап Голубенко виступив.", "Остап Голубенко"),
    ],
)
def test_a_name_in_the_nominative_keeps_its_end(body: str, name: str) -> None:
    assert {p["name"] for p in record(body, "uk")["persons"]} == {name}
