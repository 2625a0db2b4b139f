"""The order of loading is no matter: every table of ``news`` and every view of ``report`` ends the same."""

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from typing import Any

import pytest
from psycopg2 import extensions

from etl import pipeline
from etl.extraction import extract
from etl.formats.text import content_id
from etl.language import identify
from etl.model import Extraction
from etl.reading.articles import extract_articles
from etl.settings import PROJECT_ROOT, Settings
from etl.warehouse import embedded
from etl.warehouse.agreements import merge_agreements
from etl.warehouse.claims import claiming
from etl.warehouse.database import connect
from etl.warehouse.incidents import merge_incidents
from etl.warehouse.loader import load_portion
from etl.warehouse.persons import link_persons
from tests.conftest import temporary_database
from tests.warehouse import natural_keys
from tests.warehouse.builders import LEASE, BuiltFile, enter, results_of

PERMUTATIONS = 20
_SAMPLES = PROJECT_ROOT / "seeds" / "articles"
_MERGES: tuple[Callable[[extensions.connection], int], ...] = (link_persons, merge_incidents, merge_agreements)


@dataclass(frozen=True)
class Corpus:
    """Files as read and extracted, of which each permutation makes an order."""

    files: tuple[BuiltFile, ...]


def _read() -> dict[str, Extraction]:
    """What three samples of each language say, and all of the story and of the person; by file name."""
    folders = sorted(path for path in _SAMPLES.iterdir() if path.is_dir())
    paths = [path for folder in folders for path in sorted(folder.iterdir())[: 3 if len(folder.name) == 2 else None]]
    found = {
        p.name: list(extract_articles(p.read_bytes(), p.as_uri()))
        for p in paths
        if p.suffixes[-2:] != [".meta", ".json"]
    }
    return {name: items[0] for name, items in found.items() if isinstance(items[0], Extraction)}


def _again(found: Extraction, **fields: Any) -> Extraction:
    """The extraction of the same article with other fields, as another outlet would deliver it."""
    if "text" in fields:
        fields["content_id"] = content_id(fields["text"])
    if "published_at" in fields:
        fields["published_basis"] = "metadata" if fields["published_at"] else None
    article = replace(found.article, **fields)
    return extract(article, identify(article.text))


def _copies(read: dict[str, Extraction]) -> list[Extraction]:
    """The same texts from other outlets: earlier, later, undated, without an address, of the same minute."""
    day = "2025-04-24"
    sample = read["000_5a2a59cd5140f087.txt"]
    call, other = read["101_telefonat_bern_neu_delhi.json"], read["201_athens_ankara_call.json"]
    visit = read["200_uzbek_minister_in_islamabad.txt"]
    return [
        _again(sample, source="Blatt", url="https://blatt.example/1", published_at=day),
        _again(sample, source="Zeitung", url="https://zeitung.example/1", published_at=f"{day}T09:30:00+02:00"),
        _again(sample, source="Archiv", url="https://archiv.example/1", published_at="2025-06-01"),
        _again(sample, source=None, url=None, published_at=None),
        _again(call, source="Früher", url="https://frueher.example/1", published_at="2025-11-12T23:00:00Z"),
        _again(call, source="Undatiert", url="https://undatiert.example/1", published_at=None),
        _again(other, source="Earlier", published_at="2020-12-01"),
        _again(visit, source="B", url="https://b.example/1", published_at="2026-02-12T08:00:00+05:00"),
        _again(visit, source="A", url="https://a.example/1", published_at="2026-02-12T03:00:00Z"),
        _again(visit, source="A", url="https://a.example/1", published_at="2026-02-12T03:00:00Z"),
    ]  # fmt: skip


def _versions(read: dict[str, Extraction]) -> list[Extraction]:
    """Texts at addresses that had another one, and a version that came to its address by way of another outlet."""
    call = read["101_telefonat_bern_neu_delhi.json"]
    longer = f"{call.article.text}\nDas Gespräch endete gegen 18 Uhr."
    other = f"{call.article.title}\n\nDie Schweiz unterzeichnete am Freitag ein Abkommen mit Indien über Zölle."
    return [
        _again(call, text=longer, published_at="2025-11-13T20:00:00+01:00"),
        _again(call, text=other, published_at="2025-11-14"),
        _again(call, text=other, source="Agentur", url="https://agentur.example/1", published_at="2025-11-10"),
    ]


