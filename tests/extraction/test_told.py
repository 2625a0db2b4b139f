"""Constructions of news prose that once turned an event round or made one of what nobody did; each is invented."""

import pytest

from tests.extraction.reading import events

Told = set[tuple[str, str, str, str]]


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        # an active verb's far `by` is of another deed
        ("en", "Kenya accused Uganda. The ministry condemned in the strongest terms such provocations by Uganda.",
         {("ACCUSE", "KEN", "UGA", "occurred")}),
        # what two talk about neither has done to the other
        ("en", "Kenyan minister Anna Otieno spoke to Ugandan minister Grace Achan about the border fighting.",
         {("CONSULT", "KEN", "UGA", "occurred")}),
        ("es", "El rey de Noruega y el emir de Kuwait mantuvieron una conversación telefónica sobre la crisis "
               "entre Togo y Benín.", {("CONSULT", "NOR", "KWT", "occurred")}),
        # a deed that a relative clause goes on from
        ("en", "Kenya and Uganda clashed. Norway said it had brokered a truce after clashes that killed ten on both "
               "sides.",
         {("ASSAULT", "KEN", "UGA", "occurred"), ("CONSULT", "NOR", "KEN", "occurred"),
          ("CONSULT", "NOR", "UGA", "occurred")}),
        # nobody threatens a group of which he is one
        ("en", "Egyptian minister Sami Adel warned that Egypt and Sudan would deal decisively with any dam.", set()),
        # an infinitive behind a request is the other's errand
        ("de", "Kenia ermutigt Uganda, der Ukraine Waffen zu liefern.", {("REQUEST", "KEN", "UGA", "occurred")}),
        # whose decision it is does what the infinitive tells
        ("de", "Anlass war die Entscheidung der Niederlande im März, türkischen Politikern die Einreise zu verweigern.",
         {("REJECT", "NLD", "TUR", "occurred")}),
        # `als` opens a clause
        ("de", "Das wurde deutlich, als Kenia im März die Überwachung der Einhaltung der Sanktionen gegen Uganda durch "
               "den UN-Sicherheitsrat ablehnte.",
         {("REJECT", "KEN", "UN", "occurred"), ("SANCTION", "UN", "UGA", "occurred")}),
        # a noun that tells whom it is against has no bare object; who visits is the subject
        ("de", "Trotz der Sanktionen der EU gegen Mali reiste der kenianische Präsident nach Bamako.",
         {("CONSULT", "KEN", "MLI", "occurred"), ("SANCTION", "EU", "MLI", "occurred")}),
        # behind another verb a party is its object
        ("pt", "O ministro peruano, Juan Salas, acusou a Bolívia de violar a trégua e prometeu retaliação.",
         {("ACCUSE", "PER", "BOL", "occurred"), ("THREATEN", "PER", "BOL", "occurred")}),
        # who is urged does not urge
        ("es", "Bolivia denunció que Chile mintió, por lo que instó a Chile a negociar.",
         {("ACCUSE", "BOL", "CHL", "occurred"), ("REQUEST", "BOL", "CHL", "occurred")}),
        # whom an attack is aimed at is not whom its condemnation is
        ("ru", "Перу осудила удар по Кении.", set()),
        ("ur", "کویت نے قطر پر حملے کی مذمت کی۔", set()),
        # a verb in the plural without a subject: who sits there speaks
        ("ru", "В Найроби заявили, что Гана нарушила границу.", {("ACCUSE", "KEN", "GHA", "occurred")}),
        ("ru", "Гана нарушила границу, заявили в МИД Кении.", {("ACCUSE", "KEN", "GHA", "occurred")}),
        ("uk", "У Києві заявили, що Гана порушила кордон.", {("ACCUSE", "UKR", "GHA", "occurred")}),
        # what is denied somebody has not asked for
        ("en", "Norway denied reports that Kenya had asked Uganda for help.", {("REQUEST", "KEN", "UGA", "denied")}),
        # what two talk about takes no part in the talk
        ("en", "Erdogan and Iraqi Prime Minister Ali Salman discussed the Israel-Iran conflict.",
         {("CONSULT", "TUR", "IRQ", "occurred")}),
        ("en", "Kenya and Uganda agreed to seek a resolution to the maritime disputes with Chad.",
         {("AGREE", "KEN", "UGA", "occurred")}),
        # an infinitive that holds its `zu`
        ("de", "Ungarn kündigte an, norwegische Vorschläge abzulehnen.", {("REJECT", "HUN", "NOR", "planned")}),
        # two clauses that a conjunction joins are no list
        ("en", "Kenya praised Chile and Peru accused Ecuador.",
         {("SUPPORT", "KEN", "CHL", "occurred"), ("ACCUSE", "PER", "ECU", "occurred")}),
        ("it", "La Bolivia ha lodato il Cile e il Perù ha accusato l'Ecuador.",
         {("SUPPORT", "BOL", "CHL", "occurred"), ("ACCUSE", "PER", "ECU", "occurred")}),
        # a quotation that begins with its verb
        ("it", 'Il Cile ha detto di "respingere le accuse peruviane".', {("REJECT", "CHL", "PER", "occurred")}),
        ("pl", "Szef MSZ Chile oświadczył, że „potępia ataki Peru”.", {("ACCUSE", "CHL", "PER", "occurred")}),
        # a plan goes on over clauses without a subject of their own
        ("zh", "挪威首相将前往冰岛，出席论坛，并与丹麦首相举行会晤。",
         {("CONSULT", "NOR", "ISL", "planned"), ("CONSULT", "NOR", "DNK", "planned")}),
        # whom one meets stands before the verb
        ("zh", "希腊总统与土耳其总理会面后，称赞与以色列的合作。",
         {("CONSULT", "GRC", "TUR", "occurred"), ("COOPERATE", "GRC", "ISR", "occurred"),
          ("SUPPORT", "GRC", "ISR", "occurred")}),
    ],
)  # fmt: skip
def test_who_does_what_to_whom(language: str, body: str, expected: Told) -> None:
    assert events(body, language) == expected


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("kk", "Катар Израильдің Сирияға жасаған шабуылын айыптады.", {("ACCUSE", "QAT", "ISR", "occurred")}),
        # a comma parts a subject from its verb, behind an adverb or a reason too
        ("tr", "Öte yandan Kenya, Ugandalı diplomatları sınır dışı etti.", {("SANCTION", "KEN", "UGA", "occurred")}),
        ("tr", "Gana'nın baskısı üzerine Togo, Beninli diplomatları sınır dışı etti.",
         {("SANCTION", "TGO", "BEN", "occurred")}),
        # whom a sentence names first is asked
        ("kk", "Канада Чилиге Кубаға көмектессе санкция салатынын айтып ескертті.",
         {("THREATEN", "CAN", "CHL", "occurred"), ("SANCTION", "CAN", "CUB", "planned")}),
        # of two names before a verbal noun the nearer acts, and a known holder's name has its case
        ("kk", "Кения президенті Анна Отиено Уганда Чадқа басып кіргені үшін елге қарсы санкция енгізді.",
         {("ASSAULT", "UGA", "TCD", "occurred"), ("SANCTION", "KEN", "UGA", "occurred")}),
        ("uz", "Keniya prezidenti Anna Otieno Uganda Chadga bostirib kirgani uchun mamlakatga sanksiyalar joriy qildi.",
         {("ASSAULT", "UGA", "TCD", "occurred"), ("SANCTION", "KEN", "UGA", "occurred")}),
        ("uz", "Zelenskiy rossiyalik hamkasbi Vladimir Putinni Kiyevga kelishga chaqirgani haqida xabar berdi.",
         {("REQUEST", "UKR", "RUS", "occurred")}),
        ("uz", "Vengriya Ukrainaning NATOga a'zo bo'lishiga qarshi chiqdi.", {("REJECT", "HUN", "UKR", "occurred")}),
        ("uz", "Laos rahbari Bishkekka tashrif buyuradi va Hindistonga maktub yozadi.",
         {("CONSULT", "LAO", "KGZ", "planned")}),
        ("tr", "Japonya, Kenya tarafından işgal edilen Somali'ye yardım malzemesi gönderdi.",
         {("AID", "JPN", "SOM", "occurred"), ("ASSAULT", "KEN", "SOM", "occurred")}),
        ("tr", "Peru Başbakanı, Brezilya'nın tehditlerinin ardından Quito'da Ekvador Cumhurbaşkanı ile görüştü.",
         {("CONSULT", "PER", "ECU", "occurred")}),
    ],
)  # fmt: skip
def test_where_verbs_stand_last(language: str, body: str, expected: Told) -> None:
    assert events(body, language) == expected
