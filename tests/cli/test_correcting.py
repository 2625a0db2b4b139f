"""``dyadwire correct``: what an analyst does on the command line, from ingest to labels that judge extraction."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from psycopg2 import extensions

from etl.settings import PROJECT_ROOT
from etl.warehouse.database import connect
from tests.cli.conftest import Run
from tests.gold.corrected import judge, read
from tests.warehouse.builders import fetch

ARTICLE = PROJECT_ROOT / "seeds" / "articles" / "en" / "200_uzbek_minister_in_islamabad.txt"
WHY = ("--reason", "the third paragraph says so")


@pytest.fixture
def opened(database_url: str) -> Iterator[extensions.connection]:
    with closing(connect(database_url)) as connection:
        connection.autocommit = True
        yield connection


@pytest.fixture
def at_warehouse(dyadwire: Run, database_url: str) -> Run:
    run: Run = lambda *args: dyadwire(*args, settings={"DYADWIRE_DATABASE_URL": database_url})  # noqa: E731
    assert run("ingest", ARTICLE).returncode == 0
    return run


def test_a_fact_is_put_right_listed_exported_and_put_back(
    at_warehouse: Run, opened: extensions.connection, tmp_path: Path
) -> None:
    before = _told(opened)
    ((visit,),) = fetch(opened, "select event_id from report.event where mode = 'visit' and status = 'occurred'")
    ((agreed,),) = fetch(opened, "select min(event_id) from report.event where type = 'AGREE'")
    for number, command in enumerate(
        (("date", visit, *WHY, "--", "--02-12"), ("status", visit, "denied", *WHY), ("reject", agreed, *WHY),
         ("party", visit, "actor", "KAZ", *WHY)), start=1,
    ):  # fmt: skip
        done = at_warehouse("correct", "event", *map(str, command))
        assert (done.returncode, done.stdout) == (0, f"correction {number}\n"), done.stderr
    assert fetch(opened, "select a_party, b_party, status, date_text from news.incident where mode = 'visit'"
                         " and status = 'denied'") == [("KAZ", "PAK", "denied", "--02-12")]  # fmt: skip
    assert fetch(opened, "select 1 from report.event where event_id = %s", agreed) == []

    lines = [line.split("\t") for line in at_warehouse("correct", "list").stdout.splitlines()]
    assert [line[:3] for line in lines] == [
        ["4", "in_force", "event_party"], ["3", "in_force", "reject_event"], ["2", "in_force", "event_status"],
        ["1", "in_force", "event_date"],
    ]  # fmt: skip
    assert lines[0][4:6] == ["UZB", "KAZ"]
    assert at_warehouse("correct", "list", "--state", "undone").stdout == ""

    export = tmp_path / "labels.jsonl"
    export.write_text(at_warehouse("correct", "export").stdout, encoding="utf-8")
    met = judge(read(export))["en", "events"]
    assert (met.labels, met.met) == (3, 0)  # by today's rules all of it is wrong, or nobody had put it right

    for number in "1234":
        assert at_warehouse("correct", "undo", number, "--reason", "a test").returncode == 0
    assert _told(opened) == before
    assert at_warehouse("correct", "export", "--format", "jsonl").stdout == ""


def _told(connection: extensions.connection) -> list[tuple[object, ...]]:
    return fetch(
        connection,
        "select to_jsonb(e) from news.event as e union all select to_jsonb(i) - 'incident_id' from news.incident as i"
        " order by 1",
    )


def test_persons_are_merged_and_parted(at_warehouse: Run, opened: extensions.connection) -> None:
    ((one, alias), (other, from_alias)) = fetch(
        opened, "select person_id, alias_id from news.person_alias where party_code = 'PAK' order by alias_key limit 2"
    )
    done = at_warehouse("correct", "persons", "merge", str(one), str(other), *WHY)
    assert (done.returncode, done.stdout) == (0, "correction 1\n"), done.stderr
    assert fetch(opened, "select count(distinct person_id) from news.person_alias where alias_id in (%s, %s)",
                 alias, from_alias) == [(1,)]  # fmt: skip
    refused = at_warehouse("correct", "persons", "part", str(alias), str(from_alias), *WHY)
    assert refused.returncode == 2
    assert "correction 1 makes them one" in " ".join(refused.stderr.split())
    assert at_warehouse("correct", "undo", "1", *WHY).returncode == 0
    assert at_warehouse("correct", "persons", "part", str(alias), str(from_alias), *WHY).stdout == "correction 2\n"


def test_what_cannot_be_is_told_with_the_remedy(at_warehouse: Run, opened: extensions.connection) -> None:
    for arguments, said in (
        (("event", "reject", "0", *WHY), "there is no event 0. report.event has their numbers"),
        (("event", "status", "1", "rumoured", *WHY), "'rumoured' is no status"),
        (("event", "date", "1", "soon", *WHY), "'soon' is no date"),
        (("event", "party", "1", "host", "PAK", *WHY), "'host' is not one of"),
        (("event", "reject", "1"), "--reason"),
        (("event", "reject", "1", "--reason", " "), "needs a reason"),
        (("agreement", "reject", "0", *WHY), "there is no agreement 0"),
        (("undo", "7", *WHY), "there is no correction 7"),
    ):
        done = at_warehouse("correct", *arguments)
        words = " ".join(done.stderr.replace("│", " ").split())
        assert done.returncode == 2, (arguments, done.stderr)
        assert said in words, (arguments, words)
    assert fetch(opened, "select count(*) from news.correction") == [(0,)]
