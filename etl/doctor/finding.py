"""What a check answers."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """``WARNING``: nights go on, look at it. ``FAULT``: the next night fails, or fails to tell."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """``subject`` is what was looked at, ``says`` what is so, ``remedy`` what to do; it is empty where all is well."""

    state: State
    subject: str
    says: str
    remedy: str = ""


def fine(subject: str, says: str) -> Finding:
    """All is well."""
    return Finding(State.OK, subject, says)


def warning(subject: str, says: str, remedy: str) -> Finding:
    """Nights go on."""
    return Finding(State.WARNING, subject, says, remedy)


def fault(subject: str, says: str, remedy: str) -> Finding:
    """The next night fails."""
    return Finding(State.FAULT, subject, says, remedy)
