"""Whose an office is, where the words around its holder's name tell it."""

import pytest

from tests.extraction.reading import events, roles


@pytest.mark.parametrize(
    ("language", "body", "party"),
    [
        ("en", "President Paul Okello of Uganda criticized Kenya.", "UGA"),
        ("en", "Foreign Minister Ola Berg of the Netherlands criticized Kenya.", "NLD"),
        ("fr", "Le président Paul Okello de l'Ouganda a critiqué le Kenya.", "UGA"),
        ("es", "El presidente Pablo Okello de Uganda criticó a Kenia.", "UGA"),
    ],
)
def test_the_country_stands_behind_the_name(language: str, body: str, party: str) -> None:
    assert events(body, language) == {("ACCUSE", party, "KEN", "occurred")}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Presidents Paul Okello of Uganda and Anna Otieno of Kenya signed a declaration."),
        ("fr", "Les présidents Paul Okello de l'Ouganda et Anna Otieno du Kenya ont signé un accord."),
    ],
)
def test_two_holders_of_one_office(language: str, body: str) -> None:
    office = "head_of_state"
    assert roles(body, language) == {"Paul Okello": {(office, "UGA")}, "Anna Otieno": {(office, "KEN")}}
    assert events(body, language) == {("AGREE", "UGA", "KEN", "occurred")}


def test_a_family_name_alone_makes_no_known_holder() -> None:
    told = roles("Labour Minister Saeed Ghani thanked Norway. Kenya welcomed it.")
    assert told == {"Saeed Ghani": {("other_minister", None)}}
    assert roles("President Ashraf Ghani met the mayor.") == {"Ashraf Ghani": {("head_of_state", "AFG")}}
    assert roles("Präsident Wladimir Putin sprach.", "de") == {"Wladimir Putin": {("head_of_state", "RUS")}}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Former Swedish prime minister Ola Berg criticized Turkey."),
        ("en", "The former prime minister of Sweden criticized Turkey."),
        ("de", "Der frühere schwedische Ministerpräsident Ola Berg kritisierte die Türkei."),
        ("de", "Der ehemalige Ministerpräsident Schwedens kritisierte die Türkei."),
        ("it", "L'ex premier svedese ha criticato la Turchia."),
        ("ru", "Бывший премьер-министр Швеции раскритиковал Турцию."),
        ("tr", "Eski İsveç Başbakanı Ola Berg Kanada'yı eleştirdi."),
    ],
)
def test_a_former_minister_acts_for_nobody(language: str, body: str) -> None:
    assert events(body, language) == set()


def test_a_surname_that_is_a_people_too() -> None:
    body = "تلقى رئيس الوزراء العراقي كريم محمد السوداني اتصالا هاتفيا من رئيس كينيا."
    assert events(body, "ar") == {("CONSULT", "IRQ", "KEN", "occurred")}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("de", "Die Regierung von Präsident Paul Okello von Uganda drohte Kenia mit Krieg."),
        ("en", "The government of President Paul Okello of Uganda threatened Kenya with war."),
    ],
)
def test_whose_government_it_is_acts(language: str, body: str) -> None:
    assert events(body, language) == {("THREATEN", "UGA", "KEN", "occurred")}


def test_where_a_minister_comes_from_is_no_office() -> None:
    assert events("Z Kairu premier Czadu poleciał do Ankary na szczyt przywódców NATO.", "pl") == {
        ("CONSULT", "TCD", "TUR", "occurred")
    }
