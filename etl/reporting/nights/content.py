"""What the operators' page shows, as it comes from the database: plain values, no layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that found something after a night; ``severity`` is ``error`` or ``warn``.

    ``subject`` is a language, an outlet, or empty for the check as a whole; ``message`` and ``remedy`` may be empty.
    """

    check: str
    severity: str
    rows: int
    subject: str = ""
    message: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Night:
    """One run. Counts are of files, but ``articles`` and ``events``; ``seconds`` is ``None`` while it works.

    ``reasons`` are (code, entries) still in quarantine, ``languages`` are (English name, articles), most first.
    """

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
    reasons: Sequence[tuple[str, int]] = ()
    languages: Sequence[tuple[str, int]] = ()
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Everything in quarantine for one reason; address and detail are those of the newest."""

    code: str
    entries: int
    uri: str
    detail: str


@dataclass(frozen=True, slots=True)
class Nights:
    """The page: nights newest first, the ledger as (state, files), the quarantine by reason, all of one moment."""

    as_of: datetime
    nights: Sequence[Night] = ()
    ledger: Sequence[tuple[str, int]] = ()
    reasons: Sequence[Reason] = ()
