"""PDF: the text layer, page by page, put together as paragraphs; scans are told to be read by OCR first."""

import re
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
from pypdfium2 import raw

from etl.errors import ArticleError
from etl.formats.document_title import sensible_author, sensible_title, without_title
from etl.formats.draft import Draft, Head
from etl.formats.pdf_lines import Line, paragraphs

_SIGN = b"%PDF-"
_SIGN_WITHIN = 1024  # bytes; what readers of PDF put up with before it
_MOST_PAGES = 200
_MOST_CHARACTERS = 4_000_000  # of all pages; a thick book has a million
_LONGEST_TITLE = 250  # characters of a first paragraph that can be a headline
_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
# Each break with the text before it; the library marks a hyphen at the end of a line in place of the line break.
_LINE = re.compile("([^\r\n\ufffe\x02]+)([\ufffe\x02]?)")
# Text that cannot be told, or a box of no character; sizes that its buffers disagree on.
_FAULTS = (pypdfium2.PdfiumError, ValueError, AssertionError)


def recognizes(head: Head) -> bool:
    """The sign at the beginning, or the name."""
    return _SIGN in head.data[:_SIGN_WITHIN] or head.name.endswith(".pdf")


def read(data: bytes, head: Head) -> Iterator[Draft]:
    """One article. The date on which the file was made is no date of publication and is left out.

    Raises:
        ArticleError: ``encrypted``, ``malformed``, ``too_large`` for more text than a book's, ``no_article`` without a
            text layer.
    """
    with closing(_opened(data)) as document:
        count = len(document)
        properties = _properties(document)
        pages, broken = _pages(document, min(count, _MOST_PAGES))
    texts = paragraphs(pages)
    if not any(letter.isalpha() for text in texts for letter in text):
        if broken == min(count, _MOST_PAGES):
            raise ArticleError("malformed", f"no page of the PDF can be read ({count} pages)")
        raise ArticleError("no_article", f"no text layer (a scan); run OCR ({count} pages)")
    title = sensible_title(properties.get("Title", ""))
    if title is None:
        title = texts[0] if len(texts[0]) <= _LONGEST_TITLE else ""
    notes = ["the file's date of creation is not taken for its publication"]
    if count > _MOST_PAGES:
        notes.append(f"the first {_MOST_PAGES} of {count} pages were read")
    if broken:
        notes.append(f"pages that cannot be read: {broken}")
    yield Draft(
        title=title,
        body="\n".join(without_title(texts, title)),
        author=sensible_author(properties.get("Author", "")),
        notes=tuple(notes),
    )


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise ArticleError("encrypted", "the PDF is locked with a password; save it without one") from error
        raise ArticleError("malformed", f"the PDF cannot be opened: {error}") from error


def _properties(document: pypdfium2.PdfDocument) -> dict[str, str]:
    try:
        properties: dict[str, str] = document.get_metadata_dict()
    except _FAULTS:
        return {}
    return properties


def _pages(document: pypdfium2.PdfDocument, count: int) -> tuple[list[list[Line]], int]:
    """The lines of every page, and how many pages are broken; one page is open at a time."""
    pages: list[list[Line]] = []
    broken = 0
    left = _MOST_CHARACTERS
    for number in range(count):
        try:
            with closing(document[number]) as page, closing(page.get_textpage()) as text_page:
                left -= text_page.count_chars()
                if left < 0:
                    raise ArticleError("too_large", f"the PDF holds over {_MOST_CHARACTERS} characters of text")
                pages.append(list(_lines(text_page)))
        except _FAULTS:
            broken += 1
    return pages, broken


def _lines(text_page: pypdfium2.PdfTextPage) -> Iterator[Line]:
    for match in _LINE.finditer(text_page.get_text_range()):
        text = match[1].strip()
        if text:
            start = match.start() + match[1].index(text)
            first, last = _box(text_page, start), _box(text_page, start + len(text) - 1)
            height = max(first[3] - first[1], last[3] - last[1])
            bottom = min(first[1], last[1])
            yield Line(text, first[0], last[2], bottom, height, is_hyphenated=bool(match[2]))


def _box(text_page: pypdfium2.PdfTextPage, place: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a character by its place in the text; all 0 where it has none."""
    index = raw.FPDFText_GetCharIndexFromTextIndex(text_page, place)
    try:
        box: tuple[float, float, float, float] = text_page.get_charbox(index, loose=True)
    except pypdfium2.PdfiumError:
        return 0.0, 0.0, 0.0, 0.0
    return box
