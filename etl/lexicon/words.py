"""What a lexicon knows of one word of a text: put together once, since news repeats its words."""

from dataclasses import dataclass

from etl.lexicon.cities import Cities, Heads
from etl.lexicon.entries import Entry, kinds
from etl.lexicon.holders import Holders
from etl.lexicon.patterns import Matcher, Reading
from etl.lexicon.spelling import Speller
from etl.lexicon.tokens import fold

_NEVER_READ = ("not_name",)  # categories of which it matters only where they are: half of all matches in some languages


@dataclass(frozen=True, slots=True)
class Word:
    """``kinds``: categories of what the word is by itself; ``alone``: ``(category, entry, marker, ending)`` of those
    entries. ``holder``: whose name it sounds like. ``reading`` and ``heads``: what the matcher and the cities need to
    go on to the next word; ``seconds``: the spelled words that these names go on with, ``None`` for any.
    """

    folded: str
    spelled: str
    is_capitalized: bool
    kinds: int
    alone: tuple[tuple[str, Entry, str | None, str], ...]
    holder: Entry | None
    reading: Reading
    heads: Heads
    seconds: frozenset[str] | None


def word_of(word: str, matcher: Matcher, cities: Cities, holders: Holders | None, speller: Speller) -> Word:
    """Look a word up."""
    reading = matcher.read(word)
    places = ((Entry("place", place), marker, ending) for place, marker, ending in cities.alone(word))
    heads = tuple(cities.heads(word))
    holder = holders.holder(word) if holders is not None else None
    alone = [(entry.category, entry, marker, ending) for entry, marker, ending in (*reading.whole, *places)]
    return Word(
        folded=fold(word),
        spelled=speller.spell(word),
        is_capitalized=word[0] != word[0].lower(),
        kinds=kinds(*(category for category, *_ in alone)),
        alone=tuple(found for found in alone if found[0] not in _NEVER_READ),
        holder=Entry("holder", holder) if holder is not None else None,
        reading=reading,
        heads=heads,
        seconds=cities.seconds(heads),
    )
