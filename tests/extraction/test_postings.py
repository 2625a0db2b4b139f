"""Ambassadors: whose they are, where they are posted, who summons and who recalls them."""

import pytest

from tests.extraction.reading import events, roles


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Norway's ambassador to Kenya was recalled on Monday."),
        ("en", "Norway recalled its ambassador to Kenya."),
        ("de", "Norwegens Botschafter in Kenia wurde zurückgerufen."),
        ("fr", "L'ambassadeur de Norvège au Kenya a été rappelé pour consultations."),
        ("es", "El embajador de Noruega en Kenia fue llamado a consultas."),
        ("pt", "O embaixador da Noruega no Quênia foi chamado para consultas."),
        ("it", "L'ambasciatore norvegese in Kenya è stato richiamato."),
        ("ru", "Посол Норвегии в Кении был отозван."),
        ("pl", "Ambasador Norwegii w Kenii został odwołany."),
        ("tr", "Norveç'in Kenya Büyükelçisi geri çağrıldı."),
        ("tr", "Norveç, Kenya Büyükelçisini geri çağırdı."),
        ("kk", "Норвегияның Кениядағы елшісі кері шақырылды."),
        ("uz", "Norvegiyaning Keniyadagi elchisi chaqirib olindi."),
        ("ur", "ناروے نے کینیا سے اپنا سفیر واپس بلا لیا۔"),
        ("fa", "نروژ سفیر خود را از کنیا فراخواند."),
        ("ar", "استدعت النرويج سفيرها لدى كينيا للتشاور."),
        ("zh", "挪威召回驻肯尼亚大使。"),
    ],
)
def test_who_recalls_an_ambassador_from_where(language: str, body: str) -> None:
    assert events(body, language) == {("SANCTION", "NOR", "KEN", "occurred")}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Norway's ambassador to Kenya was summoned on Monday."),
        ("de", "Der Botschafter Norwegens in Kenia wurde einbestellt."),
        ("fr", "L'ambassadeur de Norvège au Kenya a été convoqué lundi."),
        ("es", "El embajador de Noruega en Kenia fue convocado el lunes."),
        ("ru", "Посол Норвегии в Кении вызван в МИД."),
        ("uk", "Посол Норвегії в Кенії викликаний до МЗС."),
        ("tr", "Norveç'in Kenya Büyükelçisi Juan Rojas, Dışişleri Bakanlığına çağrıldı."),
        ("kk", "Норвегияның Кениядағы елшісі Сыртқы істер министрлігіне шақырылды."),
    ],
)
def test_where_an_ambassador_is_posted_tells_who_summons(language: str, body: str) -> None:
    assert events(body, language) == {("ACCUSE", "KEN", "NOR", "occurred")}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("tr", "Malezya'nın Tayland'daki büyükelçisi Laos'u kınadı."),
        ("tr", "Malezya'nın Tayland Büyükelçisi Laos'u kınadı."),
        ("uz", "Malayziyaning Tailanddagi elchisi Laosni qoraladi."),
    ],
)
def test_the_host_between_owner_and_title_does_not_act(language: str, body: str) -> None:
    assert events(body, language) == {("ACCUSE", "MYS", "LAO", "occurred")}


def test_an_ambassador_without_a_country_has_none() -> None:
    assert roles("Ambassador Ola Berg said the talks in Nairobi went well.") == {"Ola Berg": {("ambassador", None)}}
