"""Plain forms of words, as a lexicon lists them: ``*шы`` is any word that ends so."""

import re
from fnmatch import translate
from functools import lru_cache


@lru_cache(maxsize=100_000)
def has_form(word: str, forms: tuple[str, ...]) -> bool:
    """The word is one of the forms. Asked of the same words again and again, so remembered."""
    return bool(forms) and _any_of(forms).match(word) is not None


@lru_cache(maxsize=1_000)
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, forms)))
