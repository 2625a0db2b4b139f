"""The ZIP package of a Word document made safe to open: bounds first, then only its XML, and no XML with a DTD."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from etl.errors import ArticleError
from etl.formats.limits import DEFAULT_LIMITS, MEBIBYTE

_MOST_UNPACKED = 256 * MEBIBYTE  # by the central directory, pictures included
_MOST_XML = 64 * MEBIBYTE  # a long novel has 5; parsed, it takes some ten times as much memory
_MOST_PARTS = 5000
_IS_LOCKED = 0x1  # flag of a member in ZIP
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
# What the module raises on broken members: bad structure or checksum, offsets past the end, a broken stream.
_FAULTS = (BadZipFile, RuntimeError, ArithmeticError, EOFError, OSError, ValueError, struct.error, zlib.error)


def safe_package(data: bytes) -> BytesIO:
    """The package again, its parts stored as they are; what is no XML (pictures, fonts) is left empty.

    Raises:
        ArticleError: ``malformed`` for a broken ZIP and for XML with a DTD, which Office never writes;
            ``unpacks_too_far``, ``too_many``, ``encrypted``, ``unknown_format`` (no Word document inside).
    """
    safe = BytesIO()
    try:
        with ZipFile(BytesIO(data)) as package, ZipFile(safe, "w", ZIP_STORED) as copy:
            members = _checked(package.infolist(), len(data))
            for name, content in _xml(package, members):
                copy.writestr(name, content)
    except _FAULTS as error:
        raise ArticleError("malformed", f"the DOCX is a broken ZIP package: {error}") from error
    safe.seek(0)
    return safe


def _checked(members: list[ZipInfo], packed: int) -> dict[str, ZipInfo]:
    """Members by name, once their numbers are within bounds."""
    if len(members) > _MOST_PARTS:
        raise ArticleError("too_many", f"the DOCX has {len(members)} parts; at most {_MOST_PARTS} are read")
    unpacked = sum(member.file_size for member in members)
    is_bomb = unpacked > MEBIBYTE and unpacked > DEFAULT_LIMITS.ratio * packed
    if unpacked > _MOST_UNPACKED or is_bomb:
        raise ArticleError("unpacks_too_far", f"the DOCX of {packed} bytes unpacks to {unpacked}")
    if any(member.flag_bits & _IS_LOCKED for member in members):
        raise ArticleError("encrypted", "the DOCX's parts are locked with a password")
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise ArticleError("malformed", "the DOCX's parts are packed in a way that Word cannot read")
    named = {member.filename: member for member in members}
    if "[Content_Types].xml" not in named or not any(name.startswith("word/") for name in named):
        raise ArticleError("unknown_format", "the ZIP package holds no Word document (no `word/` inside)")
    return named


def _xml(package: ZipFile, members: dict[str, ZipInfo]) -> Iterator[tuple[str, bytes]]:
    left = _MOST_XML
    for name, member in members.items():
        content = b""
        if name.lower().endswith((".xml", ".rels")):
            # Read to a bound: the directory's sizes may be lies, and reading all at once goes by the packed data.
            with package.open(member) as part:
                content = part.read(min(member.file_size, left) + 1)
            left -= len(content)
            if left < 0:
                raise ArticleError("unpacks_too_far", f"the DOCX's XML is over {_MOST_XML} bytes")
            if any(sign in content.replace(b"\0", b"") for sign in _DECLARATIONS):
                raise ArticleError("malformed", f"the part {name!r} of the DOCX declares a DTD, which Word never does")
        yield name, content
