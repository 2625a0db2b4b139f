"""`make bench`: what it measures is the whole work, and the limit of loading is the very same rows."""

from contextlib import closing

import pytest

from bench import copying
from bench.crew import Crew
from bench.material import texts
from bench.wrapping import LATIN, MANY, SINGLE, wrapped
from etl.formats import read_articles
from etl.model import Article
from etl.warehouse.database import connect
from tests.warehouse.builders import fetch


@pytest.mark.parametrize("name", [*SINGLE, *MANY])
def test_every_format_holds_the_articles_that_are_timed(name: str) -> None:
    made = texts(3, LATIN if name == "PDF" else None)
    file, data = wrapped(name, made)
    found = [item for each in data for item in read_articles(each, f"bench:{file}")]
    assert [type(item) for item in found] == [Article] * len(made)


def _doubled(share: list[int]) -> tuple[list[int], int]:
    return [2 * number for number in share], len(share)


def test_processes_work_on_their_own_share_and_a_fault_in_one_is_told() -> None:
    with Crew(2) as crew:
        assert crew.prepare(_doubled, [[1, 2], [3]]) == [2, 1]
        one, both = crew.run(sum, [0]), crew.run(sum, [0, 1])
        assert (one.right, both.right, both.answers) == (6, 12, (6, 6))
        with pytest.raises(RuntimeError, match="TypeError"):
            crew.run(abs, [1])


def test_tables_are_copied_behind_those_that_they_refer_to(database_url: str) -> None:
    with closing(connect(database_url)) as connection:
        order = copying._order(connection)
        references = fetch(
            connection,
            """select conrelid::regclass::text, confrelid::regclass::text from pg_constraint
            where contype = 'f' and conrelid <> confrelid and connamespace = 'news'::regnamespace""",
        )
    inside = [(str(table), str(target)) for table, target in references if target in order]
    assert len(inside) > 20
    assert all(order.index(target) < order.index(table) for table, target in inside)
