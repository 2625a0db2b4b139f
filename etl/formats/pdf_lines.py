"""Lines of a PDF's pages to paragraphs: running headers and footers out, hyphenated words and wrapped lines joined."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_AT_EDGES = 3  # lines at either end of a page, among which headers and footers are looked for
_REPEATED_ON = 0.3  # of the pages; left and right ones may differ
_WIDE_GAP = 1.3  # times the usual distance of lines: a new paragraph
_OTHER_SIZE = 1.15  # times the height of the line before: a heading, a caption
_WIDEST_SPACING = 2.2  # times the height: the distance of double-spaced lines
_ENOUGH = 4  # distances of lines on a page, to know the usual one
_SHORT = 0.75  # of the usual width: a last line, if a sentence ends on it
_INDENT = 0.6  # of the line's height
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]{0,5}(?:(?:page|seite|p\.|s\.|стр\.|página|pagina|strona)\s{0,3})?\d{1,4}"
    r"(?:\s{0,3}(?:/|of|von|de|di|van|sur|z|из)\s{0,3}\d{1,4})?[-–—|\s]{0,5}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?:…。!?][\"'”’»)\]]{0,2}$")
_ITEM = re.compile(r"(?:[-*•–·▪]|\d{1,3}[.)])\s")
_WITHOUT_SPACES = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65]")  # Chinese and Japanese
_HYPHENATED = re.compile(r"\b\w{1,40}-\w{1,40}\b")
_LAST_WORD, _FIRST_WORD = re.compile(r"\w+$"), re.compile(r"\w+")
_LONGEST_WORD = 40  # letters looked at on either side of a hyphen


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page and its place in points from the page's lower left; all 0 where that is not known."""

    text: str
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    height: float = 0.0
    is_hyphenated: bool = False  # it ended with a hyphen, which is no longer part of the text


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of all pages in order; one that a page or a column cuts is put together again."""
    kept = _without_furniture(pages)
    compounds = {word.lower() for page in kept for line in page for word in _HYPHENATED.findall(line.text)}
    found: list[list[Line]] = []
    for page in kept:
        gap, width = _usual(page)
        for line in page:
            if found and not _begins(found[-1][-1], line, gap, width):
                found[-1].append(line)
            else:
                found.append([line])
    return [_joined(lines, compounds) for lines in found]


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages without what stands on several of them at one place, numbers aside, and without page numbers."""
    edges = [{*page[:_AT_EDGES], *page[-_AT_EDGES:]} for page in pages]
    times = Counter(key for edge in edges for key in {_key(line) for line in edge})
    most = max(2, _REPEATED_ON * len(pages))
    kept: list[list[Line]] = []
    for page, edge in zip(pages, edges, strict=True):
        ends = (page[0], page[-1]) if page else ()
        repeated = {line for line in edge if times[_key(line)] >= most}
        numbers = {line for line in ends if _PAGE_NUMBER.fullmatch(line.text)}
        kept.append([line for line in page if line not in repeated | numbers])
    return kept


def _key(line: Line) -> tuple[str, int, int]:
    return _DIGITS.sub("#", line.text), round(line.bottom), 0 if _DIGITS.search(line.text) else round(line.left)


def _usual(page: Sequence[Line]) -> tuple[float, float]:
    """The distance of lines and the width of a full one, in points."""
    if not page:
        return 0.0, 0.0
    height = median(line.height for line in page)
    drops = sorted(drop for above, below in pairwise(page) if 0 < (drop := above.bottom - below.bottom) < 4 * height)
    widths = sorted(line.right - line.left for line in page)
    usual = drops[len(drops) // 4] if drops else height
    return min(usual, _WIDEST_SPACING * height if len(drops) >= _ENOUGH else 1.6 * height), widths[len(widths) * 3 // 4]


def _begins(before: Line, line: Line, gap: float, width: float) -> bool:
    """Whether a paragraph begins with the line, by size, distance, indent and how the line before ended."""
    if before.is_hyphenated:
        return False
    heights = sorted((before.height, line.height))
    if heights[1] > _OTHER_SIZE * heights[0] or _ITEM.match(line.text):
        return True
    is_ended = _SENTENCE_END.search(before.text) is not None
    drop = before.bottom - line.bottom
    if drop <= 0:  # the next column or page
        return is_ended
    is_indented = line.left - before.left > _INDENT * line.height and not _ITEM.match(before.text)
    is_short = before.right - before.left < _SHORT * width
    return drop > _WIDE_GAP * gap or is_indented or (is_ended and is_short)


def _joined(lines: Sequence[Line], compounds: set[str]) -> str:
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        if before.is_hyphenated:
            parts.append(_seam(before.text, line.text, compounds))
        elif not (_WITHOUT_SPACES.match(before.text[-1:]) and _WITHOUT_SPACES.match(line.text)):
            parts.append(" ")
        parts.append(line.text)
    return "".join(parts)


def _seam(before: str, after: str, compounds: set[str]) -> str:
    """The hyphen where the word has one elsewhere too, or where no small letter follows (names, numbers); else none."""
    left, right = _LAST_WORD.search(before[-_LONGEST_WORD:]), _FIRST_WORD.match(after[:_LONGEST_WORD])
    if left is None or right is None or not after[:1].islower():
        return "-"
    return "-" if f"{left[0]}-{right[0]}".lower() in compounds else ""
