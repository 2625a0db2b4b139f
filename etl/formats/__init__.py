"""Formats: bytes in, articles out. One module a format; ``registry`` knows them all. Nothing here touches a file."""

from etl.formats.draft import Hints
from etl.formats.limits import Limits
from etl.formats.walking import Circumstances, read_articles

__all__ = ["Circumstances", "Hints", "Limits", "read_articles"]
