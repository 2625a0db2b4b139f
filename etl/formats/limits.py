"""How much of anything one file may hold before it is taken for an attack or an accident."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file; every one of them is a setting, and a reason that names it when it is hit.

    Attributes:
        document_bytes: of one document: a page, a member of an archive, a line of JSON Lines.
        unpacked_bytes: of all that one file unpacks to.
        ratio: unpacked bytes a packed one, once more than a mebibyte has been unpacked.
        depth: containers inside one another.
        records: articles and rejections of one file together.
    """

    document_bytes: int = 32 * MEBIBYTE
    unpacked_bytes: int = 16 * 1024 * MEBIBYTE
    ratio: int = 200
    depth: int = 4
    records: int = 200_000


DEFAULT_LIMITS = Limits()
