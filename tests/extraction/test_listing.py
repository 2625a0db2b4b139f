"""``A, B and C``: three and more that act together."""

import pytest

from tests.extraction.reading import events

SIGNED = {("AGREE", a, b, "occurred") for a, b in (("RUS", "TUR"), ("RUS", "IRN"), ("TUR", "IRN"))}
BLAMED = {("ACCUSE", a, "RUS", "occurred") for a in ("FRA", "DEU", "ITA")}


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("en", "Russia, Turkey and Iran signed the agreement in Sochi.", SIGNED),
        ("ru", "Россия, Турция и Иран подписали соглашение.", SIGNED),
        ("fa", "روسیه، ترکیه و ایران توافقنامه امضا کردند.", SIGNED),
        ("de", "Deutschland, Frankreich und Italien verurteilten Russland.", BLAMED),
        ("fr", "La France, l'Allemagne et l'Italie ont condamné la Russie.", BLAMED),
        ("it", "La Francia, la Germania e l'Italia hanno condannato la Russia.", BLAMED),
        ("ar", "أدانت فرنسا وألمانيا وإيطاليا روسيا.", BLAMED),
    ],
)
def test_each_acts_with_each_or_on_the_other(
    language: str, body: str, expected: set[tuple[str, str, str, str]]
) -> None:
    found = {(kind, *sorted((a, b)), status) for kind, a, b, status in events(body, language)}
    assert found == {(kind, *sorted((a, b)), status) for kind, a, b, status in expected}


def test_each_of_a_list_is_acted_on() -> None:
    found = events("Germany imposed sanctions on Belarus, Russia, and Iran.")
    assert found == {("SANCTION", "DEU", other, "occurred") for other in ("BLR", "RUS", "IRN")}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "In Kenya, Uganda and Rwanda signed an accord."),
        ("uk", "Попри погрози Кенії, Уганда та Руанда підписали угоду."),
    ],
)
def test_a_phrase_before_a_pair_is_none_of_it(language: str, body: str) -> None:
    assert {(kind, a, b) for kind, a, b, _ in events(body, language)} == {("AGREE", "UGA", "RWA")}


def test_whom_somebody_meets_do_not_meet_each_other() -> None:
    assert events("The minister met with Russia, Turkey and Iran.") == set()


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Egypt, Jordan and other Arab countries condemned Iran."),
        ("de", "Ägypten, Jordanien und weitere arabische Staaten verurteilten den Iran."),
        ("fr", "L'Égypte, la Jordanie et d'autres pays ont condamné l'Iran."),
        ("es", "Egipto, Jordania y otros países condenaron a Irán."),
        ("pt", "O Egito, a Jordânia e outros países condenaram o Irã."),
        ("it", "L'Egitto, la Giordania e altri paesi hanno condannato l'Iran."),
        ("ru", "Египет, Иордания и другие страны осудили Иран."),
        ("uk", "Єгипет, Йорданія та інші країни засудили Іран."),
        ("pl", "Egipt, Jordania i inne kraje potępiły Iran."),
        ("tr", "Mısır, Ürdün ve diğer ülkeler İran'ı kınadı."),
        ("kk", "Египет, Иордания және басқа елдер Иранды айыптады."),
        ("uz", "Misr, Iordaniya va boshqa davlatlar Eronni qoraladi."),
        ("ur", "مصر، اردن اور دیگر ممالک نے ایران کی مذمت کی۔"),
        ("fa", "مصر، اردن و دیگر کشورها ایران را محکوم کردند."),
        ("ar", "أدانت مصر والأردن ودول أخرى إيران."),
        ("zh", "埃及、约旦等国谴责伊朗。"),
    ],
)
def test_others_close_a_list(language: str, body: str) -> None:
    assert events(body, language) == {("ACCUSE", who, "IRN", "occurred") for who in ("EGY", "JOR")}


def test_a_conjunction_of_two_words() -> None:
    found = events("Sowohl Kanada als auch Norwegen appellierten an Peru.", "de")
    assert found == {("REQUEST", who, "PER", "occurred") for who in ("CAN", "NOR")}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "After the ministers had met, Kenya and Uganda signed an agreement."),
        ("de", "Nachdem sie verhandelt hatten, unterzeichneten Kenia und Uganda ein Abkommen."),
        ("zh", "会谈后，肯尼亚和乌干达签署协议。"),
    ],
)
def test_a_verb_of_another_clause_parts_no_list(language: str, body: str) -> None:
    assert ("AGREE", "KEN", "UGA", "occurred") in events(body, language)
