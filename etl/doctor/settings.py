"""Settings: those that cannot be right, and variables that look like settings and are none."""

import os
from collections.abc import Mapping
from difflib import get_close_matches

from pydantic import ValidationError

from etl.doctor.finding import Finding, fault, fine, warning
from etl.settings import Settings

_PREFIX = "DYADWIRE_"
_SEE = "put it straight; docs/operations.md lists the settings"


def check_settings(environment: Mapping[str, str] | None = None) -> tuple[list[Finding], Settings | None]:
    """Findings, and the settings if they can be read. ``environment`` is this process' own unless given for names."""
    names = sorted(name for name in environment or os.environ if name.upper().startswith(_PREFIX))
    known = {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields}
    found = [_unknown(name, known) for name in names if name.upper() not in known]
    try:
        settings = Settings()
    except ValidationError as error:
        return found + [
            fault(f"setting {_PREFIX}{str(one['loc'][0]).upper()}", one["msg"], _SEE)
            for one in error.errors(include_input=False, include_url=False)
        ], None
    return [*found, fine("settings", f"{len(names) - len(found)} set, the others as by default")], settings


def _unknown(name: str, known: set[str]) -> Finding:
    near = get_close_matches(name.upper(), known, n=1)
    remedy = f"unset it, or write {near[0]}" if near else "unset it"
    return warning(f"variable {name}", "is no setting and is not read", remedy)
