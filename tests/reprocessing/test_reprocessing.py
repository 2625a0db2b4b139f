"""Articles extracted again: shown without a trace, then written as shown, as if loaded by the rules of now."""

from contextlib import closing
from datetime import date

import pytest

from etl import reprocessing
from etl.errors import ConfigurationError
from etl.extraction import rules_version
from etl.reprocessing import Chosen
from etl.settings import Settings
from etl.warehouse.database import connect
from etl.warehouse.reports import index_articles
from tests.reprocessing.aging import OLD_RULES, compare, write
from tests.reprocessing.conftest import Ready
from tests.warehouse import natural_keys
from tests.warehouse.builders import fetch
from tests.warehouse.test_migrations import account, as_user

NOTES = ("ops.unmerged", "ops.unlinked", "ops.uncounted", "ops.unmerged_agreement", "ops.unsettled")


def ask(url: str, query: str, *values: object) -> list[tuple[object, ...]]:
    with closing(connect(url)) as connection:
        return fetch(connection, query, *values)


def counted(url: str, query: str, *values: object) -> dict[object, object]:
    """Rows of two columns: what, and how often."""
    return {row[0]: row[1] for row in ask(url, query, *values)}


def told(url: str) -> list[tuple[object, ...]]:
    """Each event that an article tells, without its number."""
    return ask(url, """select content_id, type, mode, actor_party, recipient_party, status, date_text, evidence_start
        from news.event inner join news.article using (article_id) order by event::text""")  # fmt: skip


def test_showing_changes_nothing(ready: Ready, old_url: str, compared_url: str) -> None:
    assert natural_keys.rows(compared_url) == natural_keys.rows(old_url)
    ids = "select 'a', article_id from news.article union all select 'e', event_id from news.event order by 1, 2"
    assert ask(compared_url, ids) == ask(old_url, ids)
    for table in NOTES:
        assert ask(compared_url, f"select * from {table}") == []  # noqa: S608  # names from above
    assert ask(compared_url, "select state, finished_at from report.reprocessing") == [("compared", None)]


def test_applied_it_is_as_if_loaded_by_the_rules_of_now(ready: Ready, compared_url: str) -> None:
    counts = write(compared_url, ready.number)
    assert counts["applied"] == len(ready.expected["news.article"]) > 15
    assert {state: n for state, n in counts.items() if n} == {"applied": counts["applied"]}
    found = natural_keys.rows(compared_url)
    for relation, rows in ready.expected.items():
        assert found[relation] == rows, relation
    assert all(ready.expected[f"news.{name}"] for name in ("incident", "agreement", "person_alias", "article_words"))
    assert ask(compared_url, "select distinct rules_version from news.event") == [(rules_version(),)]
    assert ask(compared_url, "select count(*) from ops.reprocessing_article where extraction is not null") == [(0,)]


def test_a_loader_has_all_rights_that_it_takes(ready: Ready, compared_url: str) -> None:
    with account(ready.server, "test_reworker", "in role dyadwire_loader") as login:
        counts = write(as_user(compared_url, login), ready.number)
    assert counts["applied"] == len(ready.expected["news.article"])
    assert natural_keys.rows(compared_url)["report.incident"] == ready.expected["report.incident"]


def test_what_is_written_is_what_was_shown(ready: Ready, compared_url: str) -> None:
    before = told(compared_url)
    shown = ask(
        compared_url,
        """select content_id, c.change, c.before, c.after from ops.reprocessing_change as c
        inner join news.article using (article_id) where c.kind = 'event'""",
    )
    assert {how for _, how, _, _ in shown} == {"gained", "lost", "altered"}
    write(compared_url, ready.number)
    names = ("type", "mode", "actor_party", "recipient_party", "status", "date_text", "evidence_start")

    def listed(side: int) -> list[tuple[object, ...]]:
        return [(row[0], *(row[side][name] for name in names)) for row in shown if row[side]]  # type: ignore[index]

    assert sorted([*before, *listed(3)], key=repr) == sorted([*told(compared_url), *listed(2)], key=repr)


