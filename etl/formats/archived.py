"""What ZIP and TAR have in common: which members are taken, which are unsafe, which are no business of ours."""

import re
from pathlib import PurePosixPath

from etl.errors import ArticleError

_DRIVE = re.compile(r"[A-Za-z]:")


def is_passed_over(name: str) -> bool:
    """Whether a member is hidden, or a leaving of the system that packed it: passed over, as the inbox does."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith(".") and part != ".." for part in parts) or "__MACOSX" in parts


def unsafe(name: str, kind: str | None) -> ArticleError | None:
    """The fault of a member that is a link or a device (``kind`` in words), or whose name leads out of the archive."""
    if kind is not None:
        return ArticleError("unsafe_member", f"{name}: a {kind}")
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or _DRIVE.match(name):
        return ArticleError("unsafe_member", f"{name}: its name leads out of the archive")
    return None
