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
        ("fa", "عراق سفیر ترکیه را احضار کرد.", ("ACCUSE", "IRQ", "TUR", "occurred")),
        ("fa", "دو کشتی شیلی توسط ارتش پرو توقیف شدند.", ("COERCE", "PER", "CHL", "occurred")),
        ("en", "Ghana accused Togo of fraud and expelled two diplomats.", ("SANCTION", "GHA", "TGO", "occurred")),
        ("en", "Chile condemned the bombing of Mali by Niger.", ("ACCUSE", "CHL", "NER", "occurred")),
        ("en", "Kenya and Uganda accused each other of smuggling.", ("ACCUSE", "KEN", "UGA", "occurred")),
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
        ("en", "The meeting between Mali and Togo was called off.", "CONSULT"),
        ("fr", "La rencontre entre le Mali et le Togo a été annulée.", "CONSULT"),
        ("en", "Peru and Chile signed. Chile then accused the protesters.", "ACCUSE"),
        ("tr", "Peru, sınırı Şili'ye açmayı reddetti.", "CONCEDE"),
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
