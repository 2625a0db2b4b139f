"""`make quality`: how well extraction does on the labelled articles, by language and field.

    python -m tests.gold.quality [--faults LANGUAGE] [--json]

F1 of the fields that have precision and recall; of the plain fields the share that is right. `events` counts pair, type
and direction, `event details` those found whose status, mode, date, place, persons and sectors are right too;
`sentences` the events of single sentences (see `sentences.py`), `stories` those of the same stories in every language.
"""

import argparse
import json
from collections import defaultdict

from rich.console import Console
from rich.table import Table

from tests.gold.compare import Tally, compare
from tests.gold.reading import labelled, languages
from tests.gold.reliability import reliability
from tests.gold.sentences import measure_sentences
from tests.gold.stories import measure_stories

FIELDS = ("language", "dateline", "agency", "published_at", "parties", "dyads", "persons", "events", "event details",
          "agreements", "sectors", "tone", "sentences", "stories")  # fmt: skip
Figures = dict[str, dict[str, float]]


def measure(language: str, faults: bool = False) -> tuple[dict[str, Tally], list[tuple[float, bool]]]:
    """Tallies by field over a language's labelled articles, and each judged event's (confidence, right in all)."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    judged: list[tuple[float, bool]] = []
    for article in labelled(language):
        result = compare(article.record(), article.gold)
        judged += result.judged
        for name, tally in result.fields.items():
            tallies[name].add(tally)
        if faults and result.faults:
            print(f"{article.name}\n  " + "\n  ".join(result.faults))
    told, misread = measure_sentences(language)
    if told != Tally():  # a language without such sentences has no figure
        tallies["sentences"] = told
    if (told := measure_stories(language)) != Tally():
        tallies["stories"] = told
    if faults:
        print("\n".join(misread))
    return dict(tallies), judged


def figures() -> Figures:
    """Language -> field -> F1, to two places."""
    return {
        language: {name: round(tally.f1, 2) for name, tally in measure(language)[0].items()} for language in languages()
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--faults", metavar="LANGUAGE", help="print every miss and every unsupported fact of a language"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    if options.faults:
        measure(options.faults, faults=True)
        return
    if options.json:
        print(json.dumps(figures(), indent=1))
        return
    table = Table("language", *FIELDS, title="F1 on the labelled articles", title_justify="left")
    measured = {language: measure(language) for language in languages()}
    for language, (tallies, _) in measured.items():
        table.add_row(language, *(f"{tallies[name].f1:.2f}" if name in tallies else "" for name in FIELDS))
    bands = Table("confidence", "events", "mean", "right", title="Of the events given, how many are right in all")
    for band in reliability(judged for _, found in measured.values() for judged in found):
        bands.add_row(band.name, str(band.events), f"{band.mean:.2f}", f"{band.right:.2f}")
    console = Console(width=160)
    console.print(table, bands)


if __name__ == "__main__":
    main()
