"""The use case that ends a refresh of the reports: the morning's page, written to its folder."""

from datetime import UTC, datetime
from pathlib import Path

from etl.errors import ConfigurationError
from etl.settings import Settings


def write_brief(settings: Settings) -> Path:
    """Write the brief of today (UTC) on all countries to ``brief-DATE.html`` in ``settings.briefs``; answers its path.

    The day's earlier brief is replaced. Raises ConfigurationError where there is no warehouse or the folder cannot be
    written to, PassingError where the connection is lost.
    """
    from etl.reporting.brief.page import html_page
    from etl.reporting.brief.reading import read_brief
    from etl.reporting.brief.scopes import find_scope
    from etl.reporting.brief.writing import write_page
    from etl.reporting.queries import snapshot

    if settings.database_url is None:
        raise ConfigurationError("no warehouse: set DYADWIRE_DATABASE_URL, or start one with `make up`")
    today = datetime.now(UTC).date()
    with snapshot(settings.database_url) as database:
        page = html_page(read_brief(database, today, find_scope(database, None, None)))
    try:
        settings.briefs.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"{settings.briefs} cannot be made: {error.strerror}; see DYADWIRE_BRIEF_DIR"
        ) from error
    target = settings.briefs / f"brief-{today}.html"
    write_page(target, page)
    return target
