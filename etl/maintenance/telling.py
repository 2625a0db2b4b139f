"""Findings told: to the log, and if anything is amiss to whoever gets alerts."""

import logging
from collections.abc import Sequence

from etl.alerting import Notice, tell
from etl.maintenance.findings import Finding
from etl.settings import Settings

log = logging.getLogger(__name__)


def tell_findings(settings: Settings, dag: str, run: str, findings: Sequence[Finding]) -> int:
    """Log a line a finding, send one notice of those that are amiss; answers how many rows or files they count."""
    for finding in findings:
        log.log(logging.WARNING if finding.count else logging.INFO, "%s", finding.line)
    if amiss := [finding.line for finding in findings if finding.count]:
        tell(settings, Notice("warning", dag, run, "\n".join(amiss), "each line has its own; nothing was changed"))
    return sum(finding.count for finding in findings)
