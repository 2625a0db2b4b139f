"""Single sentences with the events that they tell: quick to write, and each shows one construction of a language.

    python -m tests.gold.sentences LANGUAGE ...

prints every sentence that is not read as its label says. A label stands in `<language>/sentences.yaml`:

    - text: Norway expelled two Georgian diplomats on Monday.
      events: [SANCTION NOR>GEO]
      may: [ACCUSE NOR>GEO]

`A>B` actor and recipient, `A=B` the pair without direction; behind it the status, `occurred` where none stands.
Events under `may` are neither right nor wrong, those of a pair that no label names are wrong.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import yaml

from etl.extraction import extract
from etl.lexicon.confidence import worth
from etl.model import Article, Event, Language
from tests.gold.compare import Tally
from tests.gold.reading import LABELS

FILE = "sentences.yaml"


@dataclass(frozen=True)
class Told:
    """One expected event."""

    type: str
    parties: tuple[str, str]
    is_directed: bool
    status: str

    @classmethod
    def parse(cls, label: str) -> "Told":
        """Read ``TYPE A>B [status]``."""
        kind, pair, *status = label.split()
        first, mark, second = pair.partition(">" if ">" in pair else "=")
        return cls(kind, (first, second), mark == ">", status[0] if status else "occurred")

    def fits(self, event: Event) -> bool:
        """The event is this one; what goes on has also occurred."""
        pair = (event.actor, event.recipient)
        same_pair = pair == self.parties if self.is_directed else set(pair) == set(self.parties)
        status = "occurred" if event.status == "ongoing" and self.status == "occurred" else event.status
        return event.type == self.type and same_pair and status == self.status


@dataclass(frozen=True)
class Sentence:
    """A labelled sentence."""

    text: str
    events: tuple[Told, ...]
    may: tuple[Told, ...]


def sentences(language: str) -> list[Sentence]:
    """The labelled sentences of a language; none where it has no file."""
    path = LABELS / language / FILE
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    return [
        Sentence(row["text"], *(tuple(map(Told.parse, row.get(key, ()))) for key in ("events", "may"))) for row in rows
    ]


def events_of(text: str, language: str, scale: Callable[[float], float] = worth) -> tuple[Event, ...]:
    """The events that extraction finds in a text of one sentence."""
    article = Article("file:///sentence.txt", 0, sha256(text.encode()).hexdigest(), "", text)
    return extract(article, Language(language, 1.0), scale).events


@dataclass(frozen=True)
class Judgement:
    """A sentence read: what was found, what was missed, and what was found that it does not tell."""

    sentence: Sentence
    right: list[Event]
    missed: list[Told]
    false: list[Event]

    @property
    def given(self) -> list[tuple[float, bool]]:
        """(confidence, right) of each event."""
        return [(e.confidence, True) for e in self.right] + [(e.confidence, False) for e in self.false]

    @property
    def tally(self) -> Tally:
        """Its events as counts."""
        return Tally(len(self.sentence.events) - len(self.missed), len(self.missed), len(self.false))

    def __str__(self) -> str:
        told = [f"missed {m.type} {'>'.join(m.parties)} {m.status}" for m in self.missed]
        told += [f"false {e.type} {e.actor}>{e.recipient} {e.status} by {e.rule}" for e in self.false]
        return f"{'; '.join(told)} | {self.sentence.text}"


def judge(sentence: Sentence, language: str, scale: Callable[[float], float] = worth) -> Judgement:
    """Read a sentence and hold it against its label."""
    free = list(events_of(sentence.text, language, scale))
    right, missed = [], []
    for told in sentence.events:
        found = next((e for e in free if told.fits(e)), None)
        if found is None:
            missed.append(told)
        else:
            free.remove(found)
            right.append(found)
    known = (*sentence.events, *sentence.may)
    return Judgement(sentence, right, missed, [e for e in free if not any(told.fits(e) for told in known)])


def measure_sentences(language: str) -> tuple[Tally, list[str]]:
    """Right, missed and false events over a language's sentences, and a line for each sentence that is misread."""
    judged = [judge(sentence, language) for sentence in sentences(language)]
    total = Tally()
    for judgement in judged:
        total.add(judgement.tally)
    return total, [str(j) for j in judged if j.missed or j.false]


def main() -> None:
    """Print the misread sentences and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="+")
    for language in parser.parse_args().languages:
        total, misread = measure_sentences(language)
        for line in misread:
            print(f"{language}: {line}")
        print(f"{language}: F1 {total.f1:.2f}, precision {total.precision:.2f}, recall {total.recall:.2f}")


if __name__ == "__main__":
    main()
