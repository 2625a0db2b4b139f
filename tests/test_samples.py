"""The samples through the whole pipeline: one story of many articles is one happening, one person has one id."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from psycopg2 import extensions

from etl import pipeline
from etl.settings import PROJECT_ROOT, Settings
from etl.warehouse import embedded
from etl.warehouse.database import connect
from tests.conftest import temporary_database
from tests.warehouse.builders import fetch

ARTICLES = PROJECT_ROOT / "seeds" / "articles"
STORY, PERSON = ARTICLES / "one_story", ARTICLES / "one_person"
UNDATED = ARTICLES / "de" / "000_5a2a59cd5140f087.txt"
LANGUAGES = ["de", "en", "kk", "ru", "ur", "zh"]

SENTENCES = {
    ("CONSULT", "visit"): {
        "de": "Der malaysische Premierminister Azlan Mansoor ist am Dienstag zu einem zweitägigen Besuch",
        "en": "Malaysian Prime Minister Azlan Mansoor arrived in Azerbaijan on Tuesday",
        "kk": "Малайзия премьер-министрі Азлан Мансур сейсенбіде Әзербайжанға ресми сапармен келді",
        "ru": "Премьер-министр Малайзии Азлан Мансур во вторник прибыл с официальным визитом в Азербайджан",
        "ur": "ملائیشیا کے وزیراعظم ازلان منصور منگل کو دو روزہ سرکاری دورے پر آذربائیجان پہنچ گئے",
        "zh": "马来西亚总理阿兹兰·曼苏尔9日抵达巴库",
    },
    ("CONSULT", "meet"): {
        "de": "Präsident Samad Nasibli am Dienstag in Baku den malaysischen Premierminister Azlan Mansoor empfangen",
        "en": "Azerbaijani President Samad Nasibli met Malaysian Prime Minister Azlan Mansoor in Baku on Tuesday.",
        "kk": "Әзербайжан президенті Самад Насибли сейсенбіде Бакуде Малайзия премьер-министрі Азлан Мансурмен",
        "ru": "Президент Азербайджана Самад Насибли встретился во вторник в Баку с премьер-министром Малайзии",
        "ur": "آذربائیجان کے صدر صمد نسیبلی نے منگل کو باکو میں ملائیشیا کے وزیراعظم ازلان منصور سے ملاقات کی",
        "zh": "阿塞拜疆总统萨马德·纳西布利当天在巴库会见马来西亚总理阿兹兰·曼苏尔",
    },
    ("AGREE", None): {
        "de": "Malaysia und Aserbaidschan unterzeichneten am Dienstag ein Abkommen über die Lieferung von Flüssiggas.",
        "en": "Malaysia and Azerbaijan signed an agreement on the supply of liquefied natural gas on Tuesday.",
        "kk": "Әзербайжан мен Малайзия сейсенбіде сұйытылған газ жеткізу туралы келісімге қол қойды.",
        "ru": "Азербайджан и Малайзия подписали во вторник соглашение о поставках сжиженного газа.",
        "ur": "آذربائیجان اور ملائیشیا نے منگل کو مائع گیس کی فراہمی کے معاہدے پر دستخط کیے۔",
        "zh": "阿塞拜疆和马来西亚签署液化天然气供应协议。",
    },
}


@pytest.fixture(scope="module")
def warehouse(server: embedded.Server) -> Iterator[extensions.connection]:
    """What a night makes of the story, of the articles on one person, and of the sample without a date."""
    with temporary_database(server) as url:
        settings = Settings(database_url=url, settle_seconds=0)
        for batch in pipeline.scan_inbox(settings, "night", [STORY, PERSON, UNDATED]):
            pipeline.process_batch(settings, "night", batch)
        pipeline.merge_night(settings)
        counts = pipeline.check_night(settings, "night")
        assert (counts["found"], counts["loaded"], counts["articles"], counts["copies"]) == (12, 12, 11, 1)
        with closing(connect(url)) as connection:
            yield connection


def test_a_story_in_six_languages_is_one_visit_one_meeting_and_one_signing(warehouse: extensions.connection) -> None:
    found = fetch(
        warehouse,
        """select type, mode, date_text, status, actor_party, recipient_party, is_symmetric, place_country, languages,
            articles, stories, copies, outlets, first_published_on::text, first_source
        from report.incident where (a_party, b_party) = ('AZE', 'MYS') order by type, mode""",
    )
    told = ("2026-06-09", "occurred")
    seen = (LANGUAGES, 7, 6, 0, 7, "2026-06-09", "Caspian Courier")
    assert found == [
        ("AGREE", None, *told, "AZE", "MYS", True, "AZE", *seen),
        ("CONSULT", "meet", *told, "AZE", "MYS", True, "AZE", *seen),
        ("CONSULT", "visit", *told, "MYS", "AZE", False, "AZE", *seen),
        # One headline says what is bought: Malaysia kauft Flüssiggas in Aserbaidschan.
        ("COOPERATE", None, *told, "MYS", "AZE", True, "AZE", ["de"], 1, 1, 0, 1, "2026-06-09", "Rheintaler Tagblatt"),
    ]


@pytest.mark.parametrize("kind", SENTENCES, ids=lambda kind: "/".join(filter(None, kind)))
def test_each_language_states_it_in_its_own_words(
    warehouse: extensions.connection, kind: tuple[str, str | None]
) -> None:
    found = fetch(
        warehouse,
        """select e.language_code, e.evidence, e.joined_by from report.incident_evidence as e
        inner join report.incident as i using (incident_id)
        where (i.a_party, i.b_party) = ('AZE', 'MYS') and concat_ws('/', i.type, i.mode) = %s""",
        "/".join(filter(None, kind)),
    )
    assert len(found) == 7
    for language, sentence in SENTENCES[kind].items():
        quoted = [str(evidence) for code, evidence, _ in found if code == language]
        assert quoted
        assert all(sentence in evidence for evidence in quoted)
    assert {str(code): why for code, _, why in found if why != "day"} == (
        {"zh": "published"} if kind[0] == "AGREE" else {}
    )


def test_the_update_is_the_version_that_counts_and_the_copy_is_kept(warehouse: extensions.connection) -> None:
    told = fetch(
        warehouse,
        """select f.uri, a.is_latest, a.text like '%%1.5 million%%', s.story_id = min(s.story_id) over ()
        from news.article as a inner join ops.source_file as f using (source_file_id)
        inner join news.story_article as s using (article_id)
        where a.language_code = 'en' and f.uri like '%%one_story%%' order by f.uri""",
    )
    assert [(str(uri).rpartition("/")[2], *rest) for uri, *rest in told] == [
        ("500_baku_visit.html", False, False, True),
        ("501_baku_visit_later.html", True, True, True),
        ("508_baku_visit_shortened.json", True, False, True),
    ]
    assert fetch(
        warehouse,
        """select s.name, c.url, of_it.url from news.article_copy as c inner join news.source as s using (source_id)
        inner join news.article as of_it on c.article_id = of_it.article_id""",
    ) == [
        (
            "Straits Ledger",
            "https://example.org/straits-ledger/world/azerbaijan-gas",
            "https://example.org/courier/malaysia-azerbaijan-gas",
        )
    ]


def test_both_sides_have_one_person_each_across_four_scripts(warehouse: extensions.connection) -> None:
    found = fetch(
        warehouse,
        """select p.party_code, array_agg(distinct ap.name order by ap.name), array_agg(distinct a.language_code)
        from news.article_person as ap inner join news.person_alias as pa using (alias_id)
        inner join news.person as p using (person_id) inner join news.article as a using (article_id)
        inner join news.person_office as o using (alias_id)
        where p.party_code in ('AZE', 'MYS') and o.role_code in ('head_of_state', 'head_of_government')
        group by p.person_id, p.party_code order by 1""",
    )
    assert found == [
        ("AZE", ["Samad Nasibli", "Самад Насибли", "صمد نسیبلی", "萨马德·纳西布利"], LANGUAGES),
        ("MYS", ["Azlan Mansoor", "Азлан Мансур", "ازلان منصور", "阿兹兰·曼苏尔"], LANGUAGES),
    ]


def test_the_story_tells_of_one_agreement(warehouse: extensions.connection) -> None:
    assert fetch(
        warehouse,
        """select parties, kind, status, signed_on::text, articles, stories, outlets, languages, sectors
        from report.agreement where parties = 'AZE; MYS'""",
    ) == [("AZE; MYS", "agreement", "signed", "2026-06-09", 7, 6, 7, LANGUAGES, "energy")]


def test_a_garbled_name_is_an_alias_of_who_held_the_office(warehouse: extensions.connection) -> None:
    found = fetch(
        warehouse,
        """select a.name, root.name, a.joined_by, a.confidence, up.name from news.person_alias as a
        inner join news.person as p using (person_id)
        inner join news.person_alias as root on (p.party_code, p.alias_key) = (root.party_code, root.alias_key)
        left join news.person_alias as up on a.parent_id = up.alias_id
        where p.party_code = 'KAZ' and root.name like '%%Nurtleu' order by a.confidence""",
    )
    assert found == [
        ("Murat Attleeu", "Murat Nurtleu", "near_spelling_undated", 0.5, "Murat Nurtleu"),
        ("Murat Nurtleu", "Murat Nurtleu", "itself", 1.0, None),
    ]
    assert fetch(
        warehouse,
        """select f.name from news.person_form as f inner join news.person_alias as a using (alias_id)
        where a.name = 'Murat Nurtleu' order by 1""",
    ) == [("Murat Nurtleu",), ("Мурат Нуртлеу",)]
