"""What happens while a reprocessing works or waits: articles, copies and versions come, corrections, deletions."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial

import pytest

from etl import pipeline, reprocessing
from etl.extraction import extract
from etl.formats.text import content_id
from etl.language import identify
from etl.model import Extraction
from etl.reading import supervised
from etl.reading.supervised import Supervised
from etl.reprocessing import Chosen
from etl.settings import Settings
from etl.warehouse.database import connect
from etl.warehouse.reprocessing.comparison import keep_compared, waiting
from tests.conftest import temporary_database
from tests.reading.faulty_worker import RAISES
from tests.reprocessing.aging import compare_all, files, fill, follow, write
from tests.reprocessing.conftest import Ready
from tests.warehouse import natural_keys
from tests.warehouse.builders import BuiltFile, fetch, load, load_one


def _arriving() -> list[BuiltFile]:
    """Earlier copies of two texts, another version at an address, and a text that nobody had."""
    found = [file.extractions[0] for file in files()[1]]
    (call,) = (f for f in found if f.article.url and f.article.url.endswith("athens-ankara-call"))
    visit = found[-6]
    version = f"{call.article.text}\nThe two spoke for an hour."
    new = "Visit\n\nThe president of Kazakhstan met the president of Pakistan in Astana on 3 May 2026."
    return [
        _file("copy", call, source="Earlier", url="https://earlier.example/1", published_at="2026-03-10"),
        _file("other", visit, source="First", url="https://first.example/1", published_at="2026-01-02"),
        _file("version", call, text=version, content_id=content_id(version), published_at="2026-03-18"),
        _file("new", call, title="Visit", text=new, content_id=content_id(new), url=None, published_at="2026-05-04"),
    ]  # fmt: skip


def _file(name: str, found: Extraction, **fields: object) -> BuiltFile:
    article = replace(found.article, uri=f"file:///{name}", published_basis="metadata", **fields)  # type: ignore[arg-type]
    return BuiltFile(article.uri, (extract(article, identify(article.text)),))


@pytest.fixture(scope="module")
def arriving() -> list[BuiltFile]:
    return _arriving()


@pytest.fixture(scope="module")
def expected(ready: Ready, arriving: list[BuiltFile]) -> dict[str, list[str]]:
    """What the rules of now make of all of it."""
    with temporary_database(ready.server) as url:
        fill(url, [*files()[1], *arriving])
        return natural_keys.rows(url)


def test_what_was_loaded_between_showing_and_writing_stays(
    ready: Ready, compared_url: str, arriving: list[BuiltFile], expected: dict[str, list[str]]
) -> None:
    with closing(connect(compared_url)) as connection:
        load(connection, arriving)
    counts = write(compared_url, ready.number)
    assert counts["outdated"] == 2  # made anew by the loader, with the rules of now
    assert counts["applied"] == len(ready.expected["news.article"]) - 2
    assert natural_keys.rows(compared_url) == expected


def test_loaders_and_mergers_at_the_same_time(
    ready: Ready, compared_url: str, arriving: list[BuiltFile], expected: dict[str, list[str]]
) -> None:
    settings = Settings(database_url=compared_url)
    batches = reprocessing.batches_to_apply(settings, ready.number)
    assert len(batches) > 2

    def arrive(file: BuiltFile) -> dict[str, int]:
        with closing(connect(compared_url)) as connection:
            load_one(connection, file)
        return pipeline.merge_night(settings)

    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(reprocessing.apply_batch, settings, batch) for batch in batches]
        done += [pool.submit(arrive, file) for file in arriving]
        for each in done:
            each.result(60)
    follow(compared_url)
    assert natural_keys.rows(compared_url) == expected


def test_an_article_that_is_made_anew_while_it_is_extracted_waits(
    ready: Ready, old_url: str, arriving: list[BuiltFile]
) -> None:
    settings = Settings(database_url=old_url)
    number = reprocessing.begin_reprocessing(settings, "test", Chosen(languages=("en",)))
    with closing(connect(old_url)) as connection:
        taken = waiting(connection, number, 0, 2**40, 100)
        load(connection, arriving[:1])
        (made_anew,) = (
            each for each in taken if each.article.content_id == arriving[0].extractions[0].article.content_id
        )
        found = extract(made_anew.article, identify(made_anew.article.text))
        others = [(each, found) for each in taken if each is not made_anew][:1]
        assert keep_compared(connection, number, [(made_anew, found), *others]).total() == 1
        again = waiting(connection, number, 0, 2**40, 100)
    (now,) = (each for each in again if each.article_id == made_anew.article_id)
    assert now.article.published_at == "2026-03-10" != made_anew.article.published_at


def test_corrections_stay(ready: Ready, compared_url: str) -> None:
    """Of what stays, moves and changes: applied to what the rules of now say, and undone they leave that."""
    with closing(connect(compared_url)) as connection:
        altered = """select e.event_id, e.status from news.event as e inner join ops.reprocessing_change as c
            on e.article_id = c.article_id and c.kind = 'event' and c.change = 'altered' and 'status' = any(c.reasons)
            and c.before ->> 'evidence_start' = e.evidence_start::text and c.before ->> 'type' = e.type
            and c.before ->> 'status' = e.status and c.before ->> 'mode' is not distinct from e.mode limit 1"""
        ((told, status),) = fetch(connection, altered)
        assert status == "possible"
        ((kept,),) = fetch(connection, "select news.set_event_status(%s, 'denied', 'it was denied')", told)
        others = """select min(e.event_id) from news.event as e inner join ops.reprocessing_change as c
            on e.article_id = c.article_id and c.kind = 'article' and c.reasons = '{order}'"""
        ((ordered,),) = fetch(connection, others)
        ((rejected,),) = fetch(connection, "select news.reject_event(%s, 'there was none')", ordered)
    write(compared_url, ready.number)
    with closing(connect(compared_url)) as connection:
        assert fetch(connection, "select state from report.correction") == [("in_force",)] * 2
        by = "select e.status, e.is_rejected, e.extracted ->> 'status' from news.corrected_fact as f" \
            " inner join news.event as e using (event_id) where correction_id = %s"  # fmt: skip
        ((now, is_rejected, extracted),) = fetch(connection, by, kept)
        assert (now, is_rejected) == ("denied", False)
        assert extracted not in (None, "possible")
        assert fetch(connection, by, rejected)[0][1] is True
        assert fetch(connection, "select from report.incident_evidence where event_id in"
                                 " (select event_id from news.event where is_rejected)") == []  # fmt: skip
        for number in (kept, rejected):
            fetch(connection, "select news.undo_correction(%s, 'to see what is below')", number)
    follow(compared_url)
    with closing(connect(compared_url)) as connection:
        connection.autocommit = True
        connection.cursor().execute("alter table news.correction disable trigger user; delete from news.correction")
    assert natural_keys.rows(compared_url) == ready.expected


def test_a_correction_that_finds_its_fact_no_more_is_told_of(ready: Ready, compared_url: str) -> None:
    with closing(connect(compared_url)) as connection:
        lost = """select e.event_id from news.event as e inner join ops.reprocessing_change as c using (article_id)
            where c.change = 'lost' and c.kind = 'event' and e.type = c.type
            and e.evidence_start::text = c.before ->> 'evidence_start' limit 1"""
        ((event,),) = fetch(connection, lost)
        fetch(connection, "select news.reject_event(%s, 'there was none')", event)
    counts = write(compared_url, ready.number)
    assert counts["unmatched"] == 1


def test_an_article_that_is_gone_is_left_out(ready: Ready, compared_url: str) -> None:
    with closing(connect(compared_url)) as connection:
        fetch(
            connection,
            "delete from news.article where article_id = (select min(article_id) from news.article) returning 1",
        )
    counts = write(compared_url, ready.number)
    assert (counts["outdated"], counts["failed"], counts["changed"]) == (1, 0, 0)


def test_rows_that_are_refused_cost_no_other_article(ready: Ready, compared_url: str) -> None:
    with closing(connect(compared_url)) as connection:
        ((number,),) = fetch(
            connection,
            """update ops.reprocessing_article set extraction = replace(extraction::text, '"CONSULT"', '"GREET"')::jsonb
            where article_id = (select min(article_id) from ops.reprocessing_change where kind = 'event'
                and type = 'CONSULT' and change = 'altered') returning article_id""",
        )
        before = fetch(connection, "select * from news.event where article_id = %s order by 1", number)
    counts = write(compared_url, ready.number)
    assert (counts["failed"], counts["applied"]) == (1, len(ready.expected["news.article"]) - 1)
    with closing(connect(compared_url)) as connection:
        assert fetch(connection, "select * from news.event where article_id = %s order by 1", number) == before
        ((reason, detail),) = fetch(
            connection, "select reason_code, detail from ops.reprocessing_article where state = 'failed'"
        )
        assert reason == "internal_error"
        assert "its rows were refused" in str(detail)


def test_an_article_that_cannot_be_extracted_costs_no_other(old_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(connect(old_url)) as connection:
        query = "update news.article set text = text || %s where article_id = %s returning article_id"
        ((first,),) = fetch(connection, "select min(article_id) from news.article where language_code = 'de'")
        fetch(connection, query, f"\n{RAISES}", first)
    monkeypatch.setattr(supervised, "Supervised", partial(Supervised, module="tests.reading.faulty_worker"))
    settings = Settings(database_url=old_url)
    number = reprocessing.begin_reprocessing(settings, "test", Chosen(languages=("de",)))
    compare_all(old_url, number)
    _, counts = reprocessing.what_changes(settings, number)
    assert counts["failed"] == 1
    assert counts["same"] + counts["changed"] >= 2
    with closing(connect(old_url)) as connection:
        assert fetch(
            connection, "select article_id, reason_code from ops.reprocessing_article where state = 'failed'"
        ) == [(first, "internal_error")]
