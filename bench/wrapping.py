"""Texts as files of every format: those of the tests' documents, and pages and crawls as heavy as news sites'."""

import textwrap
from collections.abc import Callable

from bench.material import crawl, page
from tests.corpus import documents, pdf_file
from tests.corpus.cases import Text

LATIN = ("de", "en", "es", "fr", "it", "pt")  # what the tests' PDFs can be written in
_LINES = 54  # of a page
_WIDTH = 88  # letters of a line


def _of(text: str) -> Text:
    title, _, body = text.partition("\n\n")
    return Text(title, tuple(line for line in body.split("\n") if line))


def _pdf(text: str) -> bytes:
    whole = text.encode("cp1252", "ignore").decode("cp1252")
    for letter in "\\()":
        whole = whole.replace(letter, "")
    title, _, body = whole.partition("\n\n")
    lines = [line for each in body.split("\n") for line in (*textwrap.wrap(each, _WIDTH), "")]
    pages = [lines[n : n + _LINES] for n in range(0, len(lines), _LINES)]
    first = [(title[:60], 72, 800, 20)]
    return pdf_file.built(*((first if not n else []) + pdf_file.page(*each) for n, each in enumerate(pages)))


def _jsonl(texts: list[str]) -> list[bytes]:
    return [b"\n".join(documents.json_article(_of(text)) for text in texts)]


SINGLE: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "text": ("a.txt", lambda text: text.encode()),
    "Markdown": ("a.md", lambda text: documents.markdown(_of(text))),
    "JSON": ("a.json", lambda text: documents.json_article(_of(text))),
    "NITF": ("a.xml", lambda text: documents.nitf(_of(text))),
    "e-mail": ("a.eml", lambda text: documents.mail(_of(text), "both")),
    "HTML with JSON-LD": ("a.html", lambda text: page(text, declares=True)),
    "HTML without": ("a.html", lambda text: page(text, declares=False)),
    "DOCX": ("a.docx", lambda text: documents.word(_of(text))),
    "PDF": ("a.pdf", _pdf),
}
"""Formats of one article a file, in which ``read`` finds one each."""

MANY: dict[str, tuple[str, Callable[[list[str]], list[bytes]]]] = {
    "JSON Lines": ("a.jsonl", _jsonl),
    "RSS": ("a.xml", lambda texts: [documents.rss([_of(text)]) for text in texts]),
    "Atom": ("a.xml", lambda texts: [documents.atom([_of(text)]) for text in texts]),
    "NewsML-G2": (
        "a.xml", lambda texts: [documents.news_message(documents.news_item(_of(text))) for text in texts],
    ),
    "WARC of pages with JSON-LD": ("a.warc.gz", lambda texts: [crawl([page(text, declares=True) for text in texts])]),
}  # fmt: skip
"""Formats of many articles a file."""

SLOW = ("HTML with JSON-LD", "HTML without", "WARC of pages with JSON-LD", "DOCX", "PDF")
"""Those that a tenth of the articles is enough of."""


def wrapped(name: str, texts: list[str]) -> tuple[str, list[bytes]]:
    """A file's name, and the files of so many texts."""
    if name in SINGLE:
        file, make = SINGLE[name]
        return file, [make(text) for text in texts]
    file, make_all = MANY[name]
    return file, make_all(texts)
