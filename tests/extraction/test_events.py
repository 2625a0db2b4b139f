"""Who did what to whom, and whether it happened."""

import pytest

from tests.extraction.reading import events, record


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Kenya accused Uganda of smuggling.", ("ACCUSE", "KEN", "UGA", "occurred")),
        ("Uganda was accused of smuggling by Kenya.", ("ACCUSE", "KEN", "UGA", "occurred")),
        ("Peru's foreign minister called on Chile to open the border.", ("REQUEST", "PER", "CHL", "occurred")),
        ("Norway imposed sanctions on Belarus.", ("SANCTION", "NOR", "BLR", "occurred")),
        ("Norwegian sanctions against Belarus took effect.", ("SANCTION", "NOR", "BLR", "occurred")),
        ("Latvia expelled two Russian diplomats.", ("SANCTION", "LVA", "RUS", "occurred")),
        ("Japan will provide food aid to Nepal.", ("AID", "JPN", "NPL", "planned")),
        ("Ghana may impose sanctions on Togo.", ("SANCTION", "GHA", "TGO", "possible")),
        ("Ghana May Impose Sanctions on Togo", ("SANCTION", "GHA", "TGO", "possible")),
        ("In May Ghana imposed sanctions on Togo.", ("SANCTION", "GHA", "TGO", "occurred")),
        ("Ghana in May imposed sanctions on Togo.", ("SANCTION", "GHA", "TGO", "occurred")),
        ("Last May Ghana imposed sanctions on Togo.", ("SANCTION", "GHA", "TGO", "occurred")),
        ("On 5 May Ghana imposed sanctions on Togo.", ("SANCTION", "GHA", "TGO", "occurred")),
        ("Ghana denied that it had sold weapons to Togo.", ("AID", "GHA", "TGO", "denied")),
        ("Angolan troops attacked Zambia.", ("ASSAULT", "AGO", "ZMB", "occurred")),
        ("Estonia rejected a demand from Finland.", ("REJECT", "EST", "FIN", "occurred")),
        ("Prime Minister Anna Berg of Sweden arrived in Oslo on Monday.", ("CONSULT", "SWE", "NOR", "occurred")),
    ],
)  # fmt: skip
def test_english(body: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in events(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Kenia beschuldigte Uganda des Schmuggels.", ("ACCUSE", "KEN", "UGA", "occurred")),
        ("Kenia warf Uganda Schmuggel vor.", ("ACCUSE", "KEN", "UGA", "occurred")),
        ("Norwegen verhängte Sanktionen gegen Belarus.", ("SANCTION", "NOR", "BLR", "occurred")),
        ("Lettland hat zwei russische Diplomaten ausgewiesen.", ("SANCTION", "LVA", "RUS", "occurred")),
        ("Das Ministerium teilte mit, dass Peru Chile bedroht.", ("THREATEN", "PER", "CHL", "occurred")),
        ("Die schwedische Ministerpräsidentin Anna Dahl traf in Oslo ein.", ("CONSULT", "SWE", "NOR", "occurred")),
        ("Estland lehnt die Forderung Finnlands ab.", ("REJECT", "EST", "FIN", "occurred")),
        ("Baku - Usbekistans Minister Anvar Rashidov besuchte Aserbaidschan.", ("CONSULT", "UZB", "AZE", "occurred")),
    ],
)  # fmt: skip
def test_german(body: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in events(body, "de")


def test_agreements_that_somebody_is_asked_about_are_no_news() -> None:
    body = (
        "The Federation of Kenyan Industries called on Peru to keep out of the agreements between Nairobi and Kampala."
    )
    assert not {event for event in events(body) if event[0] == "AGREE"}


def test_a_minority_acts_for_no_state() -> None:
    assert events("The president of Turkey was hailed as a hero by some German Turks.") == set()


@pytest.mark.parametrize("told", ["Peru denied the accusation.", "The charge was denied by Peru."])
def test_a_denied_charge_is_rejected(told: str) -> None:
    assert ("REJECT", "PER", "KEN", "occurred") in events(f"Kenya accused Peru of smuggling. {told}")


def test_who_speaks_of_what_is_done_to_him_does_not_do_it() -> None:
    body = "Chile's president met Peru's president. Peru said sanctions against Lima will not work."
    assert ("SANCTION", "CHL", "PER", "occurred") in events(body)
    assert ("SANCTION", "PER", "CHL", "occurred") not in events(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The talks between Chile and Peru were called off.", {("CONSULT", "CHL", "PER", "denied")}),
        ("The visit of Chile's president to Peru, set for May, was cancelled.", {("CONSULT", "CHL", "PER", "denied")}),
        ("The visit of Chile's president to Peru could be cancelled.", {("CONSULT", "CHL", "PER", "possible")}),
        ("The visit of Chile's president to Peru was not cancelled.", {("CONSULT", "CHL", "PER", "occurred")}),
        ("Chile's president postponed his visit to Peru.", {("CONSULT", "CHL", "PER", "planned")}),
        (
            "Chile's president met Peru's president on Monday after a trip to Bolivia was postponed.",
            {("CONSULT", "CHL", "PER", "occurred"), ("CONSULT", "CHL", "BOL", "planned")},
        ),
        (
            "Chile's president met Peru's president after cancelling talks with Bolivia.",
            {("CONSULT", "CHL", "PER", "occurred"), ("CONSULT", "CHL", "BOL", "denied")},
        ),
        ("Chile and Peru held talks; the football match was cancelled.", {("CONSULT", "CHL", "PER", "occurred")}),
        ("After a delayed flight, Chile's president began a visit to Peru.", {("CONSULT", "CHL", "PER", "occurred")}),
    ],
)  # fmt: skip
def test_what_was_called_off(body: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert {event for event in events(body) if event[0] == "CONSULT"} == expected


@pytest.mark.parametrize(
    "body",
    [
        "Kenya did not accuse Uganda.",
        "Kenya grows tea. Uganda grows coffee.",
        "The striker attacked Ghana's defence, the coach of Peru praised the goalkeeper, and the match ended 2-2.",
        "Protests were held in Lima. The weather in Chile was fine.",
        "Anna Berg met her sister in Norway.",
        "Angolan wine exports to Zambia rose by ten percent.",
        "An Angolan tourist was killed in Zambia, police said.",
    ],
)
def test_no_event_without_support(body: str) -> None:
    assert events(body) == set()


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("en", "Germany is accusing Hungary of fraud.", ("ACCUSE", "DEU", "HUN", "occurred")),
        ("en", "Japan condemned Chile's latest test.", ("ACCUSE", "JPN", "CHL", "occurred")),
        ("en", "Togo reacted to Ghana's accusation that Mali had hidden arms.", ("ACCUSE", "GHA", "MLI", "occurred")),
        ("en", "The US Navy seized a Kuwaiti tanker.", ("COERCE", "USA", "KWT", "occurred")),
        ("de", "Norwegen hat die Sanktionen gegen Mali verlängert.", ("SANCTION", "NOR", "MLI", "occurred")),
        ("de", "Der UN-Sicherheitsrat verlängerte die Sanktionen gegen Mali.", ("SANCTION", "UN", "MLI", "occurred")),
        ("de", "Norwegen hat die Vorwürfe Islands zurückgewiesen.", ("REJECT", "NOR", "ISL", "occurred")),
        ("ru", "Правительство Египта осудило Судан.", ("ACCUSE", "EGY", "SDN", "occurred")),
        ("ru", "Король Иордании принял в Аммане президента Кипра.", ("CONSULT", "JOR", "CYP", "occurred")),
        ("tr", "Kolombiya, Peru mallarına gümrük vergilerini kaldırdı.", ("CONCEDE", "COL", "PER", "occurred")),
        ("ar", "استقبل الرئيس المصري رئيس صربيا في القاهرة.", ("CONSULT", "EGY", "SRB", "occurred")),
        (
            "en",
            '"Togo must open its ports," said Ghanaian President Kofi Mensah.',
            ("REQUEST", "GHA", "TGO", "occurred"),
        ),
        ("en", "Peru freed two Bolivian citizens.", ("RETREAT", "PER", "BOL", "occurred")),
        ("en", "Ghana supports Togo's bid to join the European Union.", ("SUPPORT", "GHA", "TGO", "occurred")),
        ("en", "Ghana has denied accusations made by Togo.", ("REJECT", "GHA", "TGO", "occurred")),
        (
            "fr",
            "Le roi de Jordanie s'est entretenu avec le président chypriote.",
            ("CONSULT", "JOR", "CYP", "occurred"),
        ),
        ("pl", "Szef rządu Peru potępił użycie siły przez Chile.", ("ACCUSE", "PER", "CHL", "occurred")),
        ("kk", "Чили Перу әскері Боливияға шабуыл жасағанын хабарлады.", ("ASSAULT", "PER", "BOL", "occurred")),
        ("de", "Mali, das kein Mitglied ist, verhängte Sanktionen gegen Togo.", ("SANCTION", "MLI", "TGO", "occurred")),
        ("zh", "伊朗对以色列空袭叙利亚表示强烈谴责。", ("ASSAULT", "ISR", "SYR", "occurred")),
        ("zh", "伊朗对以色列空袭叙利亚表示强烈谴责。", ("ACCUSE", "IRN", "ISR", "occurred")),
        ("zh", "俄罗斯警告说，一旦芬兰让步，将付出代价。", ("THREATEN", "RUS", "FIN", "occurred")),
        ("en", "Russia warned that, if Finland gave in, it would act.", ("THREATEN", "RUS", "FIN", "occurred")),
        ("zh", "挪威宣布驱逐两名俄罗斯外交官，并关闭边境口岸。", ("SANCTION", "NOR", "RUS", "occurred")),
        ("fa", "عراق حمله اسرائیل به لبنان را محکوم کرد.", ("ASSAULT", "ISR", "LBN", "occurred")),
        ("fa", "میزبانی قطر از رئیس جمهور کنیا تمدید شد.", ("CONSULT", "KEN", "QAT", "occurred")),
        ("fa", "رزمایش مشترک پرو و شیلی را بولیوی نقد کرد.", ("COOPERATE", "PER", "CHL", "occurred")),
        ("fa", "پرو و شیلی توافق کردند ماه آینده مرز را باز کنند.", ("AGREE", "PER", "CHL", "occurred")),
        ("fa", "پرو اعلام کرد دو دیپلمات شیلی اخراج شدند.", ("SANCTION", "PER", "CHL", "occurred")),
        ("ar", "احتجز خفر السواحل في بيرو سفينة تشيلية.", ("COERCE", "PER", "CHL", "occurred")),
        ("ar", "أدانت بيرو الهجوم الذي نفذته تشيلي على بوليفيا.", ("ASSAULT", "CHL", "BOL", "occurred")),
        ("ar", "سلمت بيرو سفير تشيلي رسالة وهددت بقطع العلاقات.", ("THREATEN", "PER", "CHL", "occurred")),
        ("ur", "پیرو نے الزام لگایا کہ چلی کے جہازوں نے حملہ کیا۔", ("ACCUSE", "PER", "CHL", "occurred")),
        ("zh", "挪威总统将访问瑞典。", ("CONSULT", "NOR", "SWE", "planned")),
        ("fa", "عراق سفیر ترکیه را احضار کرد.", ("ACCUSE", "IRQ", "TUR", "occurred")),
        ("fa", "دو کشتی شیلی توسط ارتش پرو توقیف شدند.", ("COERCE", "PER", "CHL", "occurred")),
        ("en", "Ghana accused Togo of fraud and expelled two diplomats.", ("SANCTION", "GHA", "TGO", "occurred")),
        ("en", "Chile condemned the bombing of Mali by Niger.", ("ACCUSE", "CHL", "NER", "occurred")),
        ("en", "Kenya and Uganda accused each other of smuggling.", ("ACCUSE", "KEN", "UGA", "occurred")),
        (
            "uk",
            "Глава МЗС Іраку заявив, що Іран перекрив кордон, і закликав Малі допомогти.",
            ("REQUEST", "IRQ", "MLI", "occurred"),
        ),
        (
            "en",
            "The two countries have signed, said the leaders of Kenya and Togo.",
            ("AGREE", "KEN", "TGO", "occurred"),
        ),
        ("pl", "Sankcje Norwegii wobec Mali zostały przedłużone.", ("SANCTION", "NOR", "MLI", "occurred")),
        ("de", "Die von Peru gegen Mali verhängten Sanktionen laufen aus.", ("SANCTION", "PER", "MLI", "occurred")),
        ("en", "Talks between Mali and Togo will begin in May.", ("CONSULT", "MLI", "TGO", "planned")),
        ("pl", "Z Rumunii wydalono dwóch rosyjskich dyplomatów.", ("SANCTION", "ROU", "RUS", "occurred")),
        ("pl", "Na Nikaraguę sankcje nałożyła w piątek Kanada.", ("SANCTION", "CAN", "NIC", "occurred")),
        (
            "pl",
            "Dwóch kubańskich dyplomatów Meksyk uznał za persony non grata.",
            ("SANCTION", "MEX", "CUB", "occurred"),
        ),
        ("de", "Mali drohte mit Angriffen, sollte Togo die Grenze schließen.", ("THREATEN", "MLI", "TGO", "occurred")),
        ("de", "Norwegen unterstützt den EU-Beitritt Serbiens.", ("SUPPORT", "NOR", "SRB", "occurred")),
        ("de", "Bei einem Angriff malischer Soldaten auf Togo starb ein Mann.", ("ASSAULT", "MLI", "TGO", "occurred")),
        ("it", "L'Iran ha liberato i due cittadini svedesi.", ("RETREAT", "IRN", "SWE", "occurred")),
        ("de", "Das Außenministerium in Riga kritisierte Mali.", ("ACCUSE", "LVA", "MLI", "occurred")),
        ("en", "Criticism by Mali was rejected in Accra.", ("REJECT", "GHA", "MLI", "occurred")),
        ("de", "Wie Mali mitteilte, wurden zwei Diplomaten Togos ausgewiesen.", ("SANCTION", "MLI", "TGO", "occurred")),
        ("en", "Chile condemned Niger's attack on Bamako.", ("ACCUSE", "CHL", "NER", "occurred")),
    ],
)
def test_constructions(language: str, body: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in events(body, language)


@pytest.mark.parametrize(
    ("language", "body", "never"),
    [
        ("en", "Ghana's accusation that Mali had attacked Togo was heard.", "ASSAULT"),
        ("en", "Ghana rejected Togo's call to lift the sanctions.", "CONCEDE"),
        ("en", "Ghana urged Togo to back the plan.", "SUPPORT"),
        ("en", "Ghana threatened to attack Togo.", "ASSAULT"),
        ("en", "Peru released eight captured Bolivian soldiers.", "COERCE"),
        ("ru", "Мали довольна. Федерация промышленности (ФП) призвала Чили открыть рынок.", "REQUEST"),
        ("de", "Mali hat seinen Botschafter in Togo nicht abberufen.", "SANCTION"),
        ("en", "Peru and Chile signed. Chile then accused the protesters.", "ACCUSE"),
        ("tr", "Peru, sınırı Şili'ye açmayı reddetti.", "CONCEDE"),
        ("zh", "卢旺达支持刚果（金）东部的M23武装。", "SUPPORT"),
        ("zh", "约旦向叛军提供武器，感谢叙利亚。", "AID"),
        ("zh", "伊朗在美国规避制裁。", "SANCTION"),
        ("fa", "مصر خواستار ازسرگیری مذاکرات با اتیوپی شد.", "CONSULT"),
        ("en", "Egypt's president met the Greek minister and rejected any interference.", "REJECT"),
        ("es", "Moldavia acusa a Rusia de injerencia en sus elecciones.", "COERCE"),
    ],
)
def test_what_is_only_said_is_no_event(language: str, body: str, never: str) -> None:
    assert never not in {kind for kind, *_ in events(body, language)}


@pytest.mark.parametrize(
    "body",
    [
        "Canada condemned the attack on Togo.",
        "Ghana cut supplies to Togo, citing what it called hostile acts by Togo.",
        "The envoy denounced the violations committed by Togo in Ghana.",
    ],
)
def test_victims_and_other_verbs_agents_do_nothing(body: str) -> None:
    told = {(kind, actor, recipient) for kind, actor, recipient, _ in events(body)}
    assert not told & {("ACCUSE", "CAN", "TGO"), ("ASSAULT", "CAN", "TGO"), ("ACCUSE", "TGO", "GHA")}


def test_opposition_is_whose_it_is() -> None:
    assert ("REJECT", "MLI", "TGO", "occurred") not in events("El Gobierno de Malí lamenta la oposición de Togo.", "es")


def test_speculation_is_no_threat() -> None:
    assert events("Analysts say that Angola could invade Zambia.") == {("ASSAULT", "AGO", "ZMB", "possible")}


def test_meeting_is_symmetric_and_between_is_one() -> None:
    for body in ("The presidents of Peru and Chile met in Quito.", "Talks between Peru and Chile were held in Quito."):
        (event,) = record(body)["events"]
        assert (event["type"], event["mode"], event["symmetric"]) == ("CONSULT", "meet", True)
        assert {event["actor"], event["recipient"]} == {"PER", "CHL"}
        assert event["place"] == {"name": "Quito", "country": "ECU"}


def test_retold_events_are_one_and_other_persons_another() -> None:
    told = (
        "Kenyan President Anna Otieno met Ugandan Foreign Minister Paul Okello in Nairobi. "
        "The meeting between Otieno and Okello lasted an hour. "
        "Otieno also met Ugandan Defence Minister Grace Achan."
    )
    meetings = [e for e in record(told)["events"] if e["type"] == "CONSULT"]
    assert len(meetings) == 2
    assert len({tuple(e["persons"]) for e in meetings}) == 2


def test_pronouns_and_the_two_sides() -> None:
    body = "Chile's foreign minister met his Peruvian counterpart. The two sides signed an agreement on water."
    assert ("AGREE", "CHL", "PER", "occurred") in events(body) or ("AGREE", "PER", "CHL", "occurred") in events(body)


def test_reported_blame() -> None:
    assert ("ACCUSE", "PER", "CHL", "occurred") in events(
        "The foreign minister of Peru said on Monday that Chile had violated the border."
    )


def test_sectors_and_evidence_stand_with_the_event() -> None:
    found = record("A quiet day. Norway imposed sanctions on Belarus over oil exports.")
    (event,) = found["events"]
    quote = found["text"][event["evidence"]["start"] : event["evidence"]["end"]]
    assert quote == "Norway imposed sanctions on Belarus over oil exports."
    assert {"energy", "trade"} <= set(event["sectors"])
    assert (event["quad_class"], event["rule"]) == (4, "en.sanction.verb")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("Peru and Chile signed a treaty on water.", "treaty", "signed"),
        ("Peru and Chile will sign a memorandum of understanding on water.", "memorandum", "intended"),
        ("Peru suspended the fishing agreement with Chile.", "agreement", "suspended"),
    ],
)
def test_agreements(body: str, kind: str, status: str) -> None:
    (agreement,) = record(body)["agreements"]
    assert (agreement["kind"], agreement["status"], list(agreement["parties"])) == (kind, status, ["CHL", "PER"])


