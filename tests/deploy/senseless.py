"""Prints the records of senseless texts in every language that has a lexicon: its own words, thrown together.

Run as a script, so that it reads with whichever project Python finds first.
"""

import json
import random
import re
from collections.abc import Iterator

from etl.extraction import extract, to_record
from etl.lexicon.compile import available_languages, data_file
from etl.lexicon.gazetteer import country_names
from etl.lexicon.shape import LanguageData, read_language
from etl.model import Article, Language

TEXTS, WORDS = 20, 250  # of a language, of a text
MARKS = [".", ".\n", ",", ":", ";", "-", "(", ")", "“", "”", "3", "2024", "31.12.", "14"]
SIGNS = re.compile(r"[~*\[\]]|\.\.|\|")


def leaves(value: object) -> Iterator[str]:
    """Every text in a lexicon's data."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif isinstance(value, str):
        yield value


def texts(data: LanguageData) -> Iterator[str]:
    """A title and a body each; the same in every process."""
    chance = random.Random(data.language)  # noqa: S311  # a fixed order is what is wanted
    own = [SIGNS.sub(" ", word).strip() for word in leaves(data.model_dump())]
    events = [SIGNS.sub(" ", word).strip() for event in data.events for word in event.words] or own
    parties = sorted({name for _, name in country_names(data.locale)})
    names = [word.title() for word in own if word.isalpha()] or own
    for _ in range(TEXTS):
        words = [chance.choice(chance.choice((own, events, parties, names, MARKS))) for _ in range(WORDS)]
        yield " ".join(words[:5]) + "\n\n" + " ".join(words)


def main() -> None:
    for code in available_languages():
        for number, text in enumerate(texts(read_language(data_file(code)))):
            title = text.partition("\n")[0]
            article = Article("file:///senseless", number, "0" * 64, title, text, published_at="2025-04-24")
            print(json.dumps(to_record(extract(article, Language(code, 1.0)))))


if __name__ == "__main__":
    main()