def test_a_second_run_shows_nothing(ready: Ready, compared_url: str) -> None:
    write(compared_url, ready.number)
    settings = Settings(database_url=compared_url)
    ((event, status),) = ask(compared_url, "select event_id, status from news.event order by event_id limit 1")
    corrected = "denied" if status != "denied" else "occurred"
    ask(
        compared_url,
        "select news.set_event_status(%s, %s, 'what it was corrected to is no difference')",
        event,
        corrected,
    )
    again = compare(compared_url, run_key="again")
    sums, counts = reprocessing.what_changes(settings, again)
    assert sums == []
    assert counts["same"] == len(ready.expected["news.article"])
    assert reprocessing.batches_to_apply(settings, again) == []
    assert reprocessing.finish_reprocessing(settings, again) == counts
    assert ask(compared_url, "select state from report.reprocessing order by 1") == [("applied",), ("applied",)]
    only_other = reprocessing.begin_reprocessing(settings, "other", Chosen(is_other_rules_only=True))
    assert reprocessing.batches_to_compare(settings, only_other) == []


def test_an_article_of_which_nothing_changes_keeps_its_numbers(ready: Ready, compared_url: str) -> None:
    kept = """select e.event_id from news.event as e inner join ops.reprocessing_article as r using (article_id)
        where r.article_id = any(%s) order by 1"""
    same = [number for (number,) in ask(
        compared_url, "select article_id from ops.reprocessing_article where state = 'same'")]  # fmt: skip
    before = ask(compared_url, kept, same)
    assert before
    write(compared_url, ready.number)
    assert ask(compared_url, kept, same) == before


def test_the_sums_are_those_of_the_changes(ready: Ready, compared_url: str) -> None:
    sums, counts = reprocessing.what_changes(Settings(database_url=compared_url), ready.number)
    assert {row["kind"] for row in sums} == {"event", "agreement", "person", "article"}
    assert {row["language_code"] for row in sums} >= {"de", "en", "und"}
    total = counted(compared_url, "select change, count(*) from report.reprocessing_change group by 1")
    assert {how: sum(row[how] for row in sums) for how in ("gained", "lost", "altered")} == total
    assert counts["changed"] > 10
    ((changed,),) = ask(compared_url, "select changed_articles from report.reprocessing")
    assert changed == counts["changed"]
    quoted = ask(
        compared_url,
        """select evidence_after, left(after::text, 1) from report.reprocessing_change
        where kind = 'event' and change = 'gained' and state = 'changed'""",
    )
    assert quoted
    assert all(len(str(evidence)) > 20 for evidence, _ in quoted)


def _chosen(url: str, chosen: Chosen) -> int:
    settings = Settings(database_url=url)
    number = reprocessing.begin_reprocessing(settings, repr(chosen), chosen)
    return sum(batch["articles"] for batch in reprocessing.batches_to_compare(settings, number))


def test_articles_are_chosen_by_each_condition(old_url: str) -> None:
    def count(condition: str) -> object:
        return ask(old_url, f"select count(*) from news.article as a where {condition}")[0][0]  # noqa: S608

    assert _chosen(old_url, Chosen()) == count("true")
    assert _chosen(old_url, Chosen(languages=("de",))) == count("language_code = 'de'") != 0
    first, last = date(2025, 11, 13), date(2026, 3, 4)  # both are days of an article
    assert _chosen(old_url, Chosen(first_published_on=first)) == count("published_on >= '2025-11-13'")
    assert _chosen(old_url, Chosen(first_published_on=first, last_published_on=last)) == count(
        "published_on between '2025-11-13' and '2026-03-04'"
    )
    both = """(select count(*) from news.article_party as p where p.article_id = a.article_id
        and p.party_code in ('CHE', 'IND')) = 2"""
    assert (
        _chosen(old_url, Chosen(dyads=("in-ch",))) == _chosen(old_url, Chosen(dyads=("CHE-IND",))) == count(both) != 0
    )
    assert _chosen(old_url, Chosen(dyads=("CH-IN",), languages=("en",))) == 0


