"""ZIP archives, but for those that are documents themselves (DOCX and its like)."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from etl.errors import ArticleError
from etl.formats.archived import is_passed_over, unsafe
from etl.formats.draft import Head, Member
from etl.formats.limits import Limits
from etl.formats.streams import Unpacked, buffered, check_unpacked, read_document

_DOCUMENTS = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"docProps/", b"word/")
_END = struct.Struct("<4s4H2LH")  # the end of the central directory
_END_MAGIC = b"PK\x05\x06"
_LONGEST_COMMENT = 65_535
_ENTRY = 46  # bytes that an entry of the central directory takes at least
_LINKS = {stat.S_IFLNK: "link", stat.S_IFCHR: "device", stat.S_IFBLK: "device", stat.S_IFIFO: "pipe"}
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


def recognizes(head: Head) -> bool:
    """By the first bytes, if the first entry is not that of an office document."""
    if head.data.startswith(_END_MAGIC):
        return True
    if not head.data.startswith(b"PK\x03\x04") or len(head.data) < 30:
        return False
    length = int.from_bytes(head.data[26:28], "little")
    return not head.data[30 : 30 + length].startswith(_DOCUMENTS)


def members(stream: BinaryIO, head: Head, limits: Limits) -> Iterator[Member | ArticleError]:
    """The files inside, in the order of the archive's directory.

    Raises:
        ArticleError: ``malformed`` for a broken directory, ``too_many`` for a directory over ``limits.records``.
    """
    if not stream.seekable():
        stream = io.BytesIO(read_document(stream, limits))
    _check_directory(stream, limits)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise ArticleError("malformed", f"a broken ZIP archive: {error}") from error
    unpacked = 0
    with archive:
        for entry in archive.infolist():
            if not entry.filename:
                yield ArticleError("malformed", "a member without a name")
                continue
            if entry.is_dir() or is_passed_over(entry.filename):
                continue
            if fault := _fault(entry):
                yield fault
                continue
            try:
                with archive.open(entry) as inner:
                    content = Unpacked(cast(BinaryIO, inner), entry.compress_size, limits, _FAULTS)
                    yield Member(entry.filename, buffered(content))
            except _FAULTS as error:
                yield ArticleError("malformed", f"{entry.filename}: {error}")
                continue
            unpacked += content.count
            check_unpacked(unpacked, max(unpacked, 1), limits)


def _fault(entry: zipfile.ZipInfo) -> ArticleError | None:
    if fault := unsafe(entry.filename, _LINKS.get(stat.S_IFMT(entry.external_attr >> 16))):
        return fault
    if entry.flag_bits & 0x1:
        return ArticleError("encrypted", f"{entry.filename}: locked with a password")
    return None


def _check_directory(stream: BinaryIO, limits: Limits) -> None:
    """``zipfile`` makes an object an entry at once: the directory is measured before."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _LONGEST_COMMENT - _END.size))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END_MAGIC)
    if at < 0 or len(tail) - at < _END.size:
        raise ArticleError("malformed", "a ZIP archive without its directory: cut off, or still being written")
    *_, entries, directory_bytes, _, _ = _END.unpack_from(tail, at)
    # A 64-bit directory says so by the largest number; then the file's size is what bounds it.
    most = size // _ENTRY if directory_bytes == 0xFFFFFFFF else max(entries, directory_bytes // _ENTRY)
    if most > limits.records:
        raise ArticleError("too_many", f"{most:,} entries, more than {limits.records:,} (DYADWIRE_MAX_RECORDS)")
