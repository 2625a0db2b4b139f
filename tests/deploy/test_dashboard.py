"""The sample dashboard: whole, without panels over one another, and every query in it answered by what it asks."""

import json
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from airflow.sdk._shared.observability.metrics.metrics_registry import MetricsRegistry

from etl.scheduling.metrics import METRICS
from etl.settings import PROJECT_ROOT
from etl.warehouse import embedded
from tests.conftest import temporary_database
from tests.warehouse.test_migrations import account, as_user, ask

BOARD: dict[str, Any] = json.loads((PROJECT_ROOT / "deploy" / "grafana" / "dyadwire.json").read_text(encoding="utf-8"))
PANELS: list[dict[str, Any]] = BOARD["panels"]
WIDTH = 24  # columns of Grafana's grid
_TIME_FILTER = re.compile(r"\$__timeFilter\((\w+)\)")

A_RED_NIGHT = """
with run as (
    insert into ops.run (run_key, state, finished_at, found, quarantined, detail)
    values ('night', 'failed', now(), 1, 1, 'more files quarantined than allowed') returning run_id),
file as (
    insert into ops.source_file (uri, size_bytes, state, reason_code, detail, run_id, finished_at)
    select 'file:///a.json', 1, 'quarantined', 'malformed', 'cut off', run_id, now() from run
    returning source_file_id, run_id),
fault as (
    insert into ops.check_result (run_id, check_name, severity, row_count, message, remedy)
    select run_id, 'quarantine_share', 'error', 1, 'too many', 'look' from run)
insert into ops.quarantine (source_file_id, reason_code, detail, run_id)
select source_file_id, 'malformed', 'cut off', run_id from file returning quarantine_id"""


def _targets(kind: str) -> list[tuple[str, str]]:
    """Title of the panel and query, of all targets with a query of this kind (``rawSql``, ``expr``)."""
    return [(panel["title"], target[kind]) for panel in PANELS for target in panel["targets"] if kind in target]


def test_panels_have_their_own_numbers_and_places() -> None:
    assert len({panel["id"] for panel in PANELS}) == len(PANELS) >= 10
    assert len({panel["title"] for panel in PANELS}) == len(PANELS)
    for panel in PANELS:
        place = panel["gridPos"]
        assert place["w"] > 0 and place["h"] > 0 and place["x"] >= 0 and place["x"] + place["w"] <= WIDTH
    for one, other in combinations((panel["gridPos"] for panel in PANELS), 2):
        beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        above = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert beside or above, (one, other)


def test_sources_are_chosen_by_variables() -> None:
    variables = {variable["name"]: variable["query"] for variable in BOARD["templating"]["list"]}
    for panel in PANELS:
        for one in (panel, *panel["targets"]):
            name = one["datasource"]["uid"].removeprefix("${").removesuffix("}")
            assert one["datasource"] == {"type": variables[name], "uid": f"${{{name}}}"}


@pytest.fixture(scope="module")
def reader(server: embedded.Server) -> Iterator[str]:
    """A warehouse after a red night, as a login of the role ``dyadwire_reader`` finds it."""
    with temporary_database(server) as url, account(server, "test_grafana", "in role dyadwire_reader") as login:
        assert ask(url, A_RED_NIGHT) == [(1,)]
        yield as_user(url, login)


@pytest.mark.parametrize(("title", "query"), _targets("rawSql"), ids=[title for title, _ in _targets("rawSql")])
def test_every_query_of_the_warehouse_runs_as_the_reader(reader: str, title: str, query: str) -> None:
    asked = _TIME_FILTER.sub(r"\1 between now() - interval '30 days' and now()", query)
    assert "$" not in asked, "another macro of Grafana's"
    assert len(ask(reader, asked)) == 1


def test_every_metric_is_one_that_is_sent() -> None:
    """Gauges keep their name on the way through OTLP to Prometheus, counters get ``_total``; dots become ``_``."""
    ours = {f"airflow_{metric.name.replace('.', '_')}" for metric in METRICS}
    registry = MetricsRegistry()  # type: ignore[no-untyped-call]
    asked = {name for _, query in _targets("expr") for name in re.findall(r"\bairflow_\w+", query)}
    assert ours <= asked
    for name in asked - ours:
        sent = name.removeprefix("airflow_").removesuffix("_total")
        known = registry.get(sent) or registry.get(sent.replace("executor_", "executor."))
        assert known is not None, name
        assert known["type"] == ("counter" if name.endswith("_total") else "gauge")


def test_every_metric_is_asked_by_its_own_tag() -> None:
    for metric in METRICS:
        queries = [query for _, query in _targets("expr") if f"airflow_{metric.name.replace('.', '_')}[" in query]
        assert queries
        by = f"by ({metric.tag})" if metric.tag else "max("
        assert all(by in query for query in queries)
