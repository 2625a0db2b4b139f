"""Standard error, by the log: lines for people, or for programs one JSON object a line with run, batch and file.

All that is said goes the same way as what the pipeline logs, so that where JSON is asked for, nothing else comes.
"""

import logging
import sys
import traceback
from enum import StrEnum

from rich.console import Console
from rich.text import Text

from etl.reporting.plain_text import clean

_SAID = logging.getLogger("dyadwire")
_LEVELS = {"red": logging.ERROR, "yellow": logging.WARNING}


class LogFormat(StrEnum):
    """``text``: warnings and errors, for people. ``json``: progress too, one object a line, with Airflow's names."""

    TEXT = "text"
    JSON = "json"


def set_up(log_format: LogFormat, *, with_tracebacks: bool) -> None:
    """How this process logs from here on; what the pipeline logs for Airflow is for the command line's user too."""
    is_json = log_format is LogFormat.JSON
    handler = _json_lines() if is_json else _Lines(with_tracebacks)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("etl").setLevel(logging.INFO if is_json else logging.WARNING)
    _SAID.setLevel(logging.INFO)


def say(message: str, style: str = "") -> None:
    """One line on standard error; control characters in file names and article text are taken out."""
    _SAID.log(_LEVELS.get(style, logging.INFO), "%s", clean(message), extra={"style": style})


def say_traceback() -> None:
    """The traceback of the exception that is being handled."""
    _SAID.error("what raised it", exc_info=True, extra={"style": ""})


def _console() -> Console:
    """Standard error; never folded where it is no terminal, so that one error stays one line in a log."""
    return Console(stderr=True, soft_wrap=True, highlight=False)


class _Lines(logging.Handler):
    """A line a message; ``with_tracebacks`` adds what the pipeline's errors were raised by."""

    def __init__(self, with_tracebacks: bool) -> None:
        super().__init__()
        self._with_tracebacks = with_tracebacks

    def emit(self, record: logging.LogRecord) -> None:
        console = _console()
        if record.name == _SAID.name and record.exc_info:
            console.print_exception()
            return
        style = getattr(record, "style", "yellow")
        console.print(Text(clean(record.getMessage()), style=style))
        if self._with_tracebacks and record.exc_info:
            console.print(Text("".join(traceback.format_exception(*record.exc_info))))


def _json_lines() -> logging.Handler:
    """``timestamp``, ``level``, ``logger`` and ``event`` as in Airflow's logs, and what is bound: run, batch, file."""
    import structlog  # not for `extract` to wait for

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    return handler
