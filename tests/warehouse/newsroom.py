"""A small warehouse of news about a dozen countries, dated from today on, for the questions that analysts ask.

What is told is invented; its sentences are what articles of such news say.
"""

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from psycopg2 import extensions

from etl.lexicon.latin import latin_name, name_key
from etl.model import (
    Agreement,
    Article,
    Dyad,
    Event,
    EventPlace,
    EventStatus,
    Extraction,
    Language,
    PartySalience,
    Person,
    PersonRole,
    Span,
    Tone,
)
from etl.settings import PROJECT_ROOT
from etl.warehouse import runs
from etl.warehouse.agreements import merge_agreements
from etl.warehouse.claims import claiming
from etl.warehouse.incidents import merge_incidents
from etl.warehouse.loader import load_portion
from etl.warehouse.persons import link_persons
from etl.warehouse.reports import index_articles, refresh_views
from tests.warehouse.builders import LEASE, BuiltFile, enter, results_of

TODAY = datetime.now(UTC).date()  # as the queries' current_date: connections are in UTC
with (PROJECT_ROOT / "seeds" / "reference" / "event_types.csv").open(encoding="utf-8") as _file:
    KINDS = {(row["type"], row["mode"] or None): row for row in csv.DictReader(_file)}

Who = tuple[str, str, str]  # name, office, party


def day(offset: int) -> str:
    """ISO 8601 of the day so many days from today."""
    return (TODAY + timedelta(days=offset)).isoformat()


@dataclass(frozen=True)
class Told:
    """An event as an article tells it; ``on`` in days from today, ``None`` undated."""

    type: str
    mode: str | None
    actor: str
    recipient: str
    on: int | None
    sentence: str
    status: EventStatus = "occurred"
    who: tuple[Who, ...] = ()
    sectors: tuple[str, ...] = ()
    place: tuple[str | None, str | None] = (None, None)

    def event(self, text: str, people: Sequence[Who]) -> Event:
        kind = KINDS[self.type, self.mode]
        dated = None if self.on is None else day(self.on)
        return Event(
            self.type, self.mode, int(kind["quad_class"]), kind["cameo"], float(kind["goldstein"]), self.actor,
            self.recipient, kind["symmetric"] == "true", self.status, dated, "day" if dated else None,
            "text" if dated else None,
            EventPlace(*self.place), tuple(sorted(people.index(who) for who in self.who)), self.sectors,
            span(text, self.sentence), 0.9, "test.rule",
        )  # fmt: skip


@dataclass(frozen=True)
class Agreed:
    """An agreement as an article tells of it."""

    kind: str
    title: str | None
    status: str
    parties: tuple[str, ...]
    sectors: tuple[str, ...]
    sentence: str


