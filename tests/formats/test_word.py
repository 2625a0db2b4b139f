"""Word documents: order, titles and what is hidden; bombs, locks, old files and broken packages."""

import struct
import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.formats import word
from etl.formats.draft import Draft, head_of
from etl.formats.word import recognizes
from tests.formats.reading import draft_of, ends_well, reason_of


def built(title: str = "", author: str = "", *, heading: str | None = "Talks in Oslo") -> bytes:
    document = Document()
    document.core_properties.title, document.core_properties.author = title, author
    if heading:
        document.add_heading(heading, 1)
    document.add_paragraph("First paragraph.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Left", "Right"
    document.add_paragraph("Last paragraph.")
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def changed(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with some of its parts replaced or added."""
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(packed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, content in parts.items():
            after.writestr(name, content)
    return packed.getvalue()


def part(data: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        return package.read(name)


def with_paragraph(xml: str) -> bytes:
    body = part(BUILT, "word/document.xml").replace(b"<w:tbl>", f"<w:p>{xml}</w:p><w:tbl>".encode(), 1)
    return changed(BUILT, {"word/document.xml": body})


BUILT = built()


def read_one(data: bytes) -> Draft:
    return draft_of(word, data, "a.docx")


def fault(data: bytes) -> str:
    return reason_of(word, data, "a.docx")


def zipped(*names: str) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "is_word"),
    [
        (BUILT, "x", True),
        (zipped("[Content_Types].xml", "word/document.xml"), "x", True),
        (zipped("word/document.xml"), "x", True),
        (zipped("a.txt", "word/document.xml"), "a.zip", False),
        (zipped("words.txt"), "a.zip", False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x", True),
        (b"", "x.docx", True),
        (b"text", "x.txt", False),
    ],
)
def test_recognized_by_the_first_part_then_by_name(data: bytes, name: str, is_word: bool) -> None:
    assert recognizes(head_of(data, name)) is is_word


def test_paragraphs_and_cells_in_order() -> None:
    draft = read_one(BUILT)
    assert draft.title == "Talks in Oslo"
    assert draft.body.split("\n") == ["First paragraph.", "Left", "Right", "Last paragraph."]
    assert draft.published is None
    assert "creation" in draft.notes[0]


@pytest.mark.parametrize(
    ("given_title", "heading", "title", "first"),
    [
        ("A real title", "Talks in Oslo", "A real title", "Talks in Oslo"),
        ("talks in Oslo", "Talks in Oslo", "talks in Oslo", "First paragraph."),
        ("Microsoft Word - draft.doc", "Talks in Oslo", "Talks in Oslo", "First paragraph."),
        ("Untitled 1", None, "First paragraph.", "Left"),
    ],
)
def test_titles(given_title: str, heading: str | None, title: str, first: str) -> None:
    draft = read_one(built(given_title, heading=heading))
    assert (draft.title, draft.body.split("\n")[0]) == (title, first)


@pytest.mark.parametrize(("given_author", "author"), [("Jane Doe", "Jane Doe"), ("python-docx", None), ("", None)])
def test_authors(given_author: str, author: str | None) -> None:
    assert read_one(built(author=given_author)).author == author


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "new"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>shown</w:t></w:r>", "shown"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t></w:r>", "shown"),
        ("<w:sdt><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt>", "control"),
        ("<w:r><w:t>around</w:t><w:pict><w:p><w:r><w:t>box</w:t></w:r></w:p></w:pict></w:r>", "around\nbox"),
    ],
)
def test_what_is_shown_of_a_paragraph(xml: str, text: str) -> None:
    body = read_one(with_paragraph(xml)).body
    assert body == f"First paragraph.\n{text}\nLeft\nRight\nLast paragraph."


def test_entities_and_external_files_end_quickly() -> None:
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    head = f"<?xml version='1.0'?><!DOCTYPE d [<!ENTITY l0 'ha'>{laughs}]>"
    started = time.perf_counter()
    for encoding in ("utf-8", "utf-16"):
        body = part(BUILT, "word/document.xml").decode().partition("?>")[2].replace("First", "&l11;")
        bomb = changed(BUILT, {"word/document.xml": (head + body).encode(encoding)})
        assert fault(bomb) == "malformed"
    assert time.perf_counter() - started < 5


def test_bombs_are_not_unpacked() -> None:
    assert fault(changed(BUILT, {"word/media/a.bin": bytes(40 * 1024 * 1024)})) == "unpacks_too_far"


def test_sizes_that_lie_are_no_way_around_the_bounds() -> None:
    data = changed(BUILT, {"word/big.xml": b"<a>" + b" " * 30_000_000 + b"</a>"})
    lied = data.replace(struct.pack("<L", 30_000_007), struct.pack("<L", 100))
    assert lied != data
    assert fault(lied) in ("malformed", "unpacks_too_far")


def test_locked_old_and_other_packages() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert fault(ole + bytes(600) + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert fault(ole + bytes(600)) == "not_text"
    assert fault(zipped("[Content_Types].xml", "xl/workbook.xml")) == "unknown_format"
    macros = part(BUILT, "[Content_Types].xml").replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert fault(changed(BUILT, {"[Content_Types].xml": macros})) == "unknown_format"
    assert fault(b"no ZIP") == "malformed"
    assert fault(BUILT[:-100]) == "malformed"


def test_pictures_only_are_no_article() -> None:
    empty = BytesIO()
    Document().save(empty)
    assert fault(empty.getvalue()) == "no_article"


PARTS = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "docProps/core.xml",
         "word/_rels/document.xml.rels")  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PARTS), st.binary(max_size=30), st.floats(0, 1), st.integers(0, 100))
@example("word/document.xml", b"<w:p><w:pPr><w:pStyle/></w:pPr></w:p>", 0.5, 0)
@example("word/document.xml", b"", 0.0, 10**7)
@example("_rels/.rels", b"<Relationships/>", 0.0, 10**7)
def test_mutated_parts_end_in_drafts_or_article_errors(name: str, noise: bytes, at: float, cut: int) -> None:
    before = part(BUILT, name)
    where = int(at * len(before))
    check(changed(BUILT, {name: before[:where] + noise + before[where + cut :]}))


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=30), st.integers(0, len(BUILT)), st.integers(0, 100))
def test_mutated_packages_end_in_drafts_or_article_errors(noise: bytes, at: int, cut: int) -> None:
    check(BUILT[:at] + noise + BUILT[at + cut :])
    check(noise)


def check(data: bytes) -> None:
    ends_well(word, data, "a.docx")