def test_all_of_a_list_act() -> None:
    found = events("Spain, Portugal and Italy urged France to open the border.")
    assert {(actor, other) for _, actor, other, _ in found} == {("ESP", "FRA"), ("PRT", "FRA"), ("ITA", "FRA")}


def test_each_of_three_agrees_with_each() -> None:
    found = events("Finland, Sweden and Norway signed an agreement on airfields.")
    assert {frozenset((actor, other)) for _, actor, other, _ in found} == {
        frozenset(("FIN", "SWE")), frozenset(("FIN", "NOR")), frozenset(("SWE", "NOR"))
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("ru", "Глава правительства Люксембурга осудил Россию."),
        ("uk", "Глава уряду Люксембургу засудив Росію."),
    ],
)
def test_the_case_of_an_office_is_that_of_its_head(language: str, body: str) -> None:
    assert events(body, language) == {("ACCUSE", "LUX", "RUS", "occurred")}


def test_who_met_may_stand_behind_the_verb_of_the_clause() -> None:
    body = "Bei einem Treffen mit dem polnischen Außenminister kritisierte der deutsche Kanzler Russland."
    assert {(kind, *sorted((a, b))) for kind, a, b, _ in events(body, "de")} >= {("CONSULT", "DEU", "POL")}
    body = "Bei dem Treffen in Wien kritisierte Ungarn Russland."
    assert events(body, "de") == {("ACCUSE", "HUN", "RUS", "occurred")}
