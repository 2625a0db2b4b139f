"""What analysts have said of who is one person, as the merging of aliases follows it.

Two aliases that were made one stay one whatever the rules say of them; the one that was named first hangs on the
other. Two that were parted are never in one person: the lower of them in rank stands apart. What was made one counts as
one here too: who is parted from one of them is parted from all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from etl.merging.persons import Alias


@dataclass(frozen=True, slots=True)
class Verdict:
    """One correction: the aliases of these two keys are one person, or two."""

    key: str
    other: str
    is_one: bool


@dataclass(frozen=True, slots=True)
class Verdicts:
    """All that was said of the aliases of one party.

    Attributes:
        into: key of an alias to that of the alias that it hangs on; never in a circle.
        apart: keys that stand for what was made one, to those that are somebody else.
    """

    into: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def stand_in(self, key: str) -> str:
        """The key of the alias that all hang on that were made one with this."""
        while key in self.into:
            key = self.into[key]
        return key

    def pooled(self, aliases: Mapping[str, Alias]) -> dict[str, Alias]:
        """The aliases with the articles of those that hang on them, so that these rank below them."""
        articles = {key: alias.articles for key, alias in aliases.items()}
        for key, alias in aliases.items():
            below = key
            while (above := self.into.get(below)) in articles:
                articles[above] += alias.articles + 1
                below = above
        return {key: replace(alias, articles=articles[key]) for key, alias in aliases.items()}


NONE = Verdicts()


def weigh(verdicts: Iterable[Verdict]) -> Verdicts:
    """Verdicts in the order in which they were made; what contradicts an earlier one is left out."""
    said = list(verdicts)
    into: dict[str, str] = {}
    made = Verdicts(into)
    for verdict in said:
        if verdict.is_one and (top := made.stand_in(verdict.key)) != made.stand_in(verdict.other):
            into[top] = verdict.other
    apart: dict[str, set[str]] = defaultdict(set)
    for verdict in said:
        one, other = made.stand_in(verdict.key), made.stand_in(verdict.other)
        if not verdict.is_one and one != other:
            apart[one].add(other)
            apart[other].add(one)
    return Verdicts(into, {key: frozenset(others) for key, others in apart.items()})
