"""The questions of sql/queries on a small warehouse: each row that they answer; and the search in every script."""

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal

import pytest
from psycopg2 import extensions

from etl.settings import PROJECT_ROOT
from etl.warehouse import embedded
from etl.warehouse.database import connect
from tests.conftest import temporary_database
from tests.warehouse.newsroom import TODAY, day, fill

QUERIES = {path.stem: path for path in (PROJECT_ROOT / "sql" / "queries").glob("*.sql")}


@pytest.fixture(scope="module", params=["server", "oldest_server"])
def newsroom(request: pytest.FixtureRequest) -> Iterator[extensions.connection]:
    """The warehouse, for reading, once on each server."""
    server: embedded.Server = request.getfixturevalue(request.param)
    with temporary_database(server) as url, closing(connect(url)) as connection:
        fill(connection)
        connection.set_session(readonly=True, autocommit=True)
        yield connection


def rows(connection: extensions.connection, query: str, *values: object) -> list[tuple[object, ...]]:
    """Rows of a query, dates in ISO 8601."""
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return [
            tuple(str(value) if hasattr(value, "isoformat") else value for value in row) for row in cursor.fetchall()
        ]


BEST = "Командующий армией Пакистана Асим Мунир прибыл в Астану."  # by content_id, all else being equal
SANCTIONS = "Die EU verhängte neue Sanktionen gegen Russland."

ANSWERS: dict[str, list[tuple[object, ...]]] = {
    "who_met_whom_this_month": [
        (day(0), "PAK", "visit", "KAZ", "Asim Munir; Kassym-Jomart Tokayev", "Astana, KAZ", BEST)
    ],
    "who_sanctioned_whom_this_year": [(day(0), "European Union", "Russia", None, "energy", 2, SANCTIONS)],
    "which_agreements_were_signed_after_all": [
        (
            "KAZ; UZB", "treaty", "Treaty of Friendship", day(-60), day(-10), 50,
            "Kazakhstan and Uzbekistan signed a Treaty of Friendship.",
        )
    ],
    "who_is_foreign_minister": [
        ("Yermek Kosherbayev", day(-5), day(-5), 1, "foreign_minister of KAZ: Yermek Kosherbayev"),
        ("Murat Nurtleu", day(-300), day(-200), 2, "foreign_minister of KAZ: Murat Nurtleu"),
    ],
    "whose_relations_got_worse": [
        ("India", "Pakistan", Decimal(1), Decimal(1), Decimal("1.0"), Decimal("-4.4"), Decimal("-5.4"))
    ],
    "where_did_the_head_of_state_go": [
        (day(-40), day(-40), "China", "Kassym-Jomart Tokayev; Xi Jinping", "Beijing, CHN", "occurred")
    ],
    "what_is_new_between_two": [
        (
            day(0), "CONSULT", "visit", "occurred", "Pakistan", "Kazakhstan", BEST, "ru",
            "https://agency.example/04274a2c",
        )
    ],
    "which_claims_are_disputed": [
        (
            day(-7), "ASSAULT", "Azerbaijan", "Armenia", "Armenian Wire", "Azeri Wire",
            "Baku denied that it had shelled a village in Armenia.",
        )
    ],
    "who_reports_first": [("Agency", 2, Decimal("2.5")), ("Armenian Wire", 1, Decimal("2.0"))],
    "what_is_told_in_most_languages": [
        (day(0), "CONSULT", "visit", "Pakistan", "Kazakhstan", 3, "en ru ur", 3, BEST),
        (day(0), "SANCTION", None, "European Union", "Russia", 2, "de ru", 2, SANCTIONS),
        (day(-7), "ASSAULT", None, "Azerbaijan", "Armenia", 1, "en", 2, "Azerbaijan shelled a village in Armenia."),
        (
            day(-15), "AID", None, "Kazakhstan", "Afghanistan", 1, "en", 1,
            "Kazakhstan sent doctors and medicine to Afghanistan.",
        ),
        (day(-20), "THREATEN", None, "India", "Pakistan", 1, "en", 1, "India threatened Pakistan with a blockade."),
    ],
    "in_which_languages_is_a_dyad_told": [(language, 1, 1, 1, day(0)) for language in ("en", "ru", "ur")],
    "search_in_russian": [
        (
            day(0), "Agency", "ЕС о России",
            "ЕС о России Евросоюз ввёл пакет новых ⟦санкций⟧ против России. Товарооборот упал",
        )
    ],
    "whom_does_a_person_deal_with": [("Kassym-Jomart Tokayev", "KAZ", 1, 1, 0, day(0))],
    "which_visits_are_planned": [
        (
            day(10), "visit", "planned", "Uzbekistan", "Kazakhstan", "Shavkat Mirziyoyev", "",
            "Shavkat Mirziyoyev will visit Kazakhstan.",
        )
    ],
    "who_aids_whom_with_what": [("Kazakhstan", "Afghanistan", 2, "health; humanitarian", day(-15))],
}  # fmt: skip


def test_there_are_fifteen_questions_and_each_says_what_it_asks() -> None:
    assert set(QUERIES) == set(ANSWERS)
    assert len(QUERIES) == 15
    for path in QUERIES.values():
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("-- ")
        assert "?" in first


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_each_question_is_answered(newsroom: extensions.connection, name: str) -> None:
    expected = ANSWERS[name]
    if name == "who_sanctioned_whom_this_year":
        expected = [row for row in expected if str(row[0])[:4] == str(TODAY.year)]
    assert rows(newsroom, QUERIES[name].read_text(encoding="utf-8")) == expected


