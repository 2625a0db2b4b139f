"""Colours as CSS variables, so that one drawing serves light, dark and print; the values are in brief.css.

Conflict is orange and cooperation blue, which the colour-blind tell apart too; every field also has its number or word.
A test computes contrasts and what is left of the differences under each colour blindness.
"""

from bisect import bisect_right

# Bounds between the classes of the Goldstein scale. Talk is +-1 to 4 on it, deeds begin where a class is full.
GOLDSTEIN_BOUNDS = (-7.0, -4.0, -1.0, 1.0, 4.0, 7.0)
GOLDSTEIN_FILLS = tuple(f"var(--g{number})" for number in range(7))
GOLDSTEIN_INKS = tuple(f"var(--gi{number})" for number in range(7))

# Articles a day, from few to many.
COUNT_BOUNDS = (2, 5, 20, 100)
COUNT_FILLS = tuple(f"var(--c{number})" for number in range(5))

# Quad classes 1 to 4.
CLASS_FILLS = tuple(f"var(--q{number})" for number in range(1, 5))

INK = "var(--ink)"
MUTED = "var(--muted)"
LINE = "var(--line)"
TONE = "var(--tone)"


def goldstein_class(value: float) -> int:
    """0 (gravest conflict) to 6 (strongest cooperation); 3 is neither."""
    return bisect_right(GOLDSTEIN_BOUNDS, value)
