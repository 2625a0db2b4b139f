"""What earlier sentences leave in mind, and that no more of them is read than somebody asks about."""

from collections import Counter

import pytest

from etl.extraction.clauses import ClauseReader
from etl.extraction.items import Clauses
from tests.extraction.reading import events

ACCUSED = "Kenya accused Uganda of smuggling."


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often each sentence is read."""
    counts: Counter[int] = Counter()
    original = ClauseReader.read

    def counted(reader: ClauseReader, sentence: int) -> Clauses:
        counts[sentence] += 1
        return original(reader, sentence)

    monkeypatch.setattr(ClauseReader, "read", counted)
    return counts


def test_a_sentence_that_nobody_asks_about_is_not_read(read: Counter[int]) -> None:
    body = "\n".join(["Chile has a long coast."] * 20 + [ACCUSED] + ["Chile has a long coast."] * 20)
    assert events(body) == {("ACCUSE", "KEN", "UGA", "occurred")}
    assert read == {21: 1}


def test_no_sentence_is_read_twice_however_many_go_back_to_it(read: Counter[int]) -> None:
    body = "\n".join([ACCUSED, *["It imposed sanctions on Peru and threatened it, they said."] * 2000])
    assert ("SANCTION", "KEN", "PER", "occurred") in events(body)
    assert set(read.values()) == {1}


def test_the_last_subject_is_found_past_sentences_without_one() -> None:
    body = "\n".join(["Kenya closed its embassy.", *["The weather was fine."] * 30, "It imposed sanctions on Peru."])
    assert events(body) == {("SANCTION", "KEN", "PER", "occurred")}


def test_fewer_than_two_parties_make_no_event(read: Counter[int]) -> None:
    assert events("Kenya accused itself. Kenya's president threatened Kenya.") == set()
    assert read == {}


def test_a_pronoun_is_the_object_of_the_verb_beside_it_not_of_the_one_before() -> None:
    assert events(f"{ACCUSED}\nIt imposed sanctions on Peru and threatened it.") >= {
        ("SANCTION", "KEN", "PER", "occurred")
    }


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "According to Kyiv, Moscow violated the truce."),
        ("en", "Russia violated the truce, according to Ukraine's foreign minister."),
        ("de", "Laut Kiew hat Moskau die Waffenruhe verletzt."),
        ("fr", "Selon Kiev, Moscou a violé la trêve."),
        ("ru", "По словам Киева, Москва нарушила перемирие."),
        ("tr", "Kiev'e göre Moskova ateşkesi ihlal etti."),
    ],
)
def test_whom_a_report_goes_back_to_speaks(language: str, body: str) -> None:
    assert events(body, language) == {("ACCUSE", "UKR", "RUS", "occurred")}


def test_whom_a_report_goes_back_to_need_not_be_the_one_who_suffers() -> None:
    assert not events("According to Seoul, Pyongyang fired a missile on Monday.")


BETWEEN = "Peru fired on Chile. Chile accused Peru of murder and imposed sanctions on it. Peru threatened Chile."


@pytest.mark.parametrize(
    "aside",
    [
        "",
        "Chile's ambassador to Costa Rica criticized Bolivia in a speech.",
        "Costa Rica praised Bolivia.",
        "Brazil has helped Chile.",  # Brazil is no side of what it calls on both for
    ],
)
def test_the_two_sides_are_those_of_the_story(aside: str) -> None:
    found = events(f"{BETWEEN} {aside} Brazil called on both sides to show restraint.")
    assert {e for e in found if e[0] == "REQUEST"} == {
        ("REQUEST", "BRA", "CHL", "occurred"),
        ("REQUEST", "BRA", "PER", "occurred"),
    }


def test_two_who_call_on_both_sides_are_neither() -> None:
    found = events(f"{BETWEEN} Brazil and Bolivia called on both governments to show restraint.")
    told = {e for e in found if e[0] == "REQUEST"}
    assert told == {("REQUEST", who, other, "occurred") for who in ("BRA", "BOL") for other in ("CHL", "PER")}


def test_the_two_sides_are_the_last_where_the_story_went_on_with_them() -> None:
    found = events(f"{BETWEEN} Kenya accused Uganda of theft. The two sides signed an agreement on water.")
    assert {e[1:3] for e in found if e[0] == "AGREE"} == {("KEN", "UGA")}


def test_many_sentences_of_both_sides_take_no_square_of_time(read: Counter[int]) -> None:
    body = "\n".join([ACCUSED, *["Norway called on both sides to talk. Kenya accused Uganda of theft."] * 2000])
    assert ("REQUEST", "NOR", "UGA", "occurred") in events(body)
    assert set(read.values()) == {1}
