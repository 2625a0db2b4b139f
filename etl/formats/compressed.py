"""Compressed files: gzip, bzip2, xz and zstd, each around one document."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

import zstandard

from etl.errors import ArticleError
from etl.formats.draft import Head, Member
from etl.formats.limits import Limits
from etl.formats.streams import Counted, Unpacked, buffered

_MOST_MEMORY = 128 * 1024 * 1024  # bytes that a decompressor may set aside, as `xz -9` and `zstd -19` need


@dataclass(frozen=True, slots=True)
class _Kind:
    magic: bytes
    suffixes: dict[str, str]  # ending -> what takes its place
    unpack: Callable[[BinaryIO], BinaryIO]


def _gzip(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))


def _bzip2(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, bz2.BZ2File(stream))


def _xz(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, _Frames(stream, lambda: lzma.LZMADecompressor(memlimit=_MOST_MEMORY), 64 * 1024))


def _zstd(stream: BinaryIO) -> BinaryIO:
    # In small bites: it answers with all that they unpack to, up to 128 KiB for every four bytes.
    unpacker = zstandard.ZstdDecompressor(max_window_size=_MOST_MEMORY)
    return cast(BinaryIO, _Frames(stream, unpacker.decompressobj, 1024))


_KINDS = (
    _Kind(b"\x1f\x8b", {".tgz": ".tar", ".gz": ""}, _gzip),
    _Kind(b"BZh", {".tbz2": ".tar", ".tbz": ".tar", ".bz2": ""}, _bzip2),
    _Kind(b"\xfd7zXZ\x00", {".txz": ".tar", ".xz": ""}, _xz),
    _Kind(b"\x28\xb5\x2f\xfd", {".tzst": ".tar", ".zst": ""}, _zstd),
)
_FAULTS = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


def recognizes(head: Head) -> bool:
    """By the first bytes."""
    return _kind(head) is not None


def members(stream: BinaryIO, head: Head, limits: Limits) -> Iterator[Member | ArticleError]:
    """The one document inside, under the name without the ending; read, it raises what ``Unpacked`` does."""
    kind = _kind(head)
    if kind is None:
        raise ArticleError("malformed", "neither gzip nor bzip2, xz or zstd")
    packed = Counted(stream)
    unpacked = Unpacked(kind.unpack(buffered(packed)), packed, limits, _FAULTS)
    yield Member(_unsuffixed(head.name, kind.suffixes), buffered(unpacked))


def _kind(head: Head) -> _Kind | None:
    return next((kind for kind in _KINDS if head.data.startswith(kind.magic)), None)


def _unsuffixed(name: str, suffixes: dict[str, str]) -> str:
    for suffix, instead in suffixes.items():
        if name.endswith(suffix):
            return name.removesuffix(suffix) + instead
    return name


class _Frames:
    """One frame after the other, by decompressors that are bounded in memory and know where a frame ends.

    The file objects of these libraries do not: one has no bound, the other takes a file cut off for a whole one.
    """

    def __init__(self, stream: BinaryIO, make: Callable[[], Any], bite: int) -> None:
        self._stream = stream
        self._make = make
        self._bite = bite
        self._unpacker: Any = None
        self._ready = b""

    def read(self, size: int) -> bytes:
        while not self._ready:
            rest = b""
            if self._unpacker is not None and self._unpacker.eof:
                rest, self._unpacker = self._unpacker.unused_data, None
            rest = rest or self._stream.read(self._bite)
            if not rest:
                if self._unpacker is not None:
                    raise EOFError("the file ends in the middle of a frame")
                return b""
            if self._unpacker is None:
                if not (rest := rest.lstrip(b"\0")):  # padding between frames
                    continue
                self._unpacker = self._make()
            self._ready = self._unpacker.decompress(rest)
        data, self._ready = self._ready[:size], self._ready[size:]
        return data
