"""What one article tells of an agreement, and the instrument that tellings mean, with what speaks for that."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

Key = tuple[str, int]
"""``(content_id, number)``: the same in every warehouse."""

_GENERIC = "agreement"  # any kind may be called so
_SAME_TITLE = 0.5  # Jaccard similarity of the words of two titles of one language


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article says of one instrument.

    Attributes:
        day: of publication; ``None`` if unknown.
        title: its words, folded; empty where the article gives none.
        story: number of the article's story.
    """

    key: Key
    kind: str
    status: str
    day: date | None
    language: str
    title: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    story: int | None = None


def in_time(telling: Telling) -> tuple[date, Key]:
    """The order of tellings: by day, what has none at last."""
    return (telling.day or date.max, telling.key)


def may_be(one: str, other: str) -> bool:
    """Whether what is called the one kind may be called the other."""
    return _GENERIC in (one, other) or one == other


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles of one language are the same but for some words."""
    return bool(one and other) and len(one & other) / len(one | other) >= _SAME_TITLE


@dataclass(slots=True, eq=False)
class Instrument:
    """Tellings that mean one instrument, each with why it was joined, and what is known of it by those that speak."""

    began: Telling
    members: list[tuple[Telling, str]] = field(default_factory=list)
    told: set[tuple[str, str]] = field(default_factory=set)  # article and status
    kinds: set[str] = field(default_factory=set)
    sectors: set[frozenset[str]] = field(default_factory=set)
    titles: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    stories: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.add(self.began, "first", speaks=True)

    def add(self, telling: Telling, why: str, *, speaks: bool) -> None:
        """Make it a member; one that speaks says what the instrument is, to those that come after it."""
        self.members.append((telling, why))
        self.told.add((telling.key[0], telling.status))
        if speaks:
            self.stories |= {telling.story} if telling.story is not None else set()
            self.kinds |= {telling.kind} - {_GENERIC}
            self.sectors |= {telling.sectors} if telling.sectors else set()
            self.titles |= {(telling.language, telling.title)} if telling.title else set()

    @property
    def anchor(self) -> Telling:
        return min((telling for telling, _ in self.members), key=in_time)

    def apart(self, telling: Telling) -> timedelta:
        """How long it lies from the day on which the instrument began; both have a day."""
        return abs((telling.day or date.max) - (self.began.day or date.max))

    def sameness(self, telling: Telling) -> str | None:
        """What says that it is the same; ``only_one`` where nothing does, ``None`` where something speaks against.

        Against it speak: two of one article with one status, another kind, another title in the same language, and
        sectors that have none in common.
        """
        if (telling.key[0], telling.status) in self.told or not all(may_be(telling.kind, kind) for kind in self.kinds):
            return None
        titled = any(alike(telling.title, title) for _, title in self.titles)
        if not titled and telling.title and any(language == telling.language for language, _ in self.titles):
            return None
        shared = [bool(telling.sectors & sectors) for sectors in self.sectors if telling.sectors]
        if not titled and not all(shared):
            return None
        if titled:
            return "title"
        return "story" if telling.story in self.stories else "sector" if shared else "only_one"


def join(
    telling: Telling, near: Iterable[Instrument], retold: Iterable[Instrument], *, speaks: bool
) -> Instrument | None:
    """Put it to the one of its story, else the nearest by title or sector, else for no reason if there is but one."""
    for instrument in retold:
        if why := instrument.sameness(telling):
            instrument.add(telling, why, speaks=speaks)
            return instrument
    only: list[Instrument] = []
    for instrument in near:
        why = instrument.sameness(telling)
        if why in ("title", "sector"):
            instrument.add(telling, why, speaks=speaks)
            return instrument
        only += [instrument] if why else []
        if len(only) > 1 and not telling.sectors and not telling.title:
            break
    if len(only) != 1:
        return None
    only[0].add(telling, "only_one", speaks=speaks)
    return only[0]