def span(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def article(
    name: str, language: str, source: str, published: int, *told: Told | Agreed, who: Sequence[Who] = (), body: str = ""
) -> BuiltFile:
    """A file with one article, published so many days from today; ``who`` is named beside those of its events."""
    events = [one for one in told if isinstance(one, Told)]
    agreed = [one for one in told if isinstance(one, Agreed)]
    people = sorted({*who, *(each for one in events for each in one.who)})
    named = "".join(f"\n{office} of {party}: {person}" for person, office, party in people)
    text = "\n\n".join([name, *(one.sentence for one in told), body]).rstrip() + named
    pairs = sorted({(min(e.actor, e.recipient), max(e.actor, e.recipient)) for e in events})
    parties = sorted({party for pair in pairs for party in pair} | {p for one in agreed for p in one.parties})
    return BuiltFile(f"file:///{name}", (Extraction(
        article=Article(
            uri=f"file:///{name}", record=0, content_id=hashlib.sha256(text.encode()).hexdigest(), title=name,
            text=text, source=source, published_at=day(published), published_basis="metadata",
            url=f"https://{source.lower().replace(' ', '-')}.example/{hashlib.sha256(name.encode()).hexdigest()[:8]}",
        ),
        language=Language(language, 0.99), agency=None, published_at=day(published), published_basis="metadata",
        dateline=None, mentions=(),
        parties=tuple(PartySalience(party, 1, 1 / len(parties)) for party in parties),
        persons=tuple(_person(text, *each) for each in people),
        events=tuple(one.event(text, people) for one in events),
        agreements=tuple(Agreement(a.kind, a.title, a.status, a.parties, a.sectors, span(text, a.sentence), 0.8, "test")
                         for a in agreed),
        sectors=(), tone=Tone(0.0, "neutral"),
        dyads=tuple(Dyad(a, b, 1, 1, 0, 0.1) for a, b in pairs), rules_version="1",
    ),))  # fmt: skip


def _person(text: str, name: str, office: str, party: str) -> Person:
    found = span(text, f"{office} of {party}: {name}")
    role = PersonRole(office, party, text[found.start : found.end], found.start, found.end)
    return Person(name, latin_name(name), name_key(name), (role,), (span(text, name),))


MUNIR = ("Asim Munir", "military", "PAK")
TOKAYEV = ("Kassym-Jomart Tokayev", "head_of_state", "KAZ")
VISIT = {"on": 0, "place": ("Astana", "KAZ"), "sectors": ("defence",)}

EARLIER = [
    article("Tokayev flies to China", "en", "Wire", -40, Told(
        "CONSULT", "visit", "KAZ", "CHN", -40, "President Tokayev arrived in Beijing and met Xi Jinping.",
        who=(TOKAYEV, ("Xi Jinping", "head_of_state", "CHN")), place=("Beijing", "CHN"))),
    article("Friends plan a treaty", "en", "Wire", -60, Agreed(
        "treaty", "Treaty of Friendship", "intended", ("KAZ", "UZB"), ("trade",),
        "Kazakhstan and Uzbekistan intend to sign a Treaty of Friendship.")),
    article("Minister at the forum", "en", "Wire", -300, who=[("Murat Nurtleu", "foreign_minister", "KAZ")]),
    article("Minister speaks again", "ru", "Agency", -200, who=[("Мурат Нуртлеу", "foreign_minister", "KAZ")]),
    article("Talks in Delhi", "en", "Paper", -120, Told(
        "CONSULT", "meet", "IND", "PAK", -120, "The foreign secretaries of India and Pakistan met in Delhi.")),
    article("Grain for Kabul", "en", "Wire", -100, Told(
        "AID", None, "KAZ", "AFG", -100, "Kazakhstan sent 5,000 tons of flour to Afghanistan.",
        sectors=("humanitarian",))),
]  # fmt: skip
TONIGHT = [
    article("Munir in Astana", "en", "Wire", 0, Told(
        "CONSULT", "visit", "PAK", "KAZ", sentence="Pakistan's army chief Asim Munir arrived in Astana.",
        who=(MUNIR, TOKAYEV), **VISIT)),  # type: ignore[arg-type]
    article("Мунир в Астане", "ru", "Agency", 0, Told(
        "CONSULT", "visit", "PAK", "KAZ", sentence="Командующий армией Пакистана Асим Мунир прибыл в Астану.",
        who=(("Асим Мунир", "military", "PAK"),), **VISIT)),  # type: ignore[arg-type]
    article("عاصم منیر آستانہ میں", "ur", "Paper", 0, Told(
        "CONSULT", "visit", "PAK", "KAZ", sentence="پاکستان کے آرمی چیف آستانہ پہنچ گئے۔",
        **VISIT)),  # type: ignore[arg-type]
    article("EU-Sanktionen", "de", "Zeitung", 0, Told(
        "SANCTION", None, "EU", "RUS", 0, "Die EU verhängte neue Sanktionen gegen Russland.", sectors=("energy",))),
    article("ЕС о России", "ru", "Agency", 0, Told(
        "SANCTION", None, "EU", "RUS", 0, "Евросоюз ввёл пакет новых санкций против России.", sectors=("energy",)),
        body="Товарооборот упал."),
    article("Washington weighs sanctions", "en", "Wire", 0, Told(
        "SANCTION", None, "USA", "IRN", 5, "The United States plans sanctions against Iran.", "planned")),
    article("Treaty signed", "en", "Wire", -10, Agreed(
        "treaty", "Treaty of Friendship", "signed", ("KAZ", "UZB"), ("trade",),
        "Kazakhstan and Uzbekistan signed a Treaty of Friendship.")),
    article("New minister", "en", "Wire", -5, who=[("Yermek Kosherbayev", "foreign_minister", "KAZ")]),
    article("Threat at the border", "en", "Paper", -20, Told(
        "THREATEN", None, "IND", "PAK", -20, "India threatened Pakistan with a blockade.")),
    article("Mirziyoyev expected", "en", "Wire", 0, Told(
        "CONSULT", "visit", "UZB", "KAZ", 10, "Shavkat Mirziyoyev will visit Kazakhstan.", "planned",
        who=(("Shavkat Mirziyoyev", "head_of_state", "UZB"),))),
    article("Doctors for Kabul", "en", "Wire", -15, Told(
        "AID", None, "KAZ", "AFG", -15, "Kazakhstan sent doctors and medicine to Afghanistan.",
        sectors=("health", "humanitarian"))),
    article("Shelling reported", "en", "Armenian Wire", -7, Told(
        "ASSAULT", None, "AZE", "ARM", -7, "Azerbaijan shelled a village in Armenia.")),
    article("Shelling denied", "en", "Azeri Wire", -6, Told(
        "ASSAULT", None, "AZE", "ARM", -7, "Baku denied that it had shelled a village in Armenia.", "denied")),
    article("习近平会见客人", "zh", "Xin Bao", -3, body="国家主席习近平在北京会见外国客人。双方讨论了贸易问题。"),
    article("<b>Hostile</b> markup", "en", "Wire", -2, body="A <script>alert(1)</script> blockade\x1b[31m of ⟦ports⟧."),
]  # fmt: skip


def fill(connection: extensions.connection) -> None:
    """Two nights: what was known three days ago, and what the last one brought."""
    night(connection, EARLIER, "earlier")
    with connection, connection.cursor() as cursor:
        cursor.execute("update ops.run set started_at = now() - interval '3 days'")
        cursor.execute("update news.article set loaded_at = now() - interval '3 days'")
    night(connection, TONIGHT, "tonight")


def night(connection: extensions.connection, files: Sequence[BuiltFile], run_key: str) -> None:
    """Load, merge, refresh, and close the run."""
    this_run = enter(connection, files, run_key)
    with claiming(connection, this_run, 0, 2**40, LEASE, tried=False) as claim:
        load_portion(connection, claim, this_run, results_of(claim, files))
    link_persons(connection)
    merge_incidents(connection)
    merge_agreements(connection)
    index_articles(connection)
    refresh_views(connection)
    runs.count_run(connection, this_run)
    runs.close_run(connection, this_run, fault=None)