def found(connection: extensions.connection, query: str, *rest: object) -> list[str]:
    """Titles of the articles that a search answers, in their order."""
    places = ", ".join(["%s"] * (1 + len(rest)))
    answer = rows(connection, f"select title from report.search_articles({places})", query, *rest)  # noqa: S608
    return [str(title) for (title,) in answer]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("sanction", ["Washington weighs sanctions"]),  # any form; German has its own rules
        ("Sanktion", ["EU-Sanktionen"]),
        ("санкция", ["ЕС о России"]),
        ('"Treaty of Friendship" -intended', ["Treaty signed"]),
        ("习近平", ["习近平会见客人"]),
        ("贸易问题 外国", ["习近平会见客人"]),
        ("北", ["习近平会见客人"]),  # a single sign
        ("京北", []),  # both signs, not in this order
        ("آستانہ", ["عاصم منیر آستانہ میں"]),
        ("blockade", ["<b>Hostile</b> markup", "Threat at the border"]),
        ("-blockade", []),
        ("", []),
        (" \t'", []),
        ("'; drop table news.article; --", []),
        ("& | ! ( ) :* <-> \\ ''' %", []),
        ("😀😀", []),
        ("x" * 5000, []),
        ("习" * 5000, []),
    ],
)
def test_search_in_every_script_whatever_is_typed(
    newsroom: extensions.connection, query: str, titles: list[str]
) -> None:
    assert found(newsroom, query) == titles


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Asim Monir", ("Asim Munir", "PAK", "Asim Munir")),
        ("МУНИР", ("Asim Munir", "PAK", "Асим Мунир")),
        ("Асим Мунира", ("Asim Munir", "PAK", "Асим Мунир")),
        ("Tokaev", ("Kassym-Jomart Tokayev", "KAZ", "Kassym-Jomart Tokayev")),
        ("  kassym-jomart  ", ("Kassym-Jomart Tokayev", "KAZ", "Kassym-Jomart Tokayev")),
    ],
)
def test_persons_are_found_by_what_their_names_are_alike_in(
    newsroom: extensions.connection, query: str, first: tuple[object, ...]
) -> None:
    answer = rows(newsroom, "select person_name, party_code, spelling from report.search_persons(%s)", query)
    assert answer[:1] == [first]


@pytest.mark.parametrize("query", ["", "  ", "as", "Tokyo", "%", "'; drop table news.person; --", "x" * 5000, "😀😀😀"])
def test_nobody_is_found_by_what_is_like_no_name(newsroom: extensions.connection, query: str) -> None:
    assert rows(newsroom, "select person_id from report.search_persons(%s)", query) == []


def test_a_person_is_found_once_and_with_all_articles(newsroom: extensions.connection) -> None:
    query = "select count(*), count(distinct person_id), max(articles) from report.search_persons('Asim Munir')"
    assert rows(newsroom, query) == [(1, 1, 2)]


def test_articles_that_spell_a_name_otherwise_come_after_the_words(newsroom: extensions.connection) -> None:
    query = "select title, found_by, snippet from report.search_articles(%s) order by rank desc, title"
    by_words, by_name = rows(newsroom, query, "Munir")
    assert by_words[:2] == ("Munir in Astana", "words")
    assert by_name[:2] == ("Мунир в Астане", "name")
    assert "Командующий армией Пакистана ⟦Асим Мунир⟧ прибыл в Астану." in str(by_name[2])
    assert [row[1] for row in rows(newsroom, query, "Asim Monir")] == ["name", "name"]
    assert rows(newsroom, query, '"Asim Monir"') == []
    assert rows(newsroom, query, "Asim Monir -Astana") == []
    narrowed = "select title from report.search_articles('Asim Monir', %s, %s, %s)"
    assert rows(newsroom, narrowed, "ru", day(0), day(0)) == [("Мунир в Астане",)]
    assert rows(newsroom, narrowed, "ru", day(1), None) == []


def test_search_within_a_language_and_days(newsroom: extensions.connection) -> None:
    assert found(newsroom, "blockade", "en", day(-3), day(0)) == ["<b>Hostile</b> markup"]
    assert found(newsroom, "blockade", "en", day(-30), day(-3)) == ["Threat at the border"]
    assert found(newsroom, "blockade", "ru") == []
    assert found(newsroom, "blockade", "nonsense") == []
    assert len(found(newsroom, "blockade", None, None, None, 1)) == 1


def test_snippets_are_plain_text_with_marks_of_ours_alone(newsroom: extensions.connection) -> None:
    query = "select snippet from report.search_articles('blockade', null, %s)"
    ((snippet,),) = rows(newsroom, query, day(-3))
    assert "⟦blockade⟧" in str(snippet)
    assert "\x1b" not in str(snippet)
    assert str(snippet).count("⟦") == 1


def test_a_found_article_leads_to_its_incidents(newsroom: extensions.connection) -> None:
    query = """select incident.type, incident.actor_party from report.search_articles('blockade') as found
        inner join report.incident on incident.incident_id = any(found.incident_ids)"""
    assert rows(newsroom, query) == [("THREATEN", "IND")]


def test_every_text_search_configuration_is_there_on_every_server(newsroom: extensions.connection) -> None:
    query = """select configuration from ref.text_search where configuration <> 'bigrams' and not exists (
        select from pg_ts_config where cfgname = configuration)"""
    assert rows(newsroom, query) == []