def test_rules_of_now_are_left_out_where_only_other_rules_are_asked_for(old_url: str) -> None:
    ask(old_url, "update news.article set rules_version = %s where language_code = 'de' returning 1", rules_version())
    number = compare(old_url, Chosen(is_other_rules_only=True))
    write(old_url, number)
    ((left,),) = ask(old_url, "select count(*) from news.event where rules_version = %s", OLD_RULES)
    assert left == ask(
        old_url, "select count(*) from news.event inner join news.article using (article_id) where language_code = 'de'"
    )[0][0]  # fmt: skip
    assert left


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (Chosen(languages=("tlh",)), "there is no language 'tlh'"),
        (Chosen(dyads=("KZ-ZZ",)), "there is no party 'ZZ'"),
        (Chosen(dyads=("KZ",)), "'KZ' is no dyad"),
        (Chosen(dyads=("KZ-KAZ",)), "both are the same party"),
        (Chosen(first_published_on=date(2026, 2, 1), last_published_on=date(2026, 1, 1)), "put the earlier day first"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused(old_url: str, chosen: Chosen, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        reprocessing.begin_reprocessing(Settings(database_url=old_url), "wrong", chosen)
    assert ask(old_url, "select * from ops.reprocessing") == []


def test_it_is_not_gone_on_with_by_other_rules_nor_before_all_is_compared(
    ready: Ready, compared_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(database_url=compared_url)
    begun = reprocessing.begin_reprocessing(settings, "begun", Chosen())
    with pytest.raises(ConfigurationError, match="have not been compared yet"):
        reprocessing.batches_to_apply(settings, begun)
    with pytest.raises(ConfigurationError, match="there is no reprocessing 99"):
        reprocessing.what_changes(settings, 99)
    (batch, *_) = reprocessing.batches_to_apply(settings, ready.number)
    monkeypatch.setattr(reprocessing, "rules_version", lambda: "newer")
    with pytest.raises(ConfigurationError, match="begin a new one"):
        reprocessing.apply_batch(settings, batch)


def test_what_nobody_went_on_with_is_forgotten_after_a_month(ready: Ready, compared_url: str) -> None:
    ask(compared_url, "update ops.reprocessing set touched_at = now() - interval '31 days' returning 1")
    settings = Settings(database_url=compared_url)
    reprocessing.begin_reprocessing(settings, "next", Chosen(languages=("de",)))
    with pytest.raises(ConfigurationError, match="no longer kept"):
        reprocessing.batches_to_apply(settings, ready.number)
    assert ask(compared_url, "select state, articles from report.reprocessing order by 1 desc limit 1") == [
        ("expired", 0)
    ]


def test_words_are_searched_by_the_rules_of_the_new_language(ready: Ready, compared_url: str) -> None:
    by = """select w.configuration, count(*) from news.article_words as w inner join ops.reprocessing_change as c
        using (article_id) where c.kind = 'article' and 'language' = any(c.reasons) group by 1"""
    ((configuration, articles),) = ask(compared_url, by)
    assert configuration == "simple"
    write(compared_url, ready.number)
    assert counted(compared_url, by) in ({"english": articles}, {"german": articles}, {"english": 1, "german": 1})
    with closing(connect(compared_url)) as connection:
        assert index_articles(connection) == 0


def test_where_nothing_is_chosen_nothing_is_done(old_url: str) -> None:
    settings = Settings(database_url=old_url)
    number = reprocessing.begin_reprocessing(settings, "none", Chosen(languages=("zh",)))
    assert reprocessing.batches_to_compare(settings, number) == []
    assert reprocessing.what_changes(settings, number)[0] == []
    assert reprocessing.batches_to_apply(settings, number) == []
    assert reprocessing.finish_reprocessing(settings, number)["applied"] == 0
    assert ask(old_url, "select state from report.reprocessing") == [("applied",)]
