"""Latin keys: what brings the spellings of a name together, and what keeps names apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.lexicon.latin import latin_name, name_key


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Токаев", "tokaev"),
        ("托卡耶夫", "tuokayefu"),
        ("Қасым-Жомарт Тоқаев", "qasym zhomart toqaev"),
        ("Erdoğan", "erdogan"),
        ("O'Neill", "oneill"),
        ("  Ann   Lee ", "ann lee"),
        ("", ""),
    ],
)
def test_latin_name(name: str, latin: str) -> None:
    assert latin_name(name) == latin


@pytest.mark.parametrize(
    "spellings",
    [
        ["Токаев", "Тоқаев", "توقايف", "توكاييف", "托卡耶夫", "Tokayev", "Toqayev"],
        ["Erdoğan", "Эрдоган", "أردوغان", "اردوغان", "Erdogan"],
        ["Shahbaz Sharif", "شہباز شریف"],
        ["Жомарт", "جومارت", "Zhomart", "Jomart"],
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: list[str]) -> None:
    assert len({name_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Tokayev", "Nazarbayev"), ("Sharif", "Munir"), ("Xi", "Li"), ("Putin", "Rutte")]
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(max_size=40))
def test_any_text_gives_plain_words(name: str) -> None:
    found = latin_name(name)
    assert found == " ".join(found.split())
    assert all(ch == " " or "a" <= ch <= "z" for ch in found)
    assert set(name_key(name)) <= set(found) | set("zskgvt ")
