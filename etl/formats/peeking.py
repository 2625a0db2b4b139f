"""The beginning of a stream seen without being used up, whether it can go back or not."""

import io
from typing import TYPE_CHECKING, BinaryIO

from etl.errors import ArticleError
from etl.formats.streams import buffered

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def peeked(stream: BinaryIO, size: int) -> tuple[BinaryIO, bytes]:
    """A stream that begins where the given one stood, and its first ``size`` bytes, fewer where it ends or breaks."""
    data = bytearray()
    start = stream.tell() if stream.seekable() else None
    try:
        while len(data) < size and (part := stream.read(size - len(data))):
            data += part
    except ArticleError:
        if not data:
            raise
    if start is not None:
        stream.seek(start)
        return stream, bytes(data)
    return buffered(_Rejoined(bytes(data), stream)), bytes(data)


class _Rejoined(io.RawIOBase):
    """What was read already, and then the rest."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = first
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        with memoryview(buffer) as space:
            data = self._first[: len(space)] or self._rest.read(len(space))
            self._first = self._first[len(data) :]
            space[: len(data)] = data
            return len(data)
