"""All that is held against a night: the data checks, the share in quarantine, the volumes."""

from collections.abc import Iterable

from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.volumes import VolumeAlarm, find_alarms
from etl.warehouse import quarantine
from etl.warehouse.checks import CheckResult, run_checks
from etl.warehouse.volumes import read_volumes

_LOOK = "look at whether its files still arrive and under which name; `dyadwire status` shows what was quarantined"
_REMEDIES = {
    "articles_in_all": "look at whether files still arrive in DYADWIRE_INBOX, and what was quarantined",
    "articles_by_language": _LOOK,
    "articles_by_outlet": _LOOK,
}
_IN_ALL = "all articles"


def check_all(
    connection: Connection, this_run: int, counts: dict[str, int], *, most_quarantined: float, volume_severity: str
) -> list[CheckResult]:
    """Every check of a night, nothing kept yet. ``counts`` are the run's, ``most_quarantined`` a share from 0 to 1."""
    return [
        *run_checks(connection),
        _quarantine_share(connection, this_run, counts, most_quarantined),
        *_volumes(connection, this_run, volume_severity),
    ]


def _quarantine_share(connection: Connection, this_run: int, counts: dict[str, int], most: float) -> CheckResult:
    found, quarantined = counts["found"], counts["quarantined"]
    is_over = bool(found) and quarantined / found > most
    reasons = ", ".join(f"{reason} {count}" for reason, count in quarantine.reasons(connection, this_run).items())
    message = f"{quarantined} of {found} files quarantined" + (f" ({reasons})" if reasons else "")
    if is_over:
        message += f", more than the share of {most:.0%} that DYADWIRE_QUARANTINE_SHARE allows"
    remedy = "`dyadwire status` shows why by reason, each with a remedy of its own"
    return CheckResult("quarantine_share", "error", quarantined if is_over else 0, message, remedy)


def _volumes(connection: Connection, this_run: int, severity: str) -> list[CheckResult]:
    """An alarm about all articles stands for those of every language and outlet."""
    known = read_volumes(connection, this_run)
    found = {"articles_in_all": find_alarms(known.today, known.days, {_IN_ALL: known.in_all})}
    is_empty = any(alarm.kind == "silent" for alarm in found["articles_in_all"])
    for name, counts in (("articles_by_language", known.by_language), ("articles_by_outlet", known.by_outlet)):
        found[name] = [] if is_empty else find_alarms(known.today, known.days, counts)
    return [result for name, alarms in found.items() for result in _results(name, severity, alarms)]


def _results(name: str, severity: str, alarms: Iterable[VolumeAlarm]) -> Iterable[CheckResult]:
    """One a subject, after one that says that the check was made."""
    remedy = _REMEDIES[name]
    yield CheckResult(name, severity, 0, "as many as on days like this one", remedy)
    for alarm in alarms:
        yield CheckResult(name, severity, 1, alarm.message, remedy, subject=alarm.subject)
