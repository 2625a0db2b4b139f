"""Word documents (.docx): paragraphs and the cells of tables in their order; no old .doc files."""

import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from lxml import etree

from etl.errors import ArticleError
from etl.formats.document_title import sensible_author, sensible_title, without_title
from etl.formats.draft import Draft, Head
from etl.formats.word_package import safe_package

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a DOCX with a password
_NAME_AT = 30  # byte of a ZIP member's name, after its header
_FIRST_PARTS = re.compile(rb"\[Content_Types\]\.xml|_rels/\.rels|docProps/|customXml/|word/")
_WORD_PART = re.compile(rb"\[Content_Types\]\.xml|word/[a-zA-Z_/]{1,40}\.(?:xml|rels)")
_TITLE_STYLES = ("title", "heading 1", "heading 2", "heading 3")
_HEADING_WITHIN = 5  # paragraphs from the top; a heading further down is that of a chapter
# What the library raises on XML that lacks what the schema requires: it looks up and casts without checking.
_FAULTS = (
    etree.LxmlError,
    OpcError,
    InvalidXmlError,
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    AssertionError,
)
_HIDDEN = frozenset((qn("w:vanish"), qn("w:webHidden")))
_SPACES = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD = frozenset((_FALLBACK, qn("w:del"), qn("w:moveFrom"), qn("w:pPr")))


def recognizes(head: Head) -> bool:
    """A ZIP that begins as an office package does, an old office document, or the name."""
    if head.data.startswith(_OLE):
        return True
    is_package = head.data.startswith(_ZIP) and _FIRST_PARTS.match(head.data, _NAME_AT) is not None
    return (is_package and _WORD_PART.search(head.data) is not None) or head.name.endswith((".docx", ".docm"))


def read(data: bytes, head: Head) -> Iterator[Draft]:
    """One article. The date on which the document was created is no date of publication and is left out.

    Raises:
        ArticleError: ``encrypted``, ``not_text`` for an old office document, ``unknown_format`` for a package that is
            no DOCX, ``malformed``, ``unpacks_too_far``, ``no_article`` where there is no text.
    """
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise ArticleError("encrypted", "the Word document is locked with a password; save it without one")
        raise ArticleError("not_text", "an old office document (.doc, .xls, .ppt); save it as DOCX")
    try:
        document = _opened(data)
        paragraphs = list(_paragraphs(document))
        properties = document.core_properties
        given = sensible_title(properties.title)
        author, language = sensible_author(properties.author), properties.language.strip() or None
    except _FAULTS as error:
        raise ArticleError("malformed", f"the DOCX's XML breaks the rules of Word: {error}") from error
    yield _draft(paragraphs, given, author, language)


def _opened(data: bytes) -> Opened:
    package = safe_package(data)
    try:
        return Document(package)
    except ValueError as error:
        if "is not a Word file" in str(error):  # macros and templates have content types of their own
            raise ArticleError(
                "unknown_format", "no plain Word document (macros, a template?); save it as DOCX"
            ) from error
        raise


def _draft(paragraphs: list[tuple[str, str]], given: str | None, author: str | None, language: str | None) -> Draft:
    texts = [text for text, _ in paragraphs]
    if not texts:
        raise ArticleError("no_article", "the Word document holds no text (pictures only?)")
    top = paragraphs[:_HEADING_WITHIN]
    by_style = {style: text for text, style in reversed(top) if style in _TITLE_STYLES}
    heading = next((by_style[style] for style in _TITLE_STYLES if style in by_style), texts[0])
    title = " ".join((given or heading).split())
    if given is None:
        texts.remove(heading)
    return Draft(
        title=title,
        body="\n".join(without_title(texts, title)),
        author=author,
        language=language,
        notes=("the document's date of creation is not taken for its publication",),
    )


def _paragraphs(document: Opened) -> Iterator[tuple[str, str]]:
    """Text and the style's English name in lower case, in order; cells, text boxes and content controls included."""
    names = {style.style_id: (style.name or "").lower() for style in document.styles}
    for paragraph in document.element.body.iter(qn("w:p")):
        style = names.get(paragraph.style or "", "")
        text = _text(paragraph).strip()
        if text and not style.startswith("toc ") and next(paragraph.iterancestors(_FALLBACK), None) is None:
            yield text, style


def _text(paragraph: Any) -> str:
    """What is shown of one paragraph: insertions are taken as accepted; paragraphs inside it are told on their own."""
    parts: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        is_inner = element.tag == qn("w:p") and element is not paragraph
        if is_inner or element.tag in _UNREAD or (element.tag == qn("w:r") and _is_hidden(element)):
            walk.skip_subtree()
        elif element.tag == qn("w:t"):
            parts.append(element.text or "")
        else:
            parts.append(_SPACES.get(element.tag, ""))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    properties = run.find(qn("w:rPr"))
    return properties is not None and any(
        child.tag in _HIDDEN and child.get(qn("w:val")) not in ("0", "false", "off") for child in properties
    )
