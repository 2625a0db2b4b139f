"""What a rule's own confidence is worth: the share of such facts that were right on the labelled articles.

Rules are given confidences by hand, and steps on the way lower them; both only rank facts. `confidence.yaml` holds what
was measured, fitted by `python -m tests.gold.calibrate` (docs/confidence.md).
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import yaml

from etl.errors import ConfigurationError

FILE = Path(__file__).with_suffix(".yaml")
Points = tuple[tuple[float, float], ...]


def worth(confidence: float) -> float:
    """The share of facts of a rule's confidence that are right, 0..1; a higher confidence has a higher share."""
    return between_points(points(), confidence)


def between_points(known: Points, confidence: float) -> float:
    """On the straight lines that join points ``(confidence, share)`` from (0, 0) to (1, 1)."""
    at = min(bisect_right(known, (confidence, 1.0)), len(known) - 1)
    (before, low), (behind, high) = known[at - 1], known[at]
    return low + (high - low) * (confidence - before) / (behind - before)


@lru_cache(maxsize=1)
def points() -> Points:
    """The file's points.

    Raises:
        ConfigurationError: they do not rise from (0, 0) to (1, 1).
    """
    try:
        rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["points"]
        found = tuple((float(confidence), float(share)) for confidence, share in rows)
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise ConfigurationError(f"{FILE.name} is broken: {error}; put the file back") from error
    rises = all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    if not rises or found[:1] != ((0.0, 0.0),) or found[-1:] != ((1.0, 1.0),):
        raise ConfigurationError(f"{FILE.name}: the points have to rise from [0, 0] to [1, 1]; put the file back")
    return found
