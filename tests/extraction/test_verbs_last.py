"""Where verbs and even participles stand behind their nouns: who acts, and whether it happened."""

import pytest

from tests.extraction.reading import events


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        # participles before their noun
        ("tr", "Peru'nun suçladığı Bolivya sustu.", ("ACCUSE", "PER", "BOL", "occurred")),
        ("tr", "Şili Başbakanı ile görüşen Peru Devlet Başkanı döndü.", ("CONSULT", "PER", "CHL", "occurred")),
        ("uz", "Peru ayblagan Boliviya javob bermadi.", ("ACCUSE", "PER", "BOL", "occurred")),
        ("kk", "Боливияны айыптаған Перу жауап күтуде.", ("ACCUSE", "PER", "BOL", "occurred")),
        (
            "tr",
            "Peru ordusunun Bolivya'nın köyüne düzenlediği saldırıda üç kişi öldü.",
            ("ASSAULT", "PER", "BOL", "occurred"),
        ),
        # genitives before verbal nouns
        ("tr", "Peru'nun Bolivya sınırına tank yığdığı öne sürüldü.", ("MOBILIZE", "PER", "BOL", "occurred")),
        (
            "tr",
            "Peru Cumhurbaşkanı Ali Vega'nın, Şili'yi ziyaret edeceği belirtildi.",
            ("CONSULT", "PER", "CHL", "planned"),
        ),
        ("kk", "Перу Боливияның Чилиге қосылуын қолдайды.", ("SUPPORT", "PER", "BOL", "occurred")),
        # who speaks
        ("kk", "«Біз Боливияны қолдаймыз», – деді Перу президенті Ана Вега.", ("SUPPORT", "PER", "BOL", "occurred")),
        ("tr", 'Peru Savunma Bakanlığı Sözcüsü, "Bolivya ateş açtı." dedi.', ("ASSAULT", "BOL", "PER", "occurred")),
        # whose envoy, and where
        ("uz", "Peru Boliviyadagi elchisini chaqirib oldi.", ("SANCTION", "PER", "BOL", "occurred")),
        ("kk", "Перу президенті Аста Вега Астанаға ресми сапармен келді.", ("CONSULT", "PER", "KAZ", "occurred")),
        ("kk", "Перу дрон соққысына байланысты Боливия елшісін шақыртты.", ("ACCUSE", "PER", "BOL", "occurred")),
        # arguments ahead, negation of another verb, denial behind
        (
            "uz",
            "Peru Boliviya bilan diplomatik munosabatlarni uzib, Chili bilan kelishib oldi.",
            ("SANCTION", "PER", "BOL", "occurred"),
        ),
        ("tr", "Peru, borcunu ödemeyen Bolivya'ya ihracatını durdurdu.", ("SANCTION", "PER", "BOL", "occurred")),
        ("tr", "Peru, Bolivya'ya silah gönderdiği haberini yalanladı.", ("AID", "PER", "BOL", "denied")),
        # Ukrainian: relatives, places that act, offices behind a genitive
        ("uk", "Перу вислало дипломатів Болівії, яких звинуватило у втручанні.", ("ACCUSE", "PER", "BOL", "occurred")),
        (
            "uk",
            "Перу висунуло звинувачення Болівії. У Сукре засудили заяву Перу.",
            ("ACCUSE", "BOL", "PER", "occurred"),
        ),
        ("uk", "На запрошення еміра Катару президент Перу завтра відвідає Доху.", ("CONSULT", "PER", "QAT", "planned")),
        ("uk", "Перу не визнає результатів і закликає Болівію до переговорів.", ("REQUEST", "PER", "BOL", "occurred")),
        ("uk", "Перу засудило випробування як порушення резолюцій ООН Болівією.", ("ACCUSE", "PER", "BOL", "occurred")),
    ],
)
def test_who_acts(language: str, body: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in events(body, language)


@pytest.mark.parametrize(
    ("language", "body", "never"),
    [
        ("tr", "Peru, vatandaşlarını serbest bıraktığı için Bolivya'ya teşekkür etti.", "RETREAT"),
        ("kk", "Перу аумағына шабуыл жасады деген Боливияның айыптауларын теріске шығарды.", "ASSAULT"),
        ("kk", "Перу Боливияны келіссөзге оралуға шақырды.", "CONSULT"),
        ("uz", "Peru Boliviyani qoralovchi qaror qabul qildi.", "CONSULT"),
        ("kk", "Перу Боливиямен соғысуды тоқтатуға уағдаластықты орындамай отыр.", "AGREE"),
    ],
)
def test_what_is_only_named_is_no_event(language: str, body: str, never: str) -> None:
    assert never not in {kind for kind, *_ in events(body, language)}
