"""What a report shows, as it comes from the database: plain rows, no layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

Row = TypeVar("Row")


class LanguageRow(NamedTuple):
    """Articles in one language, and the events that they report."""

    language: str
    articles: int
    events: int


class DyadRow(NamedTuple):
    """A pair of parties by name; counts are of incidents that happened, tone is -1..1 or ``None``."""

    a: str
    b: str
    incidents: int
    cooperation: int
    conflict: int
    tone: float | None


class EventRow(NamedTuple):
    """One event with its sentence; parties by name, ``date`` to the known precision (``--04-23``: the year is open)."""

    date: str | None
    type: str
    mode: str | None
    status: str
    actor: str
    recipient: str
    is_symmetric: bool
    persons: str | None
    evidence: str


class PersonRow(NamedTuple):
    """A person and the offices that articles give, the most frequent first."""

    name: str
    offices: str | None
    articles: int


class AgreementRow(NamedTuple):
    """An instrument between parties, with its sentence."""

    kind: str
    status: str
    title: str | None
    parties: str | None
    evidence: str


class QuarantineRow(NamedTuple):
    """A file, or one article of it, that could not be read."""

    uri: str
    record: int | None
    reason: str
    detail: str


class ReasonRow(NamedTuple):
    """Everything in quarantine for one reason; ``example`` is the newest file."""

    reason: str
    entries: int
    example: str


class StateRow(NamedTuple):
    """Files of the ledger in one state, and when a file last came into it."""

    state: str
    files: int
    since: datetime | None


class RunRow(NamedTuple):
    """One night, or one ``dyadwire ingest``; ``seconds`` is ``None`` while it works, and when it was killed."""

    run_key: str
    state: str
    started_at: datetime
    seconds: float | None
    found: int
    loaded: int
    duplicates: int
    quarantined: int
    articles: int
    events: int
    detail: str | None


class CheckRow(NamedTuple):
    """A fault that a check found; ``subject`` is empty for a check as a whole."""

    name: str
    subject: str
    severity: str
    faults: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """The first rows of a list, how long it is in all, and the view that holds all of it."""

    rows: Sequence[Row]
    total: int
    view: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that ``print_report`` shows. ``run`` is the run that it is printed for, if there is one."""

    run: RunRow | None
    languages: Sequence[LanguageRow]
    dyads: Listing[DyadRow]
    events: Listing[EventRow]
    persons: Listing[PersonRow]
    agreements: Listing[AgreementRow]
    quarantine: Listing[QuarantineRow]


@dataclass(frozen=True, slots=True)
class Status:
    """Everything that ``print_status`` shows; ``checks`` are the faults found after the last run that was checked."""

    ledger: Sequence[StateRow]
    runs: Sequence[RunRow]
    reasons: Sequence[ReasonRow]
    checks: Sequence[CheckRow] = ()
