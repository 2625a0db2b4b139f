"""Synthetic articles, known by their number: number n is the same in every run and warehouse of the same first day."""

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from bench.warehouse.lists import SETTING, fillers
from bench.warehouse.world import PER_DAY, Happening, chance, draw_happening, draw_pair, draw_voice, pick, share
from bench.warehouse.writing import Writing
from etl.model import (
    Agreement,
    Article,
    ArticleSector,
    Dyad,
    Event,
    EventPlace,
    Extraction,
    Language,
    PartySalience,
    Span,
    Tone,
)

VERSION = "synthetic"  # of the rules, so that nobody takes these rows for extracted ones
_LATE = (0,) * 12 + (1,) * 5 + (2, 3, 7)  # days between what happened and its telling
_LENGTH = (500, 2200)  # characters of lines of other articles
_CLASSES = {"CONSULT": "talks", "AGREE": "agree"}  # sentences; the others by quad class
_BY_QUAD = ("cooperate", "cooperate", "accuse", "strike")


def leader(number: int) -> int:
    """The article whose story this one retells: itself, or one of the few before it; 15% retell."""
    if not _retells(number):
        return number
    before = number - 1 - number % 5
    return number if _retells(before) or before < 0 or before // PER_DAY != number // PER_DAY else before


def _retells(number: int) -> bool:
    return share("retells", number) < 0.15


def language_of(number: int) -> str:
    """The article's language."""
    return pick(share("language", number), "languages")


def source_of(dice: random.Random) -> int:
    """A publisher's number, from 1; the n-th writes 1/n of the first."""
    return int(SETTING["outlets"] ** dice.random())


def article(number: int, first_day: date) -> Extraction:
    """What article ``number`` says."""
    dice, told_by = chance("article", number), chance("events", leader(number))
    day = number // PER_DAY
    language = language_of(leader(number))
    pair = draw_pair(told_by)
    happenings = list(dict.fromkeys(_happenings(told_by, pair, day)))
    writing = Writing(language)
    writing.add(f"[synthetic {number:07}] ")
    title_end = writing.sentence(_class(happenings[0]), _sides(happenings[0]), (), end="\n\n").end
    writing.sentence("notice", ("", ""), ())
    evidence = [writing.sentence(_class(h), _sides(h), h.people) for h in happenings]
    writing.sentence("quote", pair, (draw_voice(dice, pair[dice.random() < 0.5]),), end="\n")
    for line in _lines(dice, language):
        writing.add(line + "\n")
    return _extraction(number, first_day + timedelta(days=day), happenings, writing, evidence, title_end, dice)


def _happenings(dice: random.Random, pair: tuple[str, str], day: int) -> Iterator[Happening]:
    """Three or four, some of them the same; one may be about others."""
    for number in range(dice.choice((3, 3, 3, 4, 4))):
        about = draw_pair(dice) if number == 2 and dice.random() < 0.5 else pair
        yield draw_happening(dice, about, day - dice.choice(_LATE))


def _lines(dice: random.Random, language: str) -> Iterator[str]:
    left, lines = dice.uniform(*_LENGTH), fillers(language)
    while left > 0:
        line = lines[int(dice.random() * len(lines))]
        left -= len(line)
        yield line


def _class(happening: Happening) -> str:
    return _CLASSES.get(happening.kind.type, _BY_QUAD[happening.kind.quad_class - 1])


def _sides(happening: Happening) -> tuple[str, str]:
    return happening.actor, happening.recipient


def _extraction(
    number: int,
    published: date,
    happenings: list[Happening],
    writing: Writing,
    evidence: list[Span],
    title_end: int,
    dice: random.Random,
) -> Extraction:
    text = writing.text.rstrip()
    first_day = published - timedelta(days=number // PER_DAY)
    events = tuple(_event(h, first_day, writing, e, dice) for h, e in zip(happenings, evidence, strict=True))
    counts = Counter(m.party for m in writing.mentions)
    tone = sum(e.goldstein for e in events) / len(events) / 10
    source = source_of(dice)
    # An earlier version of an address now and then: what `is_latest` is for.
    address = number + 3 if is_replaced(number) else number
    return Extraction(
        article=Article(
            f"synthetic:{number // 10:06}.jsonl", number % 10, hashlib.sha256(text.encode()).hexdigest(),
            text[:title_end], text, url=f"https://outlet{source:03}.example/{published:%Y/%m/%d}/{address}",
            source=f"Synthetic outlet {source:03}", published_at=published.isoformat(), published_basis="metadata",
        ),
        language=Language(writing.language, 0.99), agency=None, published_at=f"{published}T{number % 24:02}:00:00Z",
        published_basis="metadata", dateline=None, mentions=tuple(writing.mentions),
        parties=tuple(PartySalience(p, n, n / counts.total()) for p, n in counts.most_common()),
        persons=writing.persons(), events=events, agreements=tuple(_agreements(events)),
        sectors=tuple(_sectors(events)), tone=Tone(tone, _label(tone)), dyads=tuple(_dyads(events)),
        rules_version=VERSION,
    )  # fmt: skip


def is_replaced(number: int) -> bool:
    """Whether a later version of the article has its address: one in a hundred."""
    return number % 100 == 93


def _event(told: Happening, first_day: date, writing: Writing, evidence: Span, dice: random.Random) -> Event:
    day = first_day + timedelta(days=told.day)
    when = day.isoformat() if told.precision == "day" else day.isoformat()[:4]
    k = told.kind
    return Event(
        k.type, k.mode, k.quad_class, k.cameo, k.goldstein, told.actor, told.recipient, k.symmetric,
        told.status, when, told.precision, dice.choice(("text", "text+published")),  # type: ignore[arg-type]
        EventPlace("Capital" if told.country else None, told.country),
        tuple(writing.people[p.party, p.name] for p in told.people), told.sectors, evidence,
        round(dice.uniform(0.5, 0.95), 2), f"{writing.language}.{_class(told)}",
    )  # fmt: skip


def _agreements(events: tuple[Event, ...]) -> Iterator[Agreement]:
    for event in events:
        if event.type != "AGREE" or event.date is None:
            continue
        dice = chance("agreement", event.actor, event.recipient, event.date)
        sector = event.sectors[0] if event.sectors else "trade"
        yield Agreement(
            dice.choice(SETTING["agreement_kinds"]),
            f"Synthetic Agreement on {sector.replace('_', ' ').title()}" if dice.random() < 0.3 else None,
            dice.choice(SETTING["agreement_statuses"]), tuple(sorted((event.actor, event.recipient))), event.sectors,
            event.evidence, event.confidence, event.rule,
        )  # fmt: skip


def _sectors(events: tuple[Event, ...]) -> Iterator[ArticleSector]:
    counts = Counter(sector for event in events for sector in event.sectors)
    for sector, mentions in counts.items():
        yield ArticleSector(sector, mentions, next(e.evidence for e in events if sector in e.sectors))


def _dyads(events: tuple[Event, ...]) -> Iterator[Dyad]:
    for a, b in sorted({tuple(sorted((e.actor, e.recipient))) for e in events}):
        told = [e for e in events if {e.actor, e.recipient} == {a, b}]
        friendly = sum(e.quad_class <= 2 for e in told)
        yield Dyad(a, b, len(told), friendly, len(told) - friendly, sum(e.goldstein for e in told) / len(told) / 10)


def _label(tone: float) -> str:
    return "positive" if tone > 0.1 else "negative" if tone < -0.1 else "neutral"
