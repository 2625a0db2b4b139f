"""One index of cities a script, and over it what a language's own spelling changes."""

import os
import subprocess
import sys

import pytest

from etl.lexicon import gazetteer, lexicon_for
from etl.lexicon.cities import _layers, _made_index, _plain


@pytest.mark.parametrize("language", ["fr", "uz", "ar"])
def test_every_city_is_found_as_in_an_index_of_the_language_alone(language: str) -> None:
    lexicon = lexicon_for(language)
    assert lexicon is not None
    for script in lexicon.cities.scripts:
        layers, alone = _layers(script, lexicon.speller), _made_index(script, lexicon.speller.pieces)
        names = [lexicon.speller.pieces(name) for name in gazetteer.cities().get(script, {})]
        assert names
        for first, *rest in filter(None, names):
            if rest:
                assert layers.names(first) == alone.begun[first]
            else:
                assert layers.place(first) == alone.alone[first]


def test_languages_that_spell_plainly_share_one_index() -> None:
    lexicons = [lexicon for lexicon in map(lexicon_for, ("en", "de", "fr", "uz")) if lexicon is not None]
    assert len(lexicons) == 4
    assert {id(_layers("LATIN", lexicon.speller).plain) for lexicon in lexicons} == {id(_plain("LATIN"))}


def test_names_of_a_city_come_in_one_order_in_every_process() -> None:
    made = "from etl.lexicon import gazetteer as g; print(list(g.cities()['LATIN'])[:20000])"
    ran = [
        subprocess.run(
            [sys.executable, "-c", made], env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, check=True, timeout=60,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert ran[0] == ran[1] != b""
