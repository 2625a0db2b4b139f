"""A synthetic world: pairs, what happens between them on a day, and who takes part. Pure; the same numbers, the same.

What happens is known by pair, day and type, so that several articles tell of one happening, and the merging finds
exactly one incident a happening.
"""

import random
import zlib
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from bench.warehouse.lists import SETTING, reference_rows
from etl.lexicon.latin import latin_name, name_key

PER_DAY = 1000  # articles: a night's worth
_EVENTS_A_DAY = 3 * PER_DAY
_TOLD = 4  # times that a happening is told, about
_TERM = 730  # days that an office is held
_WHEEL = 400  # places that the kinds of happenings share


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of ``ref.event_type``."""

    type: str
    mode: str | None
    cameo: str
    quad_class: int
    goldstein: float
    symmetric: bool


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person that articles name, with the office that they hold and for whom."""

    name: str
    latin: str
    key: str
    role: str
    party: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something between two parties; ``day`` counts from the first, ``people`` are the actor's first."""

    kind: Kind
    actor: str
    recipient: str
    day: int
    precision: str
    status: str
    people: tuple[Somebody, ...]
    country: str | None
    sectors: tuple[str, ...]


def share(*parts: object) -> float:
    """A number from 0 to 1 that depends on ``parts`` alone."""
    return zlib.crc32("/".join(map(str, parts)).encode()) / 2**32


def chance(*parts: object) -> random.Random:
    """Randomness that depends on ``parts`` alone, in whatever process."""
    return random.Random(zlib.crc32("/".join(map(str, parts)).encode()))  # noqa: S311  # reproducible, not secret


@cache
def countries() -> list[str]:
    """Those of the hot pairs first, then others by code; the order is that of how much is written of them."""
    hot = dict.fromkeys(code for pair in SETTING["hot_dyads"] for code in pair.split("-"))
    others = [row["party_code"] for row in reference_rows("countries") if row["party_code"] not in hot]
    return [*hot, *others][: SETTING["countries"]]


@cache
def _weights() -> tuple[list[float], list[float]]:
    """Cumulated, of the hot pairs and of the countries."""
    hot = range(1, len(SETTING["hot_dyads"]) + 1)
    return list(accumulate(1 / n for n in hot)), list(accumulate(1 / n for n in range(1, len(countries()) + 1)))


def draw(dice: random.Random, cumulated: Sequence[float]) -> int:
    """A position, each with its share."""
    return min(bisect(cumulated, dice.random() * cumulated[-1]), len(cumulated) - 1)


@cache
def _shares(setting: str) -> tuple[list[str], list[float]]:
    return [*SETTING[setting]], list(accumulate(SETTING[setting].values()))


def pick(number: float, setting: str) -> str:
    """Of what the setting gives shares to, that which has the number from 0 to 1."""
    names, cumulated = _shares(setting)
    return names[min(bisect(cumulated, number * cumulated[-1]), len(names) - 1)]


@cache
def _sectors() -> list[str]:
    return [row["sector_code"] for row in reference_rows("sectors")]


def draw_pair(dice: random.Random) -> tuple[str, str]:
    """Two parties in the order of their codes."""
    hot, alone = _weights()
    if dice.random() < SETTING["hot_share"]:
        a, b = SETTING["hot_dyads"][draw(dice, hot)].split("-")
    else:
        one = draw(dice, alone)
        while (other := draw(dice, alone)) == one:
            pass
        a, b = countries()[one], countries()[other]
    return (a, b) if a < b else (b, a)


@cache
def _busy() -> dict[tuple[str, str], int]:
    """Hot pair -> how many things happen between them on a day."""
    hot, _ = _weights()
    pairs: list[list[str]] = [sorted(pair.split("-")) for pair in SETTING["hot_dyads"]]
    share = SETTING["hot_share"] / hot[-1]
    return {(a, b): 1 + int(share / n * _EVENTS_A_DAY / _TOLD) for n, (a, b) in enumerate(pairs, start=1)}


@cache
def _wheel() -> list[Kind]:
    """Kinds as often as they happen, mixed. A type that has modes always has one of them."""
    by_type: dict[str, list[Kind]] = {}
    for row in reference_rows("event_types"):
        kind = Kind(row["type"], row["mode"] or None, row["cameo"], int(row["quad_class"]), float(row["goldstein"]),
                    row["symmetric"] == "true")  # fmt: skip
        by_type.setdefault(kind.type, []).append(kind)
    wheel = []
    for event_type, share in SETTING["types"].items():
        kinds = [k for k in by_type[event_type] if k.mode] or by_type[event_type]
        wheel += [kinds[n % len(kinds)] for n in range(_WHEEL * share // 100)]
    chance("wheel").shuffle(wheel)
    return wheel


def draw_happening(dice: random.Random, pair: tuple[str, str], day: int) -> Happening:
    """One of what happens between them on that day; the first ones are told most."""
    number = int(dice.random() ** 2 * _busy().get(pair, 1))
    kinds = _wheel()
    kind = kinds[(zlib.crc32(f"{pair}{day}".encode()) + number * 37) % len(kinds)]
    return happening(pair, day, kind)


@lru_cache(maxsize=1 << 16)
def happening(pair: tuple[str, str], day: int, kind: Kind) -> Happening:
    """What a pair, a day and a kind determine."""
    dice = chance("happening", *pair, day, kind.type, kind.mode)
    actor, recipient = pair if dice.random() < 0.5 else pair[::-1]
    is_precise = dice.random() < 0.97
    people: tuple[Somebody, ...] = ()
    if is_precise and dice.random() < 0.6:
        office = dice.choice(SETTING["offices"])
        sides = (actor, recipient) if kind.type == "CONSULT" else (actor,)
        people = tuple(holder(party, office, day) for party in sides)
    sectors = _sectors()
    return Happening(
        kind, actor, recipient, day, "day" if is_precise else "year",
        pick(dice.random(), "statuses"), people,
        recipient if is_precise and dice.random() < 0.5 else None,
        tuple(sorted({sectors[int(dice.random() ** 2 * len(sectors))] for _ in range(dice.choice((0, 1, 1, 2)))})),
    )  # fmt: skip


def holder(party: str, office: str, day: int) -> Somebody:
    """Who holds an office on that day."""
    begin = zlib.crc32(f"{party}{office}".encode()) % _TERM
    return _somebody(party, office, f"{office}{(day + begin) // _TERM}")


def draw_voice(dice: random.Random, party: str) -> Somebody:
    """Somebody who is quoted: the n-th of a party 1/n times as often as the first."""
    number = int(SETTING["voices_of_a_party"] ** dice.random())
    return _somebody(party, SETTING["voices"][number % len(SETTING["voices"])], str(number))


@lru_cache(maxsize=1 << 17)
def _somebody(party: str, role: str, which: str) -> Somebody:
    dice, syllables = chance("person", party, which), SETTING["syllables"]
    given = "".join(syllables[int(dice.random() ** 2 * len(syllables))] for _ in range(2)).capitalize()
    family = ("".join(dice.choices(syllables, k=2)) + dice.choice(SETTING["endings"])).capitalize()
    name = f"{given} {family}"
    return Somebody(name, latin_name(name), name_key(name), role, party)
