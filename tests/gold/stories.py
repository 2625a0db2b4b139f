"""The same stories in every language: how many of them each language reads as their label says.

python -m tests.gold.stories [LANGUAGE ...] [--details]
"""

import argparse
from functools import cache

import yaml

from tests.gold.compare import Tally
from tests.gold.reading import LABELS
from tests.gold.sentences import Judgement, Sentence, Told, judge

FILE = LABELS / "stories.yaml"
_LABELS = ("story", "events", "may")


@cache
def stories() -> dict[str, dict[str, Sentence]]:
    """By story and language."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        row["story"]: {key: _sentence(row, str(text)) for key, text in row.items() if key not in _LABELS}
        for row in rows
    }


def _sentence(row: dict[str, list[str]], text: str) -> Sentence:
    events, may = (tuple(map(Told.parse, row.get(key, ()))) for key in ("events", "may"))
    return Sentence(text, events, may)


def judged(language: str) -> dict[str, Judgement]:
    """Every story as the language reads it; empty for a language in which none is told."""
    return {name: judge(told[language], language) for name, told in stories().items() if language in told}


def measure_stories(language: str) -> Tally:
    """Right, missed and false events over all stories."""
    total = Tally()
    for judgement in judged(language).values():
        total.add(judgement.tally)
    return total


def main() -> None:
    """Print how many stories each language reads rightly, and those that it does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=sorted(next(iter(stories().values()))))
    parser.add_argument("--details", action="store_true", help="print each story that is misread")
    options = parser.parse_args()
    for language in options.languages:
        results = judged(language)
        misread = {name: j for name, j in results.items() if j.missed or j.false}
        print(f"{language}: {len(results) - len(misread)} of {len(results)}; misread: {', '.join(misread) or 'none'}")
        for name, judgement in misread.items() if options.details else ():
            print(f"    {name}: {judgement}")


if __name__ == "__main__":
    main()
