"""What a brief says, before any layout: frozen rows, read by ``reading`` and shown by ``page`` and ``charts``."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose brief it is: all countries, one party, or a pair; codes with their English names."""

    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """As a heading: ``All countries``, ``Kazakhstan``, ``Kazakhstan – Pakistan``."""
        return " – ".join(self.names) or "All countries"


@dataclass(frozen=True, slots=True)
class Night:
    """What "new" means: loaded from ``since`` to before ``until`` (UTC). ``run_key`` is its last run, if any."""

    since: datetime
    until: datetime
    run_key: str | None = None
    state: str | None = None
    loaded: int = 0
    quarantined: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence that states a fact, as published. ``url`` is as the article had it: not to be trusted."""

    text: str
    language: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening. ``date_text`` is ISO 8601 to the known precision (``--04-23``: year open), ``None`` if undated.

    ``goldstein`` is -10 (conflict) to 10 (cooperation), ``tone`` -1 to 1, ``confidence`` 0 to 1.
    """

    incident_id: int
    a_party: str
    b_party: str
    type: str
    mode: str | None
    status: str
    is_disputed: bool
    actor: str
    recipient: str
    is_symmetric: bool
    quad_class: int
    goldstein: float
    incident_date: date | None
    date_text: str | None
    date_basis: str | None
    persons: tuple[str, ...]
    place: str | None
    sectors: tuple[str, ...]
    first_published_on: date | None
    first_source: str | None
    articles: int
    outlets: int
    languages: tuple[str, ...]
    confidence: float
    tone: float | None
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One instrument with its latest status; parties and sectors by English name. Days are of reports."""

    kind: str
    title: str | None
    status: str
    status_on: date | None
    signed_on: date | None
    parties: tuple[str, ...]
    sectors: tuple[str, ...]
    first_published_on: date | None
    articles: int
    outlets: int
    languages: tuple[str, ...]
    confidence: float
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of the night's incidents. What occurred is cooperation or conflict; the rest is pending or denied."""

    incidents: int = 0
    cooperation: int = 0
    conflict: int = 0
    pending: int = 0
    denied: int = 0
    pairs: int = 0
    languages: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a heat map as drawn: its labels, incidents, and their mean on the Goldstein scale."""

    row: str
    column: str
    incidents: int
    goldstein: float


@dataclass(frozen=True, slots=True)
class WeekCell:
    """Incidents of a week (named by its Monday) with a partner or of a kind, ``row`` being its English name."""

    row: str
    week: date
    incidents: int
    goldstein: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of parties in the period, by code and English name."""

    a_party: str
    b_party: str
    a: str
    b: str
    incidents: int
    cooperation: int
    conflict: int
    goldstein: float


@dataclass(frozen=True, slots=True)
class Day:
    """Incidents dated to one day, by quad class (1 to 4), and their mean tone."""

    day: date
    by_class: tuple[int, int, int, int]
    tone: float | None

    @property
    def incidents(self) -> int:
        """Of all classes."""
        return sum(self.by_class)


@dataclass(frozen=True, slots=True)
class LanguageDay:
    """Articles published on a day in a language."""

    language: str
    day: date
    articles: int


@dataclass(frozen=True, slots=True)
class Change:
    """A pair's week that is unlike its own history; ``z`` is robust (by the median absolute deviation)."""

    a: str
    b: str
    week: date
    incidents: int
    median: float
    z: float
    direction: str


@dataclass(frozen=True, slots=True)
class Period:
    """Days of a chart, both ends included. ``is_shifted``: nothing is known near the brief's day, it ends before."""

    first: date
    last: date
    is_shifted: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything on the page.

    Attributes:
        known: days of pairs and cells, by when an incident happened, else became known.
        dated: days of the timeline.
        undated: incidents of ``known`` that no timeline can show, for want of a full date.
        changes: of the last weeks, the most unusual first.
        undated_articles: articles of the night without a day of publication.
    """

    day: date
    scope: Scope
    night: Night
    known: Period
    dated: Period
    figures: Figures = field(default_factory=Figures)
    news: Sequence[Incident] = ()
    pairs: Sequence[Pair] = ()
    cells: Sequence[WeekCell] = ()
    timeline: Sequence[Day] = ()
    undated: int = 0
    visits: Sequence[Incident] = ()
    agreements: Sequence[Agreement] = ()
    changes: Sequence[Change] = ()
    coverage: Sequence[LanguageDay] = ()
    undated_articles: int = 0
