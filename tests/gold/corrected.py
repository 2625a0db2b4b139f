"""Exported corrections as labels: whether extraction, as it is now, agrees with the analysts.

    dyadwire correct export > labels.jsonl
    python -m tests.gold.corrected labels.jsonl

prints what is not as the labels say, and by language and field how many labels were met. An article's label is silent
on all that no analyst has judged, so nothing else counts as false.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from etl.extraction import extract, to_record
from etl.language import identify
from etl.merging.persons import Alias, Office, parent
from etl.model import Article
from tests.gold.compare import Json, _matches


@dataclass
class Met:
    """Labels of one field: how many there are, how many were met, and a sentence for each that was not."""

    labels: int = 0
    met: int = 0
    faults: list[str] = field(default_factory=list)

    def count(self, *, is_met: bool, fault: str) -> None:
        """Enter one label."""
        self.labels += 1
        self.met += is_met
        self.faults += [] if is_met else [fault]


Judgement = dict[tuple[str, str], Met]
"""By language (of persons their party) and field: events, agreements or persons."""


def read(path: Path) -> Iterator[Json]:
    """The labels of an export. Lines end at line feeds only: texts may hold other line ends of Unicode."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            yield json.loads(line)


def judge(labels: Iterable[Json]) -> Judgement:
    """Extract each article anew and hold it against its label; ask the merging of persons about each two names."""
    found: Judgement = defaultdict(Met)
    for label in labels:
        if label["kind"] == "persons":
            _persons(found[label["party"], "persons"], label)
        else:
            record = extracted(label)
            _facts(found, label, record, "events")
            _facts(found, label, record, "agreements")
    return dict(found)


def extracted(label: Json) -> Json:
    """The record that extraction makes of a label's article, as if it had been delivered so."""
    article = Article("label", 0, label["content_id"], label["title"], label["text"], label["url"],
                      published_at=label["published_at"], published_basis=label["published_basis"])  # fmt: skip
    return to_record(extract(article, identify(article.text)))


def _facts(found: Judgement, label: Json, record: Json, name: str) -> None:
    fits = _is_event if name == "events" else _is_agreement
    for verdict in ("must", "must_not"):
        for wanted in label[name].get(verdict, ()):
            there = any(_overlap(fact, wanted) and fits(fact, wanted, record) for fact in record[name])
            said = {key: value for key, value in wanted.items() if key not in ("evidence", "quote", "rule")}
            fault = f"{verdict} {said}: {wanted['quote'][:160]!r}"
            found[label["language"], name].count(is_met=there == (verdict == "must"), fault=fault)


def _overlap(fact: Json, wanted: Json) -> bool:
    one, other = fact["evidence"], wanted["evidence"]
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _is_event(event: Json, wanted: Json, record: Json) -> bool:
    return _matches(event, wanted, record)


def _is_agreement(agreement: Json, wanted: Json, _: Json) -> bool:
    same = all(agreement[key] == wanted[key] for key in ("kind", "status") if key in wanted)
    return same and sorted(agreement["parties"]) == wanted["parties"]


def _persons(met: Met, label: Json) -> None:
    low, high = sorted(map(_alias, label["names"]), key=lambda alias: alias.rank)
    is_one = parent(low, [high], lambda key: key) is not None
    names = " and ".join(name["name"] for name in label["names"])
    fault = f"{names} are {'one' if label['same'] else 'two'}"
    met.count(is_met=is_one == label["same"], fault=fault)


def _alias(name: Json) -> Alias:
    offices = {role: Office(_day(first), _day(last), by_one) for role, (first, last, by_one) in name["offices"].items()}
    return Alias(name["key"], tuple(name["tokens"]), tuple(name["latin"].split()), name["articles"], offices)


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def main() -> None:
    """Print what is not met, and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path)
    judged = judge(read(parser.parse_args().export))
    for (where, name), met in sorted(judged.items()):
        for fault in met.faults:
            print(f"{where} {name}: {fault}")
    for (where, name), met in sorted(judged.items()):
        print(f"{where} {name}: {met.met} of {met.labels} labels met")


if __name__ == "__main__":
    main()
