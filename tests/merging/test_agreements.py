"""Which tellings mean one instrument: what was signed within days, with the plans before it and its fate after it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.merging.agreements import STAGES, Telling, merge

DAY = date(2026, 3, 10)


def telling(name: str, status: str = "signed", days: int | None = 0, **fields: object) -> Telling:
    told = {"kind": "agreement", "language": "en"} | fields
    return Telling((name, 0), status=status, day=None if days is None else DAY + timedelta(days=days), **told)  # type: ignore[arg-type]


def parted(*tellings: Telling) -> list[set[str]]:
    """The names of the tellings of each instrument."""
    groups: dict[tuple[str, int], set[str]] = {}
    for key, (anchor, _) in merge(tellings).items():
        groups.setdefault(anchor, set()).add(key[0])
    return sorted(groups.values(), key=sorted)


def test_a_life_from_talks_to_its_end_is_one_instrument() -> None:
    life = [telling(status, status, 40 * n) for n, status in enumerate(STAGES)]
    assert parted(*life) == [set(STAGES)]
    assert merge(life)["intended", 0] == (("under_negotiation", 0), "only_one")
    assert merge(life)["under_negotiation", 0] == (("under_negotiation", 0), "first")


def test_signatures_within_days_are_one_later_ones_another() -> None:
    assert parted(telling("a"), telling("b", days=3), telling("c", days=30)) == [{"a", "b"}, {"c"}]


def test_instruments_do_not_chain_from_day_to_day() -> None:
    daily = [telling(f"{n:02}", days=3 * n) for n in range(6)]
    assert parted(*daily) == [{"00", "01", "02"}, {"03", "04", "05"}]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({"sectors": frozenset({"trade"})}, {"sectors": frozenset({"defence"})}, False),
        ({"sectors": frozenset({"trade"})}, {"sectors": frozenset({"trade", "energy"})}, True),
        ({"kind": "memorandum"}, {"kind": "treaty"}, False),
        ({"kind": "memorandum"}, {"kind": "agreement"}, True),
        ({"title": frozenset({"road", "map"})}, {"title": frozenset({"gas", "pact"})}, False),
        ({"title": frozenset({"road", "map"})}, {"title": frozenset({"fahrplan"}), "language": "de"}, True),
    ],
)
def test_what_speaks_against_it(one: dict[str, object], other: dict[str, object], together: bool) -> None:
    assert (len(parted(telling("a", **one), telling("b", days=1, **other))) == 1) is together  # type: ignore[arg-type]


def test_two_of_one_article_with_one_status_are_two() -> None:
    two = [telling("a"), Telling(("a", 1), "agreement", "signed", DAY, "en")]
    assert len({anchor for anchor, _ in merge(two).values()}) == 2


def test_a_plan_for_one_of_two_without_a_word_which_stays_alone() -> None:
    trade, defence = frozenset({"trade"}), frozenset({"defence"})
    signed = telling("t", sectors=trade), telling("d", sectors=defence)
    assert parted(*signed, telling("plan", "intended", -30)) == [{"d"}, {"plan"}, {"t"}]
    assert parted(*signed, telling("plan", "intended", -30, sectors=trade)) == [{"d"}, {"plan", "t"}]


def test_what_was_ratified_before_it_was_signed_is_another() -> None:
    assert parted(telling("old", "ratified", -60), telling("new")) == [{"new"}, {"old"}]


def test_without_a_date_only_the_story_joins() -> None:
    assert parted(telling("a"), telling("b", days=None)) == [{"a"}, {"b"}]
    assert parted(telling("a", story=1), telling("b", days=None, story=1)) == [{"a", "b"}]


TELLINGS = st.lists(
    st.builds(
        Telling,
        key=st.tuples(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 1)),
        kind=st.sampled_from(["agreement", "memorandum", "treaty"]),
        status=st.sampled_from(STAGES),
        day=st.none() | st.dates(DAY, DAY + timedelta(days=120)),
        language=st.sampled_from(["en", "de"]),
        title=st.frozensets(st.sampled_from(["gas", "road", "map"]), max_size=2),
        sectors=st.frozensets(st.sampled_from(["trade", "energy"]), max_size=2),
        story=st.none() | st.integers(1, 3),
    ),
    max_size=12,
    unique_by=lambda t: t.key,
)


@given(TELLINGS, st.randoms())
def test_order_is_no_matter_and_each_has_its_place(tellings: list[Telling], chance: object) -> None:
    found = merge(tellings)
    assert found.keys() == {t.key for t in tellings}
    for anchor, _ in found.values():
        assert found[anchor] == (anchor, "first")
    chance.shuffle(tellings)  # type: ignore[attr-defined]
    assert merge(tellings) == found
