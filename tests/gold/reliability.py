"""How often facts of a confidence are right, by bands of it."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

EDGES = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)
Judged = tuple[float, bool]
"""A fact's confidence, and whether it is right."""


class Band(NamedTuple):
    """Facts of about the same confidence: how many, their mean confidence, the share that is right."""

    name: str
    events: int
    mean: float
    right: float


def reliability(judged: Iterable[Judged]) -> list[Band]:
    """Bands from the lowest; those without a fact are left out."""
    known = list(judged)
    bands = []
    for low, high in pairwise(EDGES):
        found = [j for j in known if low <= j[0] < high]
        if found:
            mean, right = (sum(column) / len(found) for column in zip(*found, strict=True))
            name = f"under {high}" if low == EDGES[0] else f"over {low}" if high > 1 else f"{low}-{high}"
            bands.append(Band(name, len(found), mean, right))
    return bands


def calibration_error(judged: Iterable[Judged]) -> float:
    """How far mean confidence and share of right facts lie apart, weighed by the facts of each band."""
    bands = reliability(judged)
    return sum(b.events * abs(b.mean - b.right) for b in bands) / sum(b.events for b in bands)
