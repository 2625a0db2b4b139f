"""Which aliases are one person: by order, by fewer names and office, by a garbled name in one office; else none."""

from datetime import date, timedelta

import pytest

from etl.lexicon.latin import latin_name, name_key
from etl.merging.persons import Alias, Office, alias_key, parent

DAY = date(2025, 4, 24)


def alias(name: str, articles: int = 1, *, office: str = "foreign_minister", day: date | None = DAY) -> Alias:
    key, latin = name_key(name), latin_name(name)
    held = {office: Office(day, day, office.endswith(("_minister", "_state")) and "deputy" not in office)}
    return Alias(alias_key(key, latin), tuple(key.split()), tuple(latin.split()), articles, held)


def joined(one: Alias, *others: Alias) -> str | None:
    found = parent(one, others, lambda key: key)
    return found[1] if found else None


NURTLEU = alias("Murat Nurtleu", 9)


@pytest.mark.parametrize("name", ["Мурат Нуртлеу", "Murat Nurtleu", "مورات نورتلو"])  # one alias from the start
def test_transliterations_have_one_key(name: str) -> None:
    assert alias(name).key == NURTLEU.key


def test_scripts_without_spaces_have_the_same_key() -> None:
    assert alias("习近平").key == alias("Xi Jinping").key


def test_short_keys_are_no_keys() -> None:
    assert alias("Ali Lee").key != alias("Olaya Loo").key


def test_a_garbled_name_of_the_same_office_in_the_same_weeks() -> None:
    assert joined(alias("Murat Attleeu"), NURTLEU) == "near_spelling"
    assert joined(alias("Murat Attleeu", day=DAY + timedelta(days=200)), NURTLEU) is None
    assert joined(alias("Murat Attleeu", day=None), NURTLEU) == "near_spelling_undated"
    assert joined(alias("Murat Attleeu", office="diplomat"), NURTLEU) is None
    assert joined(alias("Aidos Attleeu"), NURTLEU) is None


def test_a_successor_is_another_person() -> None:
    assert joined(alias("Yermek Kosherbayev"), NURTLEU) is None
    assert joined(alias("Murat Bekmagambetov"), NURTLEU) is None


def test_fewer_names_and_the_same_office() -> None:
    full = alias("Kassym-Jomart Kemelevich Tokayev", 2, office="head_of_state")
    usual = alias("Kassym-Jomart Tokayev", 20, office="head_of_state")
    family = alias("Tokayev", 5, office="head_of_state")
    assert joined(full, usual) == "fewer_names"
    assert joined(family, usual) == "fewer_names"
    assert joined(alias("Tokayev", office="athlete"), usual) is None
    assert joined(alias("Kassym", office="head_of_state"), usual) is None  # a given name alone is nobody's


def test_two_persons_that_would_do_leave_it_open() -> None:
    one, other = (
        alias("Aslan Karimov", 9, office="deputy_minister"),
        alias("Rustam Karimov", 8, office="deputy_minister"),
    )
    short = alias("Karimov", office="deputy_minister")
    assert joined(short, one, other) is None
    assert parent(short, [one, other], lambda _: one.key) == (one.key, "fewer_names")  # but they are one


def test_the_order_of_names() -> None:
    assert joined(alias("Nurtleu Murat"), NURTLEU) == "order"


def test_the_more_frequent_never_joins_the_rarer() -> None:
    assert joined(NURTLEU, alias("Murat Attleeu")) is None
