"""Holders of high offices by name, in any script that has capitals: known by the key that transliterations share.

Scripts without capitals name them in the YAML (``holders``): there every word would have to be compared.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from etl.lexicon import reference
from etl.lexicon.latin import latin_name, name_key
from etl.lexicon.spelling import Declension, Speller

_LEAST_ALIKE = 0.61  # of the letters of both forms; Trump and Трамп have 0.8, Temer and Тимор (Timor) 0.6
_LEAST_KEY = 3  # consonants: what is shorter is too many other words


@lru_cache(maxsize=1)
def _by_key() -> dict[str, reference.Holder]:
    """Key of a family name -> its only holder."""
    found: dict[str, list[reference.Holder]] = {}
    for holder, _, known_by in reference.office_holders():
        for key in {name_key(name) for name in known_by}:
            if len(key) >= _LEAST_KEY and " " not in key:
                found.setdefault(key, []).append(holder)
    return {key: holders[0] for key, holders in found.items() if len(holders) == 1}


@dataclass(frozen=True, slots=True)
class Holders:
    """Finds in words of one language the holders that the reference list has."""

    speller: Speller
    declension: Declension

    def holder(self, word: str) -> reference.Holder | None:
        """The holder whom a capitalized word in another script than Latin names."""
        if word[0] < "\u0370" or word[0] == word[0].lower():  # Latin letters end below Greek
            return None
        known = _by_key()
        forms = [name for name, _, _ in self.declension.nominatives(self.speller.spell(word))]
        for form in [word.lower(), *forms]:
            holder = known.get(name_key(form))
            if holder is not None and _sounds_alike(form, holder):
                return holder
        return None


def _sounds_alike(form: str, holder: reference.Holder) -> bool:
    """As many syllables, give or take one, and most letters the same: the key alone knows no vowels."""
    _, _, known_by = next(row for row in reference.office_holders() if row[0] is holder)
    latin = latin_name(form).lower()
    return any(
        abs(_vowels(latin) - _vowels(name)) <= 1 and SequenceMatcher(None, latin, name).ratio() >= _LEAST_ALIKE
        for name in (latin_name(known).lower() for known in known_by)
    )


def _vowels(word: str) -> int:
    groups = "".join(ch if ch in "aeiouy" else " " for ch in word)
    return len(groups.split())
