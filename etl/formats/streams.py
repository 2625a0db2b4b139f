"""Streams with bounds: what is unpacked is counted, a document is read whole or not at all."""

import io
from typing import TYPE_CHECKING, BinaryIO

from etl.errors import ArticleError
from etl.formats.limits import MEBIBYTE, Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER = 256 * 1024  # bytes


def read_document(stream: BinaryIO, limits: Limits) -> bytes:
    """A whole document.

    Raises:
        ArticleError: ``too_large`` where it is over ``limits.document_bytes``; no more than that is held.
    """
    data = bytearray()
    while part := stream.read(min(_BUFFER, limits.document_bytes + 1 - len(data))):
        data += part
        if len(data) > limits.document_bytes:
            raise ArticleError(
                "too_large", f"larger than {limits.document_bytes:,} bytes (DYADWIRE_MAX_DOCUMENT_BYTES)"
            )
    return bytes(data)


class Counted(io.RawIOBase):
    """A stream that counts what is read from it."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        with memoryview(buffer) as space:
            data = _some(self._inner, len(space))
            space[: len(data)] = data
            self.count += len(data)
            return len(data)


def _some(stream: BinaryIO, size: int) -> bytes:
    """What is at hand: a reader that wants the whole ``size`` would lose it where the rest is broken."""
    read = getattr(stream, "read1", stream.read)
    return bytes(read(size))


class Unpacked(Counted):
    """What a decompressor gives, checked against what it was given: ``packed`` bytes, or what that stream counts.

    Raises, when read, ``ArticleError`` ``unpacks_too_far`` beyond the limits, ``malformed`` where the decompressor
    says that its input is broken: one of ``faults``.
    """

    def __init__(
        self, inner: BinaryIO, packed: Counted | int, limits: Limits, faults: tuple[type[Exception], ...]
    ) -> None:
        super().__init__(inner)
        self._packed = packed
        self._limits = limits
        self._faults = faults

    def readinto(self, buffer: "WriteableBuffer") -> int:
        try:
            size = super().readinto(buffer)
        except self._faults as error:
            raise ArticleError("malformed", f"broken after {self.count:,} bytes: {error}") from error
        packed = self._packed if isinstance(self._packed, int) else self._packed.count
        check_unpacked(self.count, packed, self._limits)
        return size


def check_unpacked(unpacked: int, packed: int, limits: Limits) -> None:
    """Whether so many bytes may come of so many.

    Raises:
        ArticleError: ``unpacks_too_far``.
    """
    if unpacked > limits.unpacked_bytes:
        raise ArticleError(
            "unpacks_too_far", f"unpacks to more than {limits.unpacked_bytes:,} bytes (DYADWIRE_MAX_UNPACKED_BYTES)"
        )
    if unpacked > MEBIBYTE and unpacked > limits.ratio * max(1, packed):
        raise ArticleError(
            "unpacks_too_far", f"unpacks to more than {limits.ratio} times its size (DYADWIRE_MAX_UNPACKED_RATIO)"
        )


class _Buffered(io.BufferedReader):
    """A buffer that first hands out all that came before a fault, and then raises it, however often it is asked."""

    _fault: tuple[str, str] | None = None  # not the error itself: its traceback would hold the decompressor's memory

    def read(self, size: int | None = -1) -> bytes:
        if size is None or size < 0:
            return super().read(size)
        data = bytearray()
        while len(data) < size:
            if self._fault:
                if data:
                    break
                raise ArticleError(*self._fault)
            try:
                part = self.read1(min(size - len(data), _BUFFER))  # it sets aside all that it is asked for
            except ArticleError as error:
                self._fault = error.reason, error.detail
                continue
            if not part:
                break
            data += part
        return bytes(data)


def buffered(stream: io.RawIOBase) -> BinaryIO:
    """The stream behind a buffer of a size that suits decompressors."""
    return _Buffered(stream, _BUFFER)
