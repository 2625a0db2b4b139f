"""One file of the corpus, what is to become of it, and the texts that the files are made of."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
FILES = FOLDER / "files"
TABLE = FOLDER / "table.csv"


@dataclass(frozen=True)
class Text:
    """A short article: its title and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)

    @property
    def whole(self) -> str:
        """As it stands in the warehouse."""
        return f"{self.title}\n\n{self.body}"


@dataclass(frozen=True)
class Case:
    """A file and its end.

    Attributes:
        name: the path below the corpus's folder of files.
        data: its bytes.
        texts: names in ``texts/`` of the articles that come out, in their order.
        faults: a ``reason``, or ``record:reason`` for one record, in their order.
    """

    name: str
    data: bytes
    texts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@cache
def text(name: str) -> Text:
    """The text of ``texts/NAME.txt``."""
    title, _, body = (FOLDER / "texts" / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    return Text(title, tuple(body.rstrip("\n").split("\n")))


def names() -> list[str]:
    """The names of all texts."""
    return sorted(path.stem for path in (FOLDER / "texts").iterdir())
