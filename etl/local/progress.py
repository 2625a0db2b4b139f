"""What is shown while a night runs: a line for each step that ended; on a terminal also a live one for what runs."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from etl.local.airflow_api import TaskState

ENDED = frozenset({"success", "failed", "upstream_failed", "skipped", "removed"})
STYLES = {"failed": "red", "upstream_failed": "red", "success": "green", "up_for_retry": "yellow"}


class NightProgress:
    """Plain lines where the console is no terminal: the same text, each line once."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = time.monotonic()
        self._stage: str | None = None
        self._said: dict[tuple[str, int], str] = {}
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._live = self._bar.add_task("starting", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the live line; what follows is printed below."""
        self._end_stage()
        self._bar.stop()

    def stage(self, text: str) -> None:
        """The stage before has ended, this one begins."""
        self._end_stage()
        self._stage = text
        self._bar.update(self._live, description=text)

    def say(self, text: str, style: str = "") -> None:
        """A line with the seconds since the start."""
        line = f"{time.monotonic() - self._began:6.1f} s  {text}"
        self._console.print(line, style=style, markup=False, highlight=False, soft_wrap=True)

    def show(self, tasks: list[TaskState]) -> None:
        """A line for every task that has ended or waits for another try, and how many of them there are."""
        for task in sorted(tasks, key=lambda task: (task.map_index, task.task)):
            state = task.state or ""
            if (state in ENDED or state == "up_for_retry") and self._said.get((task.task, task.map_index)) != state:
                self._said[task.task, task.map_index] = state
                self.say(f"{task.name}: {state.replace('_', ' ')}", STYLES.get(state, ""))
        running = ", ".join(sorted({task.task for task in tasks if task.state == "running"}))
        ended = sum(task.state in ENDED for task in tasks)
        self._bar.update(self._live, description=running or "the night", total=len(tasks) or None, completed=ended)

    def _end_stage(self) -> None:
        if self._stage is not None:
            self.say(self._stage)
            self._stage = None