def _chain(read: dict[str, Extraction]) -> list[Extraction]:
    """One story over three months whose reports have no date of their own; an earlier copy of one parts it. What all of
    them mean is told by an article with a date, in the month before most of them."""
    plain = read["200_uzbek_minister_in_islamabad.txt"]
    words = "The government in Oslo did not say how long the measures would last, and named no company. "
    text = (
        f"Norway imposed sanctions on Belarus. {words * 2}Shipping lines, banks and an airline said they would comply."
    )
    days = ("2025-07-29", "2025-08-10", "2025-08-22", "2025-09-02", "2025-09-12")
    told = [
        _again(plain, title=day, text=f"{day}\n\n{text} {'More was to follow. ' * n}", url=None, published_at=day)
        for n, day in enumerate(days)
    ]
    firm = "Norway imposed sanctions on Belarus on 28 July 2025, its foreign ministry said."
    return [
        *told,
        _again(plain, title="Firm", text=f"Firm\n\n{firm}", url=None, published_at="2025-10-09"),
        _again(told[3], source="Archive", published_at="2025-03-01"),
    ]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    read = _read()
    made = [*_copies(read), *_versions(read), *_chain(read)]
    files = [BuiltFile(found.article.uri, (found,)) for found in read.values()]
    for number, found in enumerate(made):
        uri = f"made:{number}"
        files.append(BuiltFile(uri, (replace(found, article=replace(found.article, uri=uri)),)))
    return Corpus(tuple(files))


def _portions(files: Sequence[BuiltFile], chance: random.Random) -> list[list[BuiltFile]]:
    """The files in a random order, cut at random."""
    shuffled, portions = chance.sample(files, len(files)), []
    while shuffled:
        size = chance.randint(1, 25)
        portions.append(shuffled[:size])
        shuffled = shuffled[size:]
    return portions


def _work(url: str, waiting: SimpleQueue[list[BuiltFile]], files: Sequence[BuiltFile], chance: random.Random) -> None:
    """One of several loaders: enters portions, loads what it gets hold of, and merges whenever it likes."""
    with closing(connect(url)) as connection:
        while True:
            try:
                portion = waiting.get_nowait()
            except Empty:
                return
            this_run = enter(connection, portion)
            with claiming(connection, this_run, 0, 2**40, LEASE) as claim:
                results = chance.sample(results_of(claim, files), len(claim.files))
                middle = chance.randint(0, len(results))
                for part in (results[:middle], results[middle:]):
                    load_portion(connection, claim, this_run, part)
            for merge in chance.sample(_MERGES, chance.choice((0, 0, 1, 3))):
                merge(connection)


def _loaded(url: str, files: Sequence[BuiltFile], turn: int) -> dict[str, list[str]]:
    """What the warehouse holds after so many loaders have loaded these files in an order of this turn's own."""
    chance = random.Random(turn)  # noqa: S311  # reproducible, not secret
    waiting: SimpleQueue[list[BuiltFile]] = SimpleQueue()
    for portion in _portions(files, chance):
        waiting.put(portion)
    workers = 1 + turn % 4
    with ThreadPoolExecutor(workers) as pool:
        seeds = [random.Random(f"{turn} {n}") for n in range(workers)]  # noqa: S311
        list(pool.map(lambda own: _work(url, waiting, files, own), seeds))
    pipeline.merge_night(Settings(database_url=url))
    return natural_keys.rows(url)


def _difference(expected: dict[str, list[str]], found: dict[str, list[str]]) -> str:
    lines = []
    for relation in expected:
        lost = sorted(set(expected[relation]) - set(found[relation]))
        new = sorted(set(found[relation]) - set(expected[relation]))
        if lost or new or len(expected[relation]) != len(found[relation]):
            lines += [f"{relation}: {len(lost)} rows less, {len(new)} more", *(f"  - {r[:600]}" for r in lost[:3])]
            lines += [f"  + {r[:600]}" for r in new[:3]]
    return "\n".join(lines)


@pytest.mark.slow
@pytest.mark.timeout(600)  # about a minute on two cores that do nothing else
def test_the_order_of_loading_changes_no_row(server: embedded.Server, corpus: Corpus) -> None:
    expected: dict[str, list[str]] = {}
    for turn in range(PERMUTATIONS):
        began = time.monotonic()
        with temporary_database(server) as url:
            found = _loaded(url, corpus.files, turn)
        print(f"turn {turn}: {time.monotonic() - began:.1f} s")
        expected = expected or found
        assert found == expected, f"turn {turn}:\n{_difference(expected, found)}"
    assert len(expected["news.article"]) > 60
    assert all(expected[f"news.{name}"] for name in ("article_copy", "incident", "agreement", "person_alias"))
