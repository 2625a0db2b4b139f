"""The application that Airflow mounts: the operators' page and the brief, each read in one read-only snapshot."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from threading import Lock
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from psycopg2.extensions import connection
from starlette.exceptions import HTTPException

from etl.errors import ConfigurationError, DyadwireError
from etl.reporting.brief.content import Scope
from etl.reporting.brief.reading import read_brief
from etl.reporting.brief.scopes import find_scope
from etl.reporting.nights.page import brief_page, message_page, nights_page
from etl.reporting.nights.reading import may_write, read_nights
from etl.reporting.queries import snapshot
from etl.settings import Settings, get_settings
from etl.web.headers import Kind, headers

STATEMENT_SECONDS = 30
DRAWING_SECONDS = 60
_TITLES = {
    401: "Log in to Airflow",
    403: "Not for this login",
    404: "No such page",
    503: "The warehouse cannot be read",
}
_LOG_IN = "This page is for whoever is logged in to Airflow. Log in there, then open it again."
_UNSET = (
    "DYADWIRE_READER_URL is not set where the API server runs. Make a login of the role dyadwire_reader and set it;"
    " docs/operations.md says how."
)
_WRITES = (
    "The login of DYADWIRE_READER_URL may change the warehouse, and this page only reads. Give it a login of the role"
    " dyadwire_reader; docs/operations.md says how."
)
_UNREADABLE = "The API server's log says why; `dyadwire doctor` looks for it and says the remedy."
_log = logging.getLogger(__name__)


def make_application(dependencies: Sequence[Any], settings: Settings | None = None) -> FastAPI:
    """The application; ``dependencies`` of FastAPI refuse whoever is not logged in, before anything is read."""
    application = FastAPI(dependencies=list(dependencies), openapi_url=None, docs_url=None, redoc_url=None)
    drawing = Lock()

    def url() -> str | None:
        return (settings or get_settings()).reader_url

    @application.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> HTMLResponse:
        sentence = _LOG_IN if error.status_code == 401 else str(error.detail)
        page = message_page(_TITLES.get(error.status_code, "This did not work"), sentence)
        return HTMLResponse(page, error.status_code, headers(Kind.PAGE))

    @application.get("/")
    def nights() -> HTMLResponse:
        with _reading(url()) as database:
            page = nights_page(read_nights(database))
        return HTMLResponse(page, headers=headers(Kind.PAGE))

    @application.get("/brief")
    def framed_brief(date: str = "", country: str | None = None, dyad: str | None = None) -> HTMLResponse:
        day = _day(date)
        with _reading(url()) as database:
            scope = _scope(database, country, dyad)
        return HTMLResponse(brief_page(day, scope.codes), headers=headers(Kind.PAGE))

    @application.get("/brief.html")
    def brief(date: str = "", country: str | None = None, dyad: str | None = None) -> HTMLResponse:
        day = _day(date)
        if not drawing.acquire(timeout=DRAWING_SECONDS):
            raise HTTPException(503, "Another brief is being drawn; try again in a minute.")
        try:
            with _reading(url()) as database:
                found = read_brief(database, day, _scope(database, country, dyad))
            from etl.reporting.brief.page import html_page  # charts take seconds to import: not while Airflow starts

            return HTMLResponse(html_page(found), headers=headers(Kind.BRIEF))
        finally:
            drawing.release()

    return application


def _day(text: str) -> date:
    """ISO 8601; today in UTC where there is none. Raises HTTPException 400."""
    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError as error:
        raise HTTPException(400, "The date has to read 2026-04-28.") from error


def _scope(database: connection, country: str | None, dyad: str | None) -> Scope:
    """Raises HTTPException 404 for a party that there is not."""
    try:
        return find_scope(database, country, dyad)
    except ConfigurationError as error:
        raise HTTPException(404, str(error)) from error


@contextmanager
def _reading(url: str | None) -> Iterator[connection]:
    """A snapshot by the reader's login. Raises HTTPException 503; what is wrong goes to the log, not to the page."""
    if url is None:
        raise HTTPException(503, _UNSET)
    try:
        with snapshot(url, STATEMENT_SECONDS) as database:
            if may_write(database):
                raise HTTPException(503, _WRITES)
            yield database
    except DyadwireError as error:
        _log.error("the page Relations: %s", error)
        raise HTTPException(503, _UNREADABLE) from error
