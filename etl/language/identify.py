"""Text to language: by the script where one language has it to itself, else by two identifiers and by telling marks."""

import re

from etl.language.identifiers import decide, propose
from etl.language.rivals import weigh
from etl.language.scripts import main_script, only, unmixed
from etl.model import Language

_UNDETERMINED = "und"
_LEAST_SURE = 0.25  # below, of the hundred and more languages known, none stands out
_LEAST_DISTINCT = 3  # different letters; `aaaa` and `ha ha ha` are no text
_HEAD, _MIDDLE = 800, 300  # characters that are read; more change nothing
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_ADDRESS_SIGNS = ("://", "www.", "@")


def identify(text: str) -> Language:
    """The language of a text; ``und`` where it is too short or no language. Same text, same answer, in any order."""
    sample = unmixed(_sample(text))
    writing = main_script(sample)
    if writing is None or writing.weight < writing.script.least or writing.distinct < _LEAST_DISTINCT:
        return Language(_UNDETERMINED, 0.0)
    sample = only(sample, writing)
    if writing.script.language is not None:
        probabilities = {writing.script.language: 1.0}
    else:
        probabilities = decide(sample, propose(sample))
    if not probabilities:
        return Language(_UNDETERMINED, 0.0)
    probabilities = weigh(sample, probabilities)
    best = max(probabilities, key=lambda code: (probabilities[code], code))
    confidence = round(min(1.0, probabilities[best]) * writing.share, 4)
    if best == _UNDETERMINED or probabilities[best] < _LEAST_SURE:
        return Language(_UNDETERMINED, confidence if best == _UNDETERMINED else 0.0)
    return Language(best, confidence)


def _sample(text: str) -> str:
    """The beginning, and of a long text a piece from its middle: its opening may be a quote or a list."""
    sample = text[:_HEAD]
    if len(text) > _HEAD:
        middle = max(_HEAD, (len(text) - _MIDDLE) // 2)
        sample += "\n" + text[middle : middle + _MIDDLE]
    if any(sign in sample for sign in _ADDRESS_SIGNS):  # where nothing parts words the search costs the length squared
        sample = _ADDRESS.sub(" ", sample)
    return sample
