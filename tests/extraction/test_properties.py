"""What holds for every text, however senseless."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.extraction.article import LEAST_CONFIDENCE
from etl.lexicon.confidence import worth
from tests.extraction.reading import record

KEYS = (
    "schema_version uri record content_id language title text url source author agency published_at published_basis "
    "dateline mentions parties persons events agreements sectors tone dyads rules_version"
).split(" ")
EVENT_KEYS = (
    "type mode quad_class cameo goldstein actor recipient symmetric status date date_precision date_basis place "
    "persons sectors evidence confidence rule"
).split(" ")
WORDS = {
    "en": (
        "President|Foreign Minister|General|Anna Berg|Kim|Lee|of|the|Kazakh|Pakistan|Pakistan's|U.S.|China|Berlin|and|"
        "with|met|accused|will|not|denied|said that|visit to|talks|sanctions on|against|between|signed|agreement|"
        "3 May 2024|yesterday|he|they|we|the two sides|his counterpart|former|deputy|Georgia|Jordan|Turkish|"
        ',|.|;|:|"|(|)|-|\n'
    ).split("|"),
    "de": (
        "Präsident|Außenministerin|General|Anna Lind|von|der|kasachischen|Pakistan|Pakistans|US|Kreml|Berlin|und|"
        "mit|traf|lehnt|ab|wirft|vor|wird|nicht|bestritt|sagte, dass|Besuch in|Gespräche|Sanktionen gegen|zwischen|"
        "unterzeichneten|Abkommen|3. Mai 2024|gestern|er|sie|wir|die beiden Seiten|seine Amtskollegin|früherer|Türkei|"
        "den|dem|des|,|.|;|:|„|“|(|)|-|\n"
    ).split("|"),
}


def check(found: dict[str, Any]) -> None:
    text = found["text"]
    for mention in found["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["surface"] != ""
    for person in found["persons"]:
        assert person["name"]
        for role in person["roles"]:
            assert text[role["start"] : role["end"]] == role["surface"] != ""
        for span in person["mentions"]:
            assert 0 <= span["start"] < span["end"] <= len(text)
    for event in found["events"]:
        assert list(event) == EVENT_KEYS
        assert event["actor"] != event["recipient"]
        assert all(0 <= n < len(found["persons"]) for n in event["persons"])
        assert round(worth(LEAST_CONFIDENCE), 3) <= event["confidence"] <= 1
    for fact in [*found["events"], *found["agreements"], *found["sectors"]]:
        assert 0 <= fact["evidence"]["start"] < fact["evidence"]["end"] <= len(text)
    for dyad in found["dyads"]:
        assert dyad["a"] < dyad["b"]
        assert dyad["events"] == dyad["cooperation"] + dyad["conflict"]
    if found["parties"]:
        assert sum(p["salience"] for p in found["parties"]) == pytest.approx(1, abs=0.01)
    assert -1 <= found["tone"]["score"] <= 1
    assert list(found) == KEYS
    json.dumps(found)


@pytest.mark.parametrize("language", ["en", "de"])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_order_of_words(language: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[language]), max_size=60))
    found = record(" ".join(words), language)
    check(found)
    assert record(" ".join(words), language) == found


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300), language=st.sampled_from(["en", "de"]))
def test_any_text(text: str, language: str) -> None:
    check(record(text.replace("\r", " "), language))


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece", ["he said that ", "President ", "Russia and ", "U.S.-China-", "[", "A ", "Mr von der "]
)
def test_long_nonsense_ends(piece: str) -> None:
    check(record("Moscow accused Kyiv of lying. " + piece * 20_000))


def test_a_language_without_lexicon_gives_the_article_alone() -> None:
    found = record("Text", "en") | {}
    from etl.extraction import extract, to_record
    from etl.model import Article, Language

    article = Article("file:///a.txt", 0, "0" * 64, "Nuqneh", "Nuqneh\n\nnuq")
    bare = to_record(extract(article, Language("tlh", 0.9)))
    assert list(bare) == list(found)
    assert bare["mentions"] == bare["events"] == bare["persons"] == []
