"""Which tellings mean one instrument: what was signed within days, with the plans before it and its fate after it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.merging.agreements import merge
from etl.merging.instruments import Key, Telling
from etl.merging.reach import PLANS, STAGES, Place, Reach

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
    life = [telling(status, status, 30 * n) for n, status in enumerate(STAGES)]
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


def test_its_fate_is_told_long_after_by_its_title_alone() -> None:
    gas = frozenset({"gas", "pact"})
    signed = telling("pact", title=gas), telling("other", days=9)
    assert parted(*signed, telling("end", "terminated", 900, title=gas)) == [{"end", "pact"}, {"other"}]
    assert parted(*signed, telling("end", "terminated", 900)) == [{"end"}, {"other"}, {"pact"}]
    assert parted(*signed, telling("end", "terminated", 900, title=gas, kind="treaty")) == [{"end", "pact"}, {"other"}]
    assert parted(telling("pact", title=gas, kind="memorandum"),
                  telling("end", "terminated", 900, title=gas, kind="treaty")) == [{"end"}, {"pact"}]  # fmt: skip


def test_a_story_that_is_told_again_later_is_the_same() -> None:
    assert parted(telling("a", story=1), telling("b", days=60, story=1)) == [{"a", "b"}]
    assert parted(telling("a", story=1), telling("b", days=100, story=1)) == [{"a"}, {"b"}]


TELLINGS = st.lists(
    st.builds(
        Telling,
        key=st.tuples(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 1)),
        kind=st.sampled_from(["agreement", "memorandum", "treaty"]),
        status=st.sampled_from(STAGES),
        day=st.none() | st.dates(DAY, DAY + timedelta(days=120)) | st.dates(DAY, DAY + timedelta(days=900)),
        language=st.sampled_from(["en", "de"]),
        title=st.frozensets(st.sampled_from(["gas", "road", "map"]), max_size=2),
        sectors=st.frozensets(st.sampled_from(["trade", "energy"]), max_size=2),
        story=st.none() | st.integers(1, 3),
    ),
    max_size=14,
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


def places(tellings: Iterable[Telling]) -> dict[Key, Place]:
    """What is known once these are merged."""
    tellings = list(tellings)
    found = merge(tellings)
    numbers = {anchor: number for number, anchor in enumerate(sorted({anchor for anchor, _ in found.values()}))}
    signed = {found[t.key][0] for t in tellings if t.status == "signed" and t.day is not None}
    return {key: Place(numbers[anchor], why, anchor in signed) for key, (anchor, why) in found.items()}


def asked_anew(
    tellings: Iterable[Telling], known: Mapping[Key, Place], changed: Iterable[Telling]
) -> dict[Key, tuple[Key, str]]:
    """The places of what has to be asked for after a change: as the warehouse asks for it."""
    tellings, changed = list(tellings), list(changed)
    told = {t.story for t in changed if t.story is not None}
    noted = {t.key: t for t in [*changed, *(t for t in tellings if t.story in told)]}
    days = [t.day for t in noted.values() if t.day is not None]
    reach = Reach.of(min(days, default=date.max))

    def with_members(some: Iterable[Telling]) -> list[Telling]:
        some = list(some)
        numbers = {known[t.key].instrument for t in some if t.key in known}
        return [t for t in tellings if t in some or (t.key in known and known[t.key].instrument in numbers)]

    near = [t for t in tellings if t.key in noted or (t.day is not None and t.day >= reach.first)]
    if any(t.title and t.status not in PLANS | {"signed"} for t in near):
        near += [t for t in tellings if t.status == "signed" and t.title and t not in near]
    around = with_members(near)
    stories = {t.story for t in [*around, *changed] if t.story is not None}
    retold = [t for t in tellings if t.story in stories]
    asked = {t.key for t in [*around, *retold] if t.day is None}
    loaded = with_members([*around, *retold])
    return merge(loaded, {t.key: known[t.key] for t in loaded if t.key in known and t.key not in asked}, reach)


# Much alike, so that a small change has far consequences.
ALIKE = st.lists(
    st.builds(
        Telling,
        key=st.tuples(st.text("abcdefgh", min_size=2, max_size=2), st.just(0)),
        kind=st.just("agreement"),
        status=st.sampled_from(["intended", "signed", "signed", "ratified"]),
        day=st.none() | st.integers(0, 100).map(lambda n: DAY + timedelta(days=4 * n)),
        language=st.just("en"),
        title=st.sampled_from([frozenset[str]()] * 3 + [frozenset({"gas"})]),
        sectors=st.sampled_from([frozenset[str](), frozenset({"trade"}), frozenset({"energy"})]),
        story=st.sampled_from([None, None, None, 1, 2, 3]),
    ),
    min_size=6,
    max_size=20,
    unique_by=lambda t: t.key,
)


@settings(max_examples=400, deadline=None)
@given(ALIKE | TELLINGS.filter(bool), st.data())
def test_what_changes_is_found_without_asking_all_anew(tellings: list[Telling], data: st.DataObject) -> None:
    changed = data.draw(st.lists(st.sampled_from(tellings), min_size=1, max_size=2, unique_by=lambda t: t.key))
    others = [t for t in tellings if t not in changed]
    before, after = (tellings, others) if data.draw(st.booleans()) else (others, tellings)
    found = {key: place for key, place in merge(before).items() if any(t.key == key for t in after)}
    found |= asked_anew(after, places(before), changed)
    assert found == merge(after)
