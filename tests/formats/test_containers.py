"""Containers: all that is good comes out, each fault is told with its number, and no bomb goes off."""

import gzip
import json
import stat
import tarfile
import zipfile
from collections.abc import Callable

import pytest

from etl.formats import Circumstances, Limits, read_articles
from etl.model import Article
from tests.corpus.packing import PACKERS, http_answer, tar_entry, tarred, warc_record, zip_entry, zipped

TEXT = b"Title\n\nThe body of the article.\n"


def _said(data: bytes, name: str, limits: Limits | None = None) -> list[tuple[int | None, str]]:
    told = Circumstances(limits or Limits())
    return [
        (item.record, item.title if isinstance(item, Article) else item.reason)
        for item in read_articles(data, f"file:///inbox/{name}", told)
    ]


@pytest.mark.parametrize("suffix", PACKERS)
def test_compressed(suffix: str) -> None:
    data = PACKERS[suffix](TEXT)
    assert _said(data, f"a.txt.{suffix}") == [(0, "Title")]
    assert _said(data[:-9], f"a.txt.{suffix}") == [(0, "malformed")]


@pytest.mark.parametrize("suffix", PACKERS)
def test_twice_compressed_and_in_an_archive(suffix: str) -> None:
    pack = PACKERS[suffix]
    assert _said(pack(pack(TEXT)), f"a.txt.{suffix}.{suffix}") == [(0, "Title")]
    assert _said(pack(tarred({"d/a.txt": TEXT, "b.txt": TEXT})), f"a.tar.{suffix}") == [(0, "Title"), (1, "Title")]
    assert _said(zipped({f"a.txt.{suffix}": pack(TEXT)}), "a.zip") == [(0, "Title")]


@pytest.mark.parametrize("make", [zipped, tarred])
def test_names_that_lead_out_and_files_of_the_packer(make: Callable[[dict[str, bytes]], bytes]) -> None:
    data = make({"../a.txt": TEXT, "/b.txt": TEXT, "__MACOSX/._c.txt": b"x", ".hidden/d.txt": TEXT, "e/f.txt": TEXT})
    assert _said(data, "a.bin") == [(0, "unsafe_member"), (1, "unsafe_member"), (2, "Title")]


@pytest.mark.parametrize(
    "data",
    [
        tar_entry("link.txt", tarfile.SYMTYPE, "/etc/passwd"),
        tar_entry("link.txt", tarfile.LNKTYPE, "/etc/passwd"),
        tar_entry("device.txt", tarfile.CHRTYPE),
        zip_entry("link.txt", stat.S_IFLNK | 0o777, b"/etc/passwd"),
    ],
)
def test_links_and_devices_in_archives(data: bytes) -> None:
    assert _said(data, "a.bin") == [(0, "unsafe_member")]


@pytest.mark.parametrize("suffix", PACKERS)
def test_bombs(suffix: str) -> None:
    bomb = PACKERS[suffix](b"\0" * 30_000_000)
    assert _said(bomb, f"a.txt.{suffix}") == [(0, "unpacks_too_far")]
    assert _said(zipped({"a.txt": b"a" * 30_000_000}), "a.zip") == [(0, "unpacks_too_far")]


def test_limits_are_told_by_their_names() -> None:
    nested = TEXT
    for _ in range(5):
        nested = gzip.compress(nested)
    assert [reason for _, reason in _said(nested, "a.gz")] == ["too_deep"]
    lines = b"".join(b'{"title": "%d", "text": "x"}\n' % n for n in range(12))
    assert _said(lines, "a.jsonl", Limits(records=10))[-1] == (None, "too_many")
    assert _said(zipped({f"{n}.txt": TEXT for n in range(12)}), "a.zip", Limits(records=10)) == [(None, "too_many")]
    assert _said(zipped({"a.txt": b"a b " * 99, "b.txt": TEXT}), "a.zip", Limits(document_bytes=100)) == [
        (0, "too_large"), (1, "Title"),
    ]  # fmt: skip


def test_one_bad_member_costs_no_other() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT, "c.png": b"\x89PNG\r\n"}, zipfile.ZIP_STORED))
    data[data.index(b"The body")] ^= 1  # of the first: its checksum is wrong now
    assert _said(bytes(data), "a.zip") == [(0, "malformed"), (1, "Title"), (2, "not_text")]


def test_an_archive_cut_off() -> None:
    assert _said(zipped({"a.txt": TEXT})[:-30], "a.zip") == [(None, "malformed")]
    tar = tarred({"a.txt": TEXT, "b.txt": b"T\n\n" + b"long " * 500})
    assert _said(tar[:2100], "a.tar") == [(0, "Title"), (1, "malformed"), (2, "malformed")]


def test_a_thousand_lines_of_which_three_are_bad() -> None:
    lines = [json.dumps({"title": f"Title {n}", "text": f"Body {n}."}) for n in range(1000)]
    lines[7], lines[500], lines[999] = '{"title": "cut o', '{"title": "no text"}', "[1]"
    said = _said("\n".join(lines).encode(), "a.jsonl")
    assert [n for n, _ in said] == list(range(1000))
    bad = [(n, what) for n, what in said if not what.startswith("Title")]
    assert bad == [(7, "malformed"), (500, "missing_field"), (999, "malformed")]


def test_a_line_too_long_is_passed_over() -> None:
    data = b'{"text": "a"}\n{"text": "' + b"b" * 1_000_000 + b'"}\n{"title": "C", "text": "c"}\n'
    assert _said(data, "a.jsonl", Limits(document_bytes=1000)) == [(0, ""), (1, "too_large"), (2, "C")]


def _page(text: str) -> bytes:
    page = f"<html><head><title>Т</title></head><body><article><p>{text}</p></article></body></html>"
    return page.encode("cp1251")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_warc(pack: Callable[[bytes], bytes]) -> None:
    words = "Министр иностранных дел Казахстана прибыл с визитом в Исламабад и встретился с коллегой. "
    records = [
        warc_record("warcinfo", "", b"software: x"),
        warc_record("response", "https://a.example/2025/04/24/visit/", http_answer(_page(words * 5))),
        warc_record("request", "https://a.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        warc_record("response", "https://a.example/gone", http_answer(_page(words * 5), status="404 Not Found")),
        warc_record("response", "https://a.example/a.png", http_answer(b"\x89PNG", "image/png")),
        warc_record("response", "https://a.example/list", http_answer(b"<html><body><a href='/'>x</a></body></html>")),
    ]
    data = b"".join(map(pack, records))
    first, second = read_articles(data, "file:///inbox/CC-NEWS.warc.gz")
    assert isinstance(first, Article)
    assert first.url == "https://a.example/2025/04/24/visit/"
    assert (first.published_at, first.published_basis) == ("2025-04-24", "url")
    assert first.fetched_at == "2025-04-25T01:02:03Z"
    assert words.strip() in first.text
    assert not isinstance(second, Article)
    assert (second.record, second.reason) == (1, "no_article")
