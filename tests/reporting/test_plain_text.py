"""What a publisher wrote never reaches the terminal as a command."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from etl.reporting.plain_text import clean, plain, shorten

_HOSTILE_ALPHABET = (
    st.sampled_from(list("\x1b[]0;31mPX^_\\\x07\x9b\x9d\x9c\x90\r\n\t\x08\x00\x7f\u202e\u2066\u0085ab é中"))
    | st.characters()
)


@pytest.mark.parametrize(
    ("hostile", "seen"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;owned\x07title", "title"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jcleared", "cleared"),
        ("\x1bPdevice\x1b\\after", "after"),
        ("a\x08\x08b", "ab"),
        ("one\r\ntwo\tthree", "one two three"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_escapes_and_controls_are_taken_out(hostile: str, seen: str) -> None:
    assert clean(hostile) == seen


@given(st.text(_HOSTILE_ALPHABET))
def test_nothing_that_steers_is_left(text: str) -> None:
    left = clean(text)
    assert not [character for character in left if unicodedata.category(character) in ("Cc", "Cs")]
    assert clean(left) == left


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_shortened_text_fits(text: str, width: int) -> None:
    short = shorten(text, width)
    assert len(short) <= width
    assert short == clean(text) or short.endswith("…")


def test_cut_falls_between_words() -> None:
    assert shorten("Kazakhstan and Pakistan signed an agreement", 26) == "Kazakhstan and Pakistan…"


def test_markup_is_shown_as_it_stands() -> None:
    console = Console(width=100, force_terminal=True, color_system="standard")
    with console.capture() as captured:
        console.print(plain("[bold red]not bold[/] [link=https://evil.example]x[/link] :boom:"))
    assert captured.get().strip() == "[bold red]not bold[/] [link=https://evil.example]x[/link] :boom:"


def test_absent_value_is_an_empty_cell() -> None:
    assert plain(None).plain == ""
