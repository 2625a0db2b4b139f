"""Patterns: every sign that one may hold, and what it finds."""

from itertools import product
from string import ascii_lowercase

import pytest

from etl.lexicon.patterns import Match, Matcher
from etl.lexicon.shape import LanguageData
from etl.lexicon.spelling import Declension, Endings, Speller
from etl.lexicon.tokens import split

ENDINGS: dict[str, Endings] = {
    "noun": {"": None, "s": None},
    "name": {"": None, "s": "of"},
    "verb": {"": None, "t": None, "te": None},
}


def matcher_with(endings: dict[str, Endings]) -> Matcher:
    data = LanguageData(language="xx", locale="en")
    speller = Speller(data.writing)
    return Matcher(endings, speller, Declension(data, endings, speller))


def matches_of(matcher: Matcher, words: list[str], stops: list[int]) -> list[Match]:
    """What single words are, and what several are together, as a document puts it together."""
    readings = [matcher.read(word) for word in words]
    single = [Match(n, n + 1, p, m, None, e) for n, reading in enumerate(readings) for p, m, e in reading.whole]
    return sorted([*single, *matcher.longer(readings, stops)], key=lambda match: match.start)


def found(pattern: str, text: str, ending_class: str | None = None) -> list[str]:
    matcher = matcher_with(ENDINGS)
    matcher.add("*suffix", "other")  # its presence must not change what short words find
    matcher.add(pattern, "it", ending_class)
    words = split(text)
    matches = matches_of(matcher, words, [len(words)] * len(words))
    return [" ".join(words[m.start : (m.tail[1] if m.tail else m.end)]) for m in matches if m.payload == "it"]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("visit", "a Visit", ["Visit"]),
        ("visit", "visits", []),
        ("visit~", "visits", ["visits"]),
        ("Nice", "a nice day in Nice", ["Nice"]),
        ("WHO", "who is the WHO", ["WHO"]),
        ("US", "us and US", ["US"]),
        ("US", "US-Präsident", ["US"]),
        ("refus*", "refusing", ["refusing"]),
        ("*abkommen~", "Friedensabkommens", ["Friedensabkommens"]),
        ("*abkommen~", "abkommen", ["abkommen"]),
        ("call [on|upon]", "call upon", ["call upon"]),
        ("lehn~verb .. ab", "er lehnte den Plan ab", ["lehnte den Plan ab"]),
        ("lehn~verb .. ab", "er lehnte " + "sehr " * 20 + "ab", []),
        ("prime minister", "Prime Minister", ["Prime Minister"]),
        ("O'Brien", "O’Brien", ["O’Brien"]),
    ],
)
def test_pattern(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


def test_an_ending_carries_its_marker() -> None:
    matcher = matcher_with(ENDINGS)
    matcher.add("Kenia", "it", "name")
    assert [m.marker for m in matches_of(matcher, ["Kenias", "Kenia"], [2, 2])] == ["of", None]


def test_a_gap_stays_within_its_sentence() -> None:
    matcher = matcher_with(ENDINGS)
    matcher.add("lehn~verb .. ab", "it")
    words = ["lehnte", ".", "ab"]
    assert matches_of(matcher, words, [2, 2, 3]) == []


@pytest.mark.parametrize("pattern", ["", ".. ab", "lehnt ..", "word~nowhere", "~"])
def test_a_bad_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        matcher_with(ENDINGS).add(pattern, "it")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("U.S.-led", ["U.S.", "-", "led"]),
        ("O'Hagan's", ["O'Hagan's"]),
        ("3.5 km", ["3.5", "km"]),
        ("café", ["café"]),
        ("हिन्दी", ["हिन्दी"]),
        ("(dpa) –", ["(", "dpa", ")", "–"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert split(text) == tokens


def test_too_many_alternatives_in_a_row_are_refused() -> None:
    words = "[" + "|".join(f"w{n}" for n in range(60)) + "]"
    with pytest.raises(ValueError, match="216000 rows of words; part some of them by a gap"):
        matcher_with(ENDINGS).add(f"{words} {words} {words}", "x")


def test_what_stands_behind_a_gap_is_made_once() -> None:
    """Else this one pattern would take 300 million ends."""
    matcher, words = matcher_with(ENDINGS), "[" + "|".join(a + b for a, b in product(ascii_lowercase, repeat=2)) + "]"
    matcher.add(f"{words} .. {words} .. {words}", "x")
    matcher.add("wa .. again", "y")
    for text, payload in (("wa then wz then qb", "x"), ("wa then again", "y")):
        told = text.split()
        assert [m.payload for m in matches_of(matcher, told, [len(told)] * len(told))] == [payload]
