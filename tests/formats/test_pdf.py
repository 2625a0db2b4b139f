"""PDFs: paragraphs from lines, what is left out of pages, titles, and files that are locked, scanned or broken."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.formats import pdf
from etl.formats.draft import Draft, head_of
from etl.formats.pdf import recognizes
from tests.corpus.pdf_file import Shown, built, page
from tests.formats.reading import draft_of, ends_well, reason_of

FIRST = ("The foreign minister of Norway met his Swedish colleague in Oslo", "and signed an agreement on the border.")
SECOND = ("A second round of talks will follow in Stockholm in June, as they", "said on Thursday.")
HEADLINE: Shown = ("Talks in Oslo", 72, 800, 20)


def read_one(data: bytes) -> Draft:
    return draft_of(pdf, data, "a.pdf")


def fault(data: bytes) -> str:
    return reason_of(pdf, data, "a.pdf")


@pytest.mark.parametrize(
    ("data", "name", "is_pdf"),
    [(b"%PDF-1.7", "x", True), (b"junk\n%PDF-1.7", "x", True), (b"", "x.pdf", True), (b"text", "x.txt", False)],
)
def test_recognized_by_sign_then_by_name(data: bytes, name: str, is_pdf: bool) -> None:
    assert recognizes(head_of(data, name)) is is_pdf


def test_lines_become_paragraphs_by_gaps() -> None:
    draft = read_one(built([HEADLINE, *page(*FIRST, "", *SECOND)]))
    assert draft.title == "Talks in Oslo"
    assert draft.body.split("\n") == [" ".join(FIRST), " ".join(SECOND)]
    assert draft.published is None


def test_lines_become_paragraphs_by_indents_and_short_lines() -> None:
    shown = page(*FIRST, *SECOND)
    assert len(read_one(built([HEADLINE, *shown])).body.split("\n")) == 2
    ragged = page("The whole first line of a paragraph, which goes on for as long as it", "is wide and is followed by "
                  "as much again to the very right edge.", "Next paragraph.")  # fmt: skip
    ragged[2] = (ragged[2][0], 90, ragged[2][2], 11)
    assert read_one(built([HEADLINE, *ragged])).body.split("\n")[1:] == ["Next paragraph."]


def test_hyphenated_words_are_joined() -> None:
    shown = page("The foreign minis-", "ter met the Austro-", "Hungarian and a well-", "known, yes: well-known friend.")
    body = read_one(built([HEADLINE, *shown])).body
    assert body == "The foreign minister met the Austro-Hungarian and a well-known, yes: well-known friend."


def test_running_lines_and_page_numbers_are_left_out() -> None:
    sides = [("The Example Times", 72, 820, 9), ("24 April 2025", 300, 820, 9)]
    pages = [[*sides, *page(*text), (f"Page {number} of 3", 280, 30, 9)]
             for number, text in enumerate((FIRST, SECOND, ("A third page.",)), 1)]  # fmt: skip
    draft = read_one(built(*pages, info=b"/Title(On talks)"))
    assert draft.body.split("\n") == [" ".join(FIRST), " ".join(SECOND), "A third page."]


def test_a_paragraph_goes_on_over_the_page() -> None:
    pages = [[*page(FIRST[0]), ("- 1 -", 280, 30, 11)], [*page(FIRST[1]), ("- 2 -", 280, 30, 11)]]
    assert read_one(built(*pages, info=b"/Title(On talks)")).body == " ".join(FIRST)


@pytest.mark.parametrize(
    ("info", "title", "author"),
    [
        (b"/Title(A real title)/Author(Jane Doe)", "A real title", "Jane Doe"),
        (b"/Title(Microsoft Word - x.doc)/Author(Administrator)", "Talks in Oslo", None),
        (b"/Title(untitled)", "Talks in Oslo", None),
        (b"/Title(report-final.indd)/CreationDate(D:20250424)", "Talks in Oslo", None),
        (b"/Title(\xfe\xff\x04\x1f\x04@)", "Пр", None),
        (b"/Title(\xfe\xff\xd8\x00)", "Talks in Oslo", None),
    ],
)
def test_titles_and_authors(info: bytes, title: str, author: str | None) -> None:
    draft = read_one(built([HEADLINE, *page(*FIRST)], info=info))
    assert (draft.title, draft.author, draft.published) == (title, author, None)


def test_a_long_first_paragraph_is_no_title() -> None:
    draft = read_one(built(page(*[FIRST[0]] * 6)))
    assert draft.title == ""
    assert draft.body.startswith(FIRST[0])


def test_only_so_many_pages_are_read() -> None:
    draft = read_one(built(*[page(f"Story {number * 'x'} ends.", top=700 - number) for number in range(210)]))
    assert draft.notes[1] == "the first 200 of 210 pages were read"


def test_scans_locked_and_broken_files() -> None:
    assert fault(built([])) == "no_article"
    assert fault(built(page("12"))) == "no_article"
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    assert fault(built(page(*FIRST), trailer=lock)) == "encrypted"
    for data in (b"", b"%PDF-1.4", b"<html>", built(), b"%PDF-1.4\n" + bytes(5000)):
        assert fault(data) == "malformed"


TEMPLATE = built([HEADLINE, *page(*FIRST, "", *SECOND)], page(*SECOND), info=b"/Title(On talks)")


@settings(deadline=None, max_examples=80)
@given(st.binary(max_size=60), st.integers(0, len(TEMPLATE)), st.integers(0, 200))
@example(b"/Kids[2 0 R]", TEMPLATE.index(b"/Kids"), 0)
@example(b"99999999999", TEMPLATE.index(b"startxref") + 10, 4)
def test_any_bytes_end_in_drafts_or_article_errors(noise: bytes, at: int, cut: int) -> None:
    for data in (noise, TEMPLATE[:at] + noise + TEMPLATE[at + cut :]):
        ends_well(pdf, data, "a.pdf")
