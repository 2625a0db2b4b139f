"""What a look at the warehouse found, for a log, a terminal and an alert."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """``count`` of something that is amiss, 0 is well; ``examples`` are the first few, ``remedy`` what to do."""

    name: str
    count: int
    remedy: str
    examples: Sequence[str] = ()

    @property
    def line(self) -> str:
        """One line, whatever the examples hold."""
        if not self.count:
            return f"{self.name}: none"
        examples = f", such as {'; '.join(self.examples)}" if self.examples else ""
        return " ".join(f"{self.name}: {self.count}{examples}. Remedy: {self.remedy}.".split())
