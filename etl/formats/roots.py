"""The root element that a document of markup begins with, however much stands before it."""

import re

_BEFORE = re.compile(r"(?:<\?[^>]{0,300}>\s*|<!--[^>]{0,1000}-->\s*|<!doctype\s[^>]{0,500}>\s*){0,5}", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,40})")


def root_of(text: str) -> str | None:
    """Its name in lower case without a prefix; ``None`` where the text begins with something else."""
    found = _ROOT.match(text, _BEFORE.match(text).end())  # type: ignore[union-attr]  # it matches nothing as well
    return found[1].lower() if found else None
