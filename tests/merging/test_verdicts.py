"""What analysts say of who is one person, put together: chains, circles, contradictions, and ranks."""

import random

from etl.merging.persons import Alias
from etl.merging.verdicts import NONE, Verdict, weigh


def one(key: str, other: str) -> Verdict:
    return Verdict(key, other, is_one=True)


def two(key: str, other: str) -> Verdict:
    return Verdict(key, other, is_one=False)


def alias(key: str, articles: int) -> Alias:
    return Alias(key, (key,), (key,), articles)


def test_who_is_merged_hangs_on_the_other_by_way_of_others_too() -> None:
    said = weigh([one("a", "b"), one("b", "c")])
    assert said.into == {"a": "b", "b": "c"}
    assert [said.stand_in(key) for key in "abcd"] == ["c", "c", "c", "d"]


def test_no_circle_closes() -> None:
    said = weigh([one("a", "b"), one("b", "c"), one("c", "a")])
    assert said.into == {"a": "b", "b": "c"}


def test_who_is_merged_twice_makes_all_three_one() -> None:
    said = weigh([one("a", "b"), one("a", "c")])
    assert {said.stand_in(key) for key in "abc"} == {"c"}


def test_who_is_parted_from_one_is_parted_from_all_that_are_made_one_with_it() -> None:
    said = weigh([one("a", "b"), two("a", "z"), one("z", "y")])
    assert said.apart == {"b": {"y"}, "y": {"b"}}


def test_a_parting_of_what_is_one_says_nothing() -> None:
    assert weigh([one("a", "b"), two("a", "b")]).apart == {}


def test_those_merged_rank_below_those_that_they_are_merged_into() -> None:
    aliases = {key: alias(key, articles) for key, articles in {"a": 9, "b": 1, "c": 2, "d": 5}.items()}
    pooled = weigh([one("a", "b"), one("b", "c")]).pooled(aliases)
    ranked = sorted(pooled.values(), key=lambda a: a.rank, reverse=True)
    assert [a.key for a in ranked] == ["c", "b", "a", "d"]
    assert NONE.pooled(aliases) == aliases


def test_whatever_is_said_the_merged_rank_below_and_nobody_is_parted_from_themselves() -> None:
    chance = random.Random(3)  # noqa: S311  # reproducible, not secret
    for _ in range(300):
        aliases = {key: alias(key, chance.randrange(4)) for key in "abcdef"}
        said = weigh(chance.choice((one, one, two))(*chance.sample("abcdef", 2)) for _ in range(6))
        pooled = said.pooled(aliases)
        assert all(pooled[key].rank < pooled[above].rank for key, above in said.into.items())
        assert all(key not in others for key, others in said.apart.items())
        assert not said.into.keys() & said.apart.keys()
