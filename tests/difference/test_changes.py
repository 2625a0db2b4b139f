"""What new rules change: which facts are taken for the same, what is named as other, and that nothing gets lost."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.difference import Change, Record, difference

ARTICLE = {"language_code": "en", "language_confidence": 0.99, "published_on": "2026-01-02", "tone_score": 0.0}
EVENT = {
    "type": "CONSULT", "mode": "visit", "actor_party": "PAK", "recipient_party": "KAZ", "is_symmetric": False,
    "status": "occurred", "date_text": "2026-01-01", "date_precision": "day", "place_name": "Astana", "goldstein": 1.9,
    "evidence_start": 10, "evidence_end": 90, "confidence": 0.9, "rule": "en.visit",
}  # fmt: skip
AGREEMENT = {
    "parties": ["KAZ", "PAK"], "kind": "treaty", "title": None, "status": "signed", "evidence_start": 10,
    "evidence_end": 90, "confidence": 0.8, "rule": "en.treaty",
}  # fmt: skip
PERSON = {"name": "Asim Munir", "latin_name": "asim munir", "name_key": "sm mnr"}
AT = {"person_number": 0, "number": 0, "start_offset": 20, "end_offset": 30}


def record(*events: dict[str, Any], **others: list[dict[str, Any]]) -> Record:
    """A record of these events, numbered in this order, and of rows of other tables; agreements are numbered too."""
    rows: dict[str, tuple[dict[str, Any], ...]] = {
        "news.event": tuple({"number": number, **event} for number, event in enumerate(events))
    }
    for table, given_rows in others.items():
        is_numbered = table in ("article_agreement", "article_person")
        rows[f"news.{table}"] = tuple({"number": n, **row} if is_numbered else row for n, row in enumerate(given_rows))
    return Record(ARTICLE, rows)


def brief(changes: list[Change]) -> list[tuple[str, ...]]:
    return [(change.kind, change.how, *change.reasons) for change in changes]


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({"status": "planned"}, ["status"]),
        ({"date_text": "2026-01", "date_precision": "month"}, ["date"]),
        ({"date_text": None, "date_precision": None}, ["date"]),
        ({"mode": "meet"}, ["mode"]),
        ({"type": "AID", "mode": None}, ["mode", "type"]),
        ({"actor_party": "KAZ", "recipient_party": "PAK"}, ["direction"]),
        ({"actor_party": "UZB"}, ["actor"]),
        ({"recipient_party": "UZB"}, ["recipient"]),
        ({"place_name": None}, ["place"]),
        ({"confidence": 0.8}, ["confidence"]),
        ({"rule": "en.visited"}, ["rule"]),
        ({"goldstein": 4}, ["scale"]),
        ({"is_symmetric": True}, ["symmetry"]),
        ({"evidence_start": 12, "evidence_end": 70}, ["evidence"]),
        ({"evidence_start": 200, "evidence_end": 270}, ["evidence"]),  # told elsewhere, all that names it the same
        ({"status": "denied", "rule": "en.denies", "confidence": 0.5}, ["confidence", "rule", "status"]),
    ],
)
def test_an_event_that_is_told_otherwise_is_altered(changed: dict[str, Any], reasons: list[str]) -> None:
    (change,) = difference(record(EVENT), record(EVENT | changed))
    assert brief([change]) == [("event", "altered", *reasons)]
    assert {name: change.after[name] for name in changed} == changed
    assert {name: change.before[name] for name in EVENT} == EVENT


@pytest.mark.parametrize(
    "changed",
    [
        {"actor_party": "UZB", "recipient_party": "IND"},  # in the same words, of two others
        {"type": "AID", "actor_party": "UZB"},
        {"type": "AID", "evidence_start": 200, "evidence_end": 270},
        {"mode": "meet", "evidence_start": 90, "evidence_end": 170},  # words that touch have none in common
        {"actor_party": "UZB", "evidence_start": 200, "evidence_end": 270},
    ],
)
def test_an_event_of_others_or_elsewhere_is_another(changed: dict[str, Any]) -> None:
    assert brief(difference(record(EVENT), record(EVENT | changed))) == [("event", "lost"), ("event", "gained")]


def test_a_fact_more_or_less() -> None:
    other = EVENT | {"type": "AID", "mode": None, "evidence_start": 100, "evidence_end": 150}
    assert brief(difference(record(EVENT), record(EVENT, other))) == [("event", "gained")]
    assert brief(difference(record(other, EVENT), record(EVENT))) == [("event", "lost")]
    assert brief(difference(record(), record(article_agreement=[AGREEMENT]))) == [("agreement", "gained")]
    assert brief(difference(record(article_person=[PERSON]), record())) == [("person", "lost")]


def test_of_two_in_the_same_words_each_finds_its_own() -> None:
    planned = EVENT | {"status": "planned", "date_text": "2026-03-01"}
    found = difference(record(EVENT, planned), record(planned, EVENT | {"place_name": "Almaty"}))
    assert brief(found) == [("event", "altered", "place")]
    assert found[0].before["status"] == "occurred"


def test_the_one_with_most_words_in_common_is_the_same() -> None:
    first, second = EVENT | {"evidence_end": 40}, EVENT | {"evidence_start": 41}
    (altered, lost) = difference(record(first, second), record(EVENT | {"evidence_start": 30}))
    assert brief([altered, lost]) == [("event", "altered", "evidence"), ("event", "lost")]
    assert altered.before["evidence_start"] == 41


def test_persons_and_sectors_of_an_event_are_part_of_it() -> None:
    people = [PERSON, PERSON | {"name": "Ana Quispe", "name_key": "n ksp"}]
    old = record(EVENT, article_person=people, event_person=[{"event_number": 0, "person_number": 0}])
    new = record(EVENT, article_person=people, event_person=[{"event_number": 0, "person_number": 1}],
                 event_sector=[{"event_number": 0, "sector_code": "defence"}])  # fmt: skip
    (change,) = difference(old, new)
    assert change.reasons == ("persons", "sectors")
    assert (change.before["persons"], change.after["persons"]) == (["Asim Munir"], ["Ana Quispe"])


def test_a_person_under_another_number_is_the_same() -> None:
    other = PERSON | {"name": "Ana Quispe", "latin_name": "ana quispe", "name_key": "n ksp"}
    old = record(EVENT, article_person=[PERSON], person_mention=[AT],
                 event_person=[{"event_number": 0, "person_number": 0}])  # fmt: skip
    new = record(EVENT, article_person=[other, PERSON], person_mention=[AT | {"person_number": 1}],
                 event_person=[{"event_number": 0, "person_number": 1}])  # fmt: skip
    assert brief(difference(old, new)) == [("person", "gained")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (PERSON, PERSON | {"name": "General Asim Munir"}, ("person", "altered", "name")),
        (PERSON, PERSON | {"name": "Munir", "name_key": "mnr"}, ("person", "altered", "name")),  # by its mention
    ],
)
def test_a_person_of_another_name_is_altered(
    old: dict[str, Any], new: dict[str, Any], expected: tuple[str, ...]
) -> None:
    found = difference(
        record(article_person=[old], person_mention=[AT]), record(article_person=[new], person_mention=[AT])
    )
    assert brief(found) == [expected]


def test_a_person_of_another_office_is_altered() -> None:
    role = {"person_number": 0, "number": 0, "role_code": "military", "party_code": "PAK", "surface": "army chief",
            "start_offset": 9, "end_offset": 19}  # fmt: skip
    old = record(article_person=[PERSON], person_role=[role])
    new = record(article_person=[PERSON], person_role=[role | {"party_code": None}])
    assert brief(difference(old, new)) == [("person", "altered", "roles")]


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({"status": "ratified"}, ["status"]),
        ({"title": "Treaty of Friendship"}, ["title"]),
        ({"kind": "memorandum"}, ["kind"]),
        ({"parties": ["KAZ", "PAK", "UZB"]}, ["parties"]),
    ],
)
def test_an_agreement_that_is_told_otherwise_is_altered(changed: dict[str, Any], reasons: list[str]) -> None:
    found = difference(record(article_agreement=[AGREEMENT]), record(article_agreement=[AGREEMENT | changed]))
    assert brief(found) == [("agreement", "altered", *reasons)]


def test_what_is_said_of_the_article_itself() -> None:
    mention = {"number": 0, "party_code": "KAZ", "kind": "name", "surface": "Kazakhstan", "start_offset": 0,
               "end_offset": 10}  # fmt: skip
    old, new = record(EVENT, mention=[mention]), record(EVENT, mention=[mention | {"kind": "demonym"}])
    new = Record(ARTICLE | {"language_code": "de", "published_on": None}, new.rows)
    (change,) = difference(old, new)
    assert brief([change]) == [("article", "altered", "language", "mentions", "published")]
    assert (change.before["language_code"], change.after["language_code"]) == ("en", "de")


def test_the_same_facts_in_another_order_are_a_change_of_the_order() -> None:
    other = EVENT | {"type": "AID", "mode": None}
    assert brief(difference(record(EVENT, other), record(other, EVENT))) == [("article", "altered", "order")]


def test_a_whole_number_is_the_same_as_a_decimal_one() -> None:
    assert difference(record(EVENT | {"goldstein": 4}), record(EVENT | {"goldstein": 4.0})) == []


_events = st.builds(
    lambda kind, pair, status, start, length, confidence: EVENT
    | {"type": kind[0], "mode": kind[1], "actor_party": pair[0], "recipient_party": pair[1], "status": status,
       "evidence_start": start, "evidence_end": start + length, "confidence": confidence},
    st.sampled_from([("CONSULT", "visit"), ("CONSULT", "meet"), ("AID", None)]),
    st.permutations(["KAZ", "PAK", "UZB"]),
    st.sampled_from(["occurred", "planned"]),
    st.integers(0, 30), st.integers(1, 20), st.sampled_from([0.5, 1, 1.0]),
)  # fmt: skip
_lists = st.lists(_events, max_size=6)


def _told(facts: list[dict[str, Any]]) -> Counter[str]:
    return Counter(repr(sorted((name, value) for name, value in fact.items() if name in EVENT)) for fact in facts)


@settings(max_examples=300, deadline=None)
@given(old=_lists, new=_lists)
def test_old_with_the_changes_is_new(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    old, new = ([{**event, "confidence": float(event["confidence"])} for event in events] for events in (old, new))
    changes = [change for change in difference(record(*old), record(*new)) if change.kind == "event"]
    gone = _told([dict(change.before) for change in changes if change.before])
    come = _told([dict(change.after) for change in changes if change.after])
    assert not gone - _told(old)
    assert _told(old) - gone + come == _told(new)
    for change in changes:
        assert (change.how, bool(change.before), bool(change.after)) in {
            ("lost", True, False), ("gained", False, True), ("altered", True, True),
        }  # fmt: skip
        assert bool(change.reasons) == (change.how == "altered")


@settings(max_examples=200, deadline=None)
@given(old=_lists, new=_lists, chance=st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing_but_the_order(
    old: list[dict[str, Any]], new: list[dict[str, Any]], chance: Any
) -> None:
    def facts(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[Change]:
        return [change for change in difference(record(*one), record(*other)) if change.kind == "event"]

    found = facts(old, new)
    assert facts(chance.sample(old, len(old)), chance.sample(new, len(new))) == found


@settings(max_examples=200, deadline=None)
@given(events=_lists, other=_lists)
def test_nothing_changes_exactly_where_both_say_the_same(
    events: list[dict[str, Any]], other: list[dict[str, Any]]
) -> None:
    assert difference(record(*events), record(*events)) == []
    assert (difference(record(*events), record(*other)) == []) == (events == other)
