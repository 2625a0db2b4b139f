"""Between near relations: letters and words that are usual in one and not in the other."""

import re
from collections import Counter

from etl.language.knowledge import Rivalry, knowledge

_ODDS = 3.0  # that a mark multiplies a language's probability by
_MOST_MARKS = 8  # of one language that count: they don't come independently
_FLOOR = 0.02  # of the best one's probability: what a rival has before marks, though no identifier proposed it
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0591-\u05c7\u0900-\u0fff]+[^\W\d_]*)*")


def weigh(text: str, probabilities: dict[str, float]) -> dict[str, float]:
    """Probabilities anew, with the marks counted of every rivalry that the most probable language has a part in."""
    best = max(probabilities, key=lambda code: (probabilities[code], code))
    words: Counter[str] | None = None
    for rivalry in knowledge().rivalries:
        if best not in rivalry.languages:
            continue
        if words is None:
            lower = text.lower()
            words, letters = Counter(_WORD.findall(lower)), Counter(lower)
        marks = _marks(rivalry, words, letters)
        if marks:
            probabilities = _applied(rivalry, marks, probabilities, best)
    return probabilities


def _marks(rivalry: Rivalry, words: Counter[str], letters: Counter[str]) -> Counter[str]:
    """Marks found, by language."""
    marks: Counter[str] = Counter()
    for known, found in ((rivalry.words, words), (rivalry.letters, letters)):
        for mark in known.keys() & found.keys():
            for code in known[mark]:
                marks[code] += min(found[mark], _MOST_MARKS)
    return marks


def _applied(rivalry: Rivalry, marks: Counter[str], probabilities: dict[str, float], best: str) -> dict[str, float]:
    raised = dict(probabilities)
    most = max(marks.values())
    floor = _FLOOR * probabilities[best]
    for code in sorted(rivalry.languages):  # in a fixed order, so that the sum below is the same in every process
        short = min(most - marks[code], _MOST_MARKS)
        raised[code] = max(raised.get(code, 0.0), floor) * _ODDS**-short
    total = sum(raised.values())
    return {code: probability / total for code, probability in raised.items()}
