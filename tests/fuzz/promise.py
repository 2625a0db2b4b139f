"""What every reader and container promises for any bytes, and the inputs to begin with."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType
from zipfile import ZIP_STORED, ZipFile

from etl.errors import ArticleError
from etl.formats import registry
from etl.formats.draft import NO_HINTS, Draft, head_of
from etl.formats.finishing import finish
from etl.formats.limits import MEBIBYTE, Limits
from etl.formats.streams import read_document
from etl.model import Article
from tests.corpus.cases import FILES
from tests.corpus.packing import zipped

LONGEST = 16 * 1024  # bytes of an input
KEPT = Path(__file__).parent / "kept"  # inputs that once broke a promise, a folder a format
LIMITS = Limits(document_bytes=MEBIBYTE, unpacked_bytes=8 * MEBIBYTE, records=1000)
_DAY = date(2026, 1, 1)
_WORD = ZipFile(FILES / "formats" / "de.docx")


def _short(module: object) -> str:
    assert isinstance(module, ModuleType)
    return module.__name__.rpartition(".")[2]


CONTAINERS = {_short(module): module for module in registry.CONTAINERS}
READERS = {_short(module): module for module in registry.READERS}
FORMATS = (*CONTAINERS, *READERS)


def check(format_name: str) -> Callable[[bytes], None]:
    """A function that reads bytes as this format, and raises for any end but articles and faults of the closed list."""
    if format_name in CONTAINERS:
        return lambda data: _check_container(format_name, data)
    return lambda data: _check_reader(format_name, data)


def _check_container(format_name: str, data: bytes) -> None:
    container = CONTAINERS[format_name]
    head = head_of(data, "a")
    container.recognizes(head)
    try:
        for number, member in enumerate(container.members(BytesIO(data), head, LIMITS)):
            if number > LIMITS.records:
                break
            if not isinstance(member, ArticleError):
                _read_whole(member.stream)
    except ArticleError as error:
        assert error.detail


def _read_whole(stream: object) -> None:
    try:
        read_document(stream, LIMITS)  # type: ignore[arg-type]
    except ArticleError as error:
        assert error.detail


def _check_reader(format_name: str, data: bytes) -> None:
    reader = READERS[format_name]
    if format_name == "word" and not data.startswith(b"PK"):
        data = _packaged(data)
    head = head_of(data, "a")
    reader.recognizes(head)
    try:
        for number, draft in enumerate(reader.read(data, head)):
            if number > LIMITS.records:
                break
            if isinstance(draft, Draft):
                _is_plain(finish(draft, NO_HINTS, "file:///a", number, _DAY))
    except ArticleError as error:
        assert error.detail


def _packaged(document: bytes) -> bytes:
    """A Word file with this as its text: mutated as a package, hardly one would pass its checksums."""
    parts = {name: _WORD.read(name) for name in _WORD.namelist()}
    return zipped({**parts, "word/document.xml": document}, ZIP_STORED)


def _is_plain(article: Article) -> None:
    article.text.encode()  # no half of a surrogate pair
    assert "\0" not in article.text
    assert article.text.partition("\n")[0] == article.title


def seeds(format_name: str) -> Iterator[bytes]:
    """Files of the corpus that this format is made for, and those that once broke its promise."""
    for path in sorted(path for path in FILES.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if len(data) <= LONGEST and _takes(format_name, data, path.name):
            yield data
    if format_name == "word":
        yield _WORD.read("word/document.xml")
    for path in sorted((KEPT / format_name).glob("*")):
        yield path.read_bytes()


def _takes(format_name: str, data: bytes, name: str) -> bool:
    head = head_of(data, name)
    if (container := registry.container_for(head)) is not None:
        return _short(container) == format_name
    try:
        return _short(registry.reader_for(head, data)) == format_name
    except ArticleError:
        return False
