"""One alert, as text for people and as an object for programs."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["failed", "late", "warning", "test"]
_HEADINGS: dict[Kind, str] = {
    "failed": "run failed",
    "late": "run is late",
    "warning": "new warnings",
    "test": "test of the alerts",
}
_LONGEST = 4000  # characters of the reason; a mail or a chat is no log


@dataclass(frozen=True, slots=True)
class Notice:
    """``dag`` and ``run`` say what it is about, ``reason`` what is wrong, ``remedy`` what to do.

    ``url`` is the run's page in Airflow; empty where there is none.
    """

    kind: Kind
    dag: str
    run: str
    reason: str
    remedy: str
    url: str = ""

    @property
    def subject(self) -> str:
        """One line, without line breaks whatever the ids hold: it becomes a header of a mail."""
        return " ".join(f"Dyadwire: {_HEADINGS[self.kind]}: {self.dag} {self.run}".split())

    @property
    def text(self) -> str:
        """The whole of it in a few lines; the reason is cut after 4,000 characters."""
        lines = [self.subject, f"Reason: {_cut(self.reason)}", f"Remedy: {self.remedy}"]
        return "\n".join([*lines, f"See: {self.url}"] if self.url else lines)

    def as_object(self) -> dict[str, Any]:
        """The fields by name, as a webhook gets them, and ``subject``."""
        return asdict(self) | {"reason": _cut(self.reason), "subject": self.subject}


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
