"""Which tellings are one incident: by day, by people, by what may be meant; the same in any order."""

from datetime import date
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.merging.incidents import Telling, merge

APRIL = "2025-04-24"


def telling(
    name: str, when: str | None = APRIL, mode: str | None = "meet", *, basis: str = "text", people: str = "",
    country: str | None = None, story: int | None = None,
) -> Telling:  # fmt: skip
    """``people``: ``KAZ:tokayev PAK:sharif``; ``when`` of any precision."""
    sides: dict[str, set[str]] = {}
    for each in people.split():
        party, _, person = each.partition(":")
        sides.setdefault(party, set()).add(person)
    day = None
    if when and not when.startswith("-"):
        day = date.fromisoformat((when + "-01-01")[:10])
    precision = None if when is None else {10: "day", 7: "month", 4: "year"}.get(len(when.lstrip("-")), "day")
    frozen = {party: frozenset(found) for party, found in sides.items()}
    return Telling((name, 0), mode, day, when, precision, basis if when else None, frozen, country, story)


def together(*tellings: Telling, kind: str = "CONSULT") -> list[str]:
    """Names of what is one, each group joined, sorted."""
    places = merge(kind, tellings)
    assert set(places) == {t.key for t in tellings}
    by_place = sorted((p.mode or "", p.when, p.part, key[0]) for key, p in places.items())
    return sorted("".join(row[3] for row in rows) for _, rows in groupby(by_place, key=lambda row: row[:3]))


def test_the_same_day_is_the_same_and_another_is_not() -> None:
    assert together(telling("a"), telling("b"), telling("c", "2025-04-25")) == ["ab", "c"]


def test_modes_are_apart_but_for_the_one_that_is_open() -> None:
    assert together(telling("a"), telling("b", mode="phone"), telling("c", mode="phone"), telling("d", mode=None)) == [
        "a", "bcd",
    ]  # fmt: skip
    assert together(telling("a", mode=None), telling("b", mode=None)) == ["ab"]


def test_a_report_the_day_after_means_the_day_before() -> None:
    late = telling("b", "2025-04-25", basis="published")
    assert together(telling("a"), late) == ["ab"]
    assert merge("CONSULT", [telling("a"), late])[late.key].joined_by == "published"
    assert together(telling("a"), telling("b", "2025-04-27", basis="published")) == ["a", "b"]
    assert together(telling("a"), telling("c", "2025-04-25"), late) == ["a", "bc"]


def test_a_story_is_told_on_its_first_day() -> None:
    first = telling("a", "2025-04-24", basis="published", story=1)
    again = telling("b", "2025-04-29", basis="published", story=1)
    other = telling("c", "2025-04-29", basis="published", story=2)
    assert together(first, again, other) == ["ab", "c"]


def test_a_month_joins_one_day_and_makes_no_two_days_one() -> None:
    assert together(telling("a"), telling("b"), telling("c", "2025-04-02"), telling("d", "2025-04")) == ["abd", "c"]
    assert together(telling("a", "2025-05-02"), telling("d", "2025-04"), telling("e", "2025-04")) == ["a", "de"]
    assert together(telling("a"), telling("y", "2025")) == ["a", "y"]


def test_talks_of_different_people_are_different() -> None:
    presidents = telling("a", people="KAZ:tokayev PAK:sharif")
    ministers = telling("b", people="KAZ:nurtleu PAK:dar")
    assert together(presidents, ministers) == ["a", "b"]
    assert together(presidents, ministers, telling("c"), telling("d", people="PAK:sharif")) == ["acd", "b"]
    assert together(presidents, telling("c", people="KAZ:tokayev PAK:zardari")) == ["a", "c"]
    assert together(presidents, ministers, kind="AGREE") == ["ab"]


def test_talks_in_different_countries_are_different() -> None:
    assert together(telling("a", country="KAZ"), telling("b", country="CHN"), telling("c", country="KAZ")) == [
        "ac",
        "b",
    ]


def test_without_a_year_only_people_or_the_story_make_one() -> None:
    open_year = telling("a", "--04-23", people="PAK:munir")
    assert together(open_year, telling("b", "--04-23", people="PAK:munir")) == ["ab"]
    assert together(open_year, telling("b", "--04-23")) == ["a", "b"]
    assert together(telling("a", None), telling("b", None)) == ["a", "b"]
    assert together(telling("a", None, story=1), telling("b", None, story=1), telling("c", None, story=2)) == [
        "ab",
        "c",
    ]
    assert together(telling("a"), telling("b", None)) == ["a", "b"]


people = st.lists(
    st.sampled_from(["KAZ:tokayev", "KAZ:nurtleu", "PAK:sharif", "PAK:dar"]), max_size=3, unique=True
).map(" ".join)
tellings = st.lists(
    st.builds(
        telling,
        st.text("abcdefghij", min_size=4, max_size=4),
        st.sampled_from([APRIL, "2025-04-25", "2025-04-26", "2025-04", "2025", "--04-24", None]),
        st.sampled_from(["meet", "visit", None]),
        basis=st.sampled_from(["text", "published"]),
        people=people,
        country=st.sampled_from([None, "KAZ", "PAK"]),
        story=st.sampled_from([None, 1, 2]),
    ),
    max_size=12,
    unique_by=lambda t: t.key,
)


@pytest.mark.parametrize("kind", ["CONSULT", "ACCUSE"])
@given(st.data())
def test_the_order_is_no_matter(kind: str, data: st.DataObject) -> None:
    found = data.draw(tellings)
    assert merge(kind, found) == merge(kind, data.draw(st.permutations(found)))


@given(tellings)
def test_what_is_in_one_incident_is_of_one_mode_or_none(found: list[Telling]) -> None:
    by_place: dict[tuple[object, ...], set[str]] = {}
    for each in found:
        place = merge("CONSULT", found)[each.key]
        if each.mode:
            by_place.setdefault((place.mode, place.when, place.part), set()).add(each.mode)
    assert all(len(modes) == 1 for modes in by_place.values())


@given(tellings)
def test_what_is_dated_to_other_days_does_not_change_a_day(found: list[Telling]) -> None:
    far = [telling(f"far{n}", "2025-08-01", people="KAZ:tokayev") for n in range(3)]
    alone, with_far = merge("CONSULT", found), merge("CONSULT", [*found, *far])
    years = {each.key for each in found if each.precision == "year"}
    assert {key: with_far[key] for key in alone if key not in years} == {
        k: p for k, p in alone.items() if k not in years
    }
