"""Looks for what would make a night fail, and says the remedy: each check answers findings, and changes nothing."""

from collections.abc import Callable, Iterable, Iterator

from etl.doctor.airflow import check_airflow, check_dags
from etl.doctor.database import check_reader, check_warehouse
from etl.doctor.finding import Finding, State
from etl.doctor.machine import check_inbox, check_lexicons, check_state_folder, check_versions
from etl.doctor.settings import check_settings
from etl.settings import Settings

_CHECKS: tuple[Callable[[Settings], Iterable[Finding]], ...] = (
    check_state_folder,
    check_inbox,
    check_lexicons,
    check_warehouse,
    check_reader,
    check_dags,
    check_airflow,
)


def examine() -> Iterator[Finding]:
    """All findings, as they are made. Without settings that can be read there is nothing more to look at."""
    yield from check_versions()
    found, settings = check_settings()
    yield from found
    if settings is not None:
        for check in _CHECKS:
            yield from check(settings)


def exit_code(findings: Iterable[Finding]) -> int:
    """0 when all is well, 1 when there are warnings, 2 when there is a fault."""
    states = {finding.state for finding in findings}
    return 2 if State.FAULT in states else int(State.WARNING in states)


__all__ = ["Finding", "State", "examine", "exit_code"]
