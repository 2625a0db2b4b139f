"""Retention as the weekly run does it: said, done if it is on, and merged afterwards."""

import logging

from etl.maintenance.retention import look_at_retention, retire_articles
from etl.pipeline import merge_night, refresh_reports
from etl.settings import Settings

log = logging.getLogger(__name__)


def retire(settings: Settings) -> dict[str, int]:
    """Let old articles go and bring incidents and reports up to date; where retention is off say what it would do."""
    for days, found in look_at_retention(settings).items():
        log.info(
            "%s articles are older than %s days; %s more are kept for a correction", found["due"], days, found["kept"]
        )
    if settings.retention_days is None:
        log.info("retention is off, nothing goes; DYADWIRE_RETENTION_DAYS switches it on")
        return {"articles": 0, "files": 0}
    counts = retire_articles(settings)
    if counts["articles"]:
        merge_night(settings)
        refresh_reports(settings)
    return counts
