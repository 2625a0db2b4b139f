"""A mistake in a lexicon is told with its file, its place and what is wrong."""

from pathlib import Path

import pytest

from etl.errors import ConfigurationError
from etl.lexicon import available_languages, lexicon_for, rules_version
from etl.lexicon.compile import FOLDER, compile_language
from etl.lexicon.shape import LanguageData, read_frames, read_language


def write(folder: Path, text: str) -> Path:
    path = folder / "xx.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_words_stay_words(tmp_path: Path) -> None:
    path = write(tmp_path, "language: xx\nlocale: en\ngrammar: {articles: [on, no, yes, 12, null_word]}\n")
    assert read_language(path).grammar.articles == ["on", "no", "yes", "12", "null_word"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("language: xx\nlocale: en\nwritting: {}\n", "writting"),
        ("language: xx\nlocale: en\nevents: [{type: AID}]\n", "events.0.id"),
        ("language: [", "no valid YAML"),
        ("- a list\n", "must hold a mapping"),
    ],
)
def test_the_shape_is_checked(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=r"xx\.yaml") as caught:
        read_language(write(tmp_path, text))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"parties": {"ZZZ": {}}}, "parties.ZZZ"),
        ({"titles": {"roles": {"wizard": ["wizard"]}}}, "titles.roles.wizard"),
        ({"sectors": {"magic": ["spell"]}}, "sectors.magic"),
        ({"events": [{"id": "a", "type": "AID", "frame": "nowhere", "words": ["give"]}]}, "unknown frame nowhere"),
        ({"events": [{"id": "a", "type": "AID", "mode": "magic", "words": ["give"]}]}, "unknown type and mode"),
        ({"tone": {"positive": ["good~class"]}}, "good~class"),
    ],
)
def test_codes_are_checked(data: dict[str, object], told: str) -> None:
    shaped = LanguageData.model_validate({"language": "xx", "locale": "en", **data})
    with pytest.raises(ConfigurationError) as caught:
        compile_language(shaped, read_frames(FOLDER / "frames.yaml"))
    assert told in str(caught.value)


def test_what_ships_compiles() -> None:
    assert {"de", "en"} <= set(available_languages())
    assert all(lexicon_for(code) is not None for code in available_languages())
    assert lexicon_for("tlh") is None
    assert len(rules_version()) == 12


def test_rule_ids_are_unique_and_name_their_language() -> None:
    for code in available_languages():
        lexicon = lexicon_for(code)
        assert lexicon is not None
        ids = [trigger.id for trigger in lexicon.data.events]
        assert len(ids) == len(set(ids))
        assert all(rule.startswith(f"{code}.") for rule in ids)
