"""How far the languages tell the same story alike: their events held against the English record's.

    python -m tests.dev.agreement [LANGUAGE ...] [--details] [--dev FOLDER]

For each document, the events as (unordered pair, type). A row a language: the Jaccard index with English over all
documents, what only English has, what only the language has, and how many of each the gold record knows (required or
optional). The last row is the mean. `--details` prints what differs.

`dir` is how many of the one-sided events found have the actor that the gold record gives; `one way` leaves out pairs of
which the gold record holds both directions, since the scorer, which keeps one event a pair and type, can then give a
point for one of the two at the most.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from etl.extraction import extract
from etl.model import Article, Event, Language
from etl.settings import PROJECT_ROOT

DEV = PROJECT_ROOT.parent / "shared" / "dev"
PIVOT = "en"
LANGUAGES = ("ar", "de", "es", "fa", "fr", "it", "kk", "pl", "pt", "ru", "tr", "uk", "ur", "uz", "zh")
Key = tuple[int, frozenset[str], str]  # document, pair, type


@dataclass(frozen=True)
class Reading:
    """The events of one language, and the actors that they give to each pair and type."""

    actors: dict[Key, set[str]]

    def jaccard(self, other: "Reading") -> float:
        """Of all that either has, the share that both have; 1.0 where neither has any."""
        either, both = self.actors.keys() | other.actors.keys(), self.actors.keys() & other.actors.keys()
        return len(both) / len(either) if either else 1.0


@dataclass
class Directions:
    """Of one-sided events found, how many have the right actor, over all and over those of one direction."""

    right: int = 0
    found: int = 0
    right_one_way: int = 0
    found_one_way: int = 0


@dataclass
class Gold:
    """The development labels: all (pair, type), and the actors of the one-sided ones."""

    known: set[Key] = field(default_factory=set)
    actors: dict[Key, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def cap(self) -> float:
        """The share of one-sided labels that the scorer can give a point for when everything is found."""
        most = sum(max(actors.count(a) for a in actors) for actors in self.actors.values())
        return most / sum(len(actors) for actors in self.actors.values())


def documents(folder: Path = DEV) -> list[dict[str, Any]]:
    """The labelled documents."""
    loaded: list[dict[str, Any]] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return loaded


def gold(folder: Path = DEV) -> Gold:
    """The labels by pair and type."""
    result = Gold()
    for document in documents(folder):
        for event in document["events"]:
            key = (document["doc"], frozenset((event["actor"], event["recipient"])), event["type"])
            result.known.add(key)
            if not event["symmetric"]:
                result.actors[key].append(event["actor"])
    return result


def read(language: str, folder: Path = DEV) -> Reading:
    """Extract one language's documents."""
    lines = (folder / "texts" / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    sentences = dict(line.split("\t", 1) for line in lines if "\t" in line)
    actors: dict[Key, set[str]] = {}
    for document in documents(folder):
        first, last = document["lines"]
        spoken = [sentences[str(n)] for n in range(first, last + 1) if str(n) in sentences]
        for event in _events(language, spoken):
            key = (document["doc"], frozenset((event.actor, event.recipient)), event.type)
            actors[key] = {event.actor}  # the last one, as the scorer has it
    return Reading(actors)


def _events(language: str, spoken: list[str]) -> tuple[Event, ...]:
    title, body = " ".join(spoken[0].split()), "\n".join(" ".join(s.split()) for s in spoken[1:])
    text = f"{title}\n\n{body}"
    article = Article("file:///document.txt", 0, sha256(text.encode()).hexdigest(), title, text)
    return extract(article, Language(language, 1.0)).events


def directions(reading: Reading, labels: Gold) -> Directions:
    """Count the actors that are right."""
    result = Directions()
    for key, wanted in labels.actors.items():
        for actor in wanted if key in reading.actors else ():
            right = actor in reading.actors[key]
            result.found, result.right = result.found + 1, result.right + right
            if len(set(wanted)) == 1:
                result.found_one_way, result.right_one_way = result.found_one_way + 1, result.right_one_way + right
    return result


def _row(name: str, reading: Reading, pivot: Reading, labels: Gold) -> str:
    only_pivot, only_here = pivot.actors.keys() - reading.actors.keys(), reading.actors.keys() - pivot.actors.keys()
    told = directions(reading, labels)
    return (
        f"{name:6}{reading.jaccard(pivot):9.2f}{len(only_pivot):9}{len(only_pivot & labels.known):6}"
        f"{len(only_here):9}{len(only_here & labels.known):6}{told.right:8}/{told.found}"
        f"{told.right_one_way:8}/{told.found_one_way}"
    )


def _told(key: Key) -> str:
    number, pair, kind = key
    return f"{number} {'-'.join(sorted(pair))} {kind}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--details", action="store_true", help="print each event that only one of the two has")
    parser.add_argument("--dev", type=Path, default=DEV, help="folder of the development data")
    options = parser.parse_args()
    labels, pivot = gold(options.dev), read(PIVOT, options.dev)
    print(f"{'':6}{'Jaccard':>9}{'only en':>9}{'gold':>6}{'only it':>9}{'gold':>6}{'dir':>10}{'one way':>10}")
    readings = {language: read(language, options.dev) for language in options.languages}
    for language, reading in readings.items():
        print(_row(language, reading, pivot, labels))
        for key in sorted(map(_told, pivot.actors.keys() ^ reading.actors.keys())) if options.details else ():
            print(f"       {key}")
    print(f"{'mean':6}{sum(r.jaccard(pivot) for r in readings.values()) / len(readings):9.2f}")
    print(f"dir can be {labels.cap:.2f} at the most when all labels are found")


if __name__ == "__main__":
    main()
