"""``--where``: what is understood, what is refused, and that nothing of it is ever run as SQL."""

import json

import pytest

from etl.errors import ConfigurationError
from etl.reporting.exports.conditions import Condition, parse_condition
from tests.reporting.exports.conftest import HOSTILE, Export


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a_party=KAZ", ("a_party", "=", "KAZ")),
        (" a_party = KAZ ", ("a_party", "=", "KAZ")),
        ("n>=-3", ("n", ">=", "-3")),
        ("n<>3", ("n", "!=", "3")),
        ("n!=", ("n", "!=", "")),
        ("title~^=1", ("title", "~", "^=1")),
        ("title!~a=b", ("title", "!~", "a=b")),
        ("evidence~two\nlines", ("evidence", "~", "two\nlines")),
    ],
)
def test_parts_of_a_condition(text: str, parts: tuple[str, str, str]) -> None:
    assert parse_condition(text) == Condition(*parts)


@pytest.mark.parametrize(
    "text", ["", "a_party", "=KAZ", "a_party==KAZ", "n>", "name~", "a b=c", "a.b=c", '"a"=c', "n*3"]
)
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write COLUMN OPERATOR VALUE"):
        parse_condition(text)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ([], [1, 2, 3]),
        (["row_id=2"], [2]),
        (["row_id!=2"], [1, 3]),
        (["row_id>1", "row_id<3"], [2]),
        (["row_id>=2"], [2, 3]),
        (["row_id<=1"], [1]),
        (["found_date>=2026-01-01"], [1]),
        (["found_at<2026-03-01T07:00:01Z"], [1, 2]),
        (["is_true=yes"], [1]),
        (["name~^Nur"], [1]),
        (["name!~^Nur"], [2]),
        (["found_date~^2026-03"], [1]),
        (["languages=kk"], [1]),
        (["languages!=kk"], [2]),
        (["person_ids=8"], [1]),
        (["whole="], [2, 3]),
        (["name!="], [1, 2]),
        (["sum=1.25"], [2]),
        ([f"name= {HOSTILE}"], [2]),
        (["name=' or true --"], []),
        (["name='; drop view report.dyad; --"], []),
        (["name=%s %(x)s %"], []),
    ],
)
def test_rows_that_meet_all_conditions(export: Export, where: list[str], found: list[int]) -> None:
    assert [json.loads(line)["row_id"] for line in export("jsonl", where).splitlines()] == found


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("nothing=1", "no column 'nothing' for --where; there are row_id, whole"),
        ("found_date=soon", "'soon' is none of type date, which found_date is of"),
        ("row_id=1 or 1=1", "'1 or 1=1' is none of type bigint"),
        ("person_ids=x", "'x' is none of type bigint"),
        ("name~(", "'\\(' is no regular expression"),
        ("languages>de", "by = or !="),
    ],
)
def test_what_the_user_can_put_straight_is_said(export: Export, where: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        export("csv", [where])


@pytest.mark.parametrize("view", ["none", "pg_class", "news.event", 'dyad"; drop view report.dyad; --', ""])
def test_views_are_those_of_the_catalogue(export: Export, view: str) -> None:
    with pytest.raises(ConfigurationError, match=r"there are agreement, .*, every_type, .*quarantine"):
        export("csv", view=view)
