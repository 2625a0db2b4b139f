"""The brief's one style sheet, and what a content security policy has to say to allow it; pure."""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files


@lru_cache(maxsize=1)
def style() -> str:
    """The text of ``brief.css``."""
    return files("etl.reporting.brief").joinpath("brief.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def style_hash() -> str:
    """``sha256-...`` of the style sheet, as a policy names it."""
    return "sha256-" + b64encode(sha256(style().encode()).digest()).decode()
