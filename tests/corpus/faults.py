"""Everything that can be wrong with a file, by accident or on purpose; small, whatever it unpacks to."""

import stat
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterator

from tests.corpus.cases import Case, text
from tests.corpus.documents import json_article, mail, news_item, news_message, nitf, page, rss, word
from tests.corpus.packing import PACKERS, http_answer, tar_entry, tarred, warc_record, zip_entry, zipped
from tests.corpus.pdf_file import assembled, built

LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
ENTITIES = {"laughs": LAUGHS, "file": '<!ENTITY i SYSTEM "file:///etc/passwd">',
            "web": '<!ENTITY % p SYSTEM "http://x.example/e.dtd"> %p;'}  # fmt: skip


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _nothing_to_read()
    yield from _json()
    yield from _xml()
    yield from _archives()
    yield from _bombs()
    yield from _documents()


def _nothing_to_read() -> Iterator[Case]:
    for name, data in {"empty": b"", "spaces": b" \r\n\t\n", "nul": b"\0" * 64, "mark": b"\xef\xbb\xbf",
                       "unseen": "\u200b\u00ad\n\u200e".encode()}.items():  # fmt: skip
        yield Case(f"faults/{name}.txt", data, (), ("empty",))
    for name, data in {"png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "noise": bytes(range(256)) * 8,
                       "program": b"\x7fELF" + bytes(400), "rtf": b"{\\rtf1 Hello}", "mp3": b"ID3\x03" + bytes(300),
                       "7z": b"7z\xbc\xaf\x27\x1c" + bytes(100), "rar": b"Rar!\x1a\x07" + bytes(100),
                       "controls": b"a\x01b\x02c\x03d\x04" * 40}.items():  # fmt: skip
        yield Case(f"faults/{name}.txt", data, (), ("not_text",))
    yield Case("faults/table.csv", b"a,b\n1,2\n", (), ("unknown_format",))
    yield Case("faults/noname", b"Plain words without a name.", (), ("unknown_format",))
    yield Case("faults/nul-inside.txt", text("en").whole.replace(" ", " \0", 3).encode(), ("en",))
    soft = text("de").whole.replace("st", "s\u00adt").replace(" ", " \u200b")
    yield Case("faults/soft-hyphens.txt", soft.encode(), ("de",))
    yield Case("faults/carriage-returns.txt", text("fr").whole.replace("\n", "\r").encode(), ("fr",))
    yield Case("faults/decomposed.txt", unicodedata.normalize("NFD", text("vi").whole).encode(), ("vi",))


def _json() -> Iterator[Case]:
    good = json_article(text("es"))
    for name, data, reason in (
        ("cut", good[:-20], "malformed"), ("twice", good + good, "malformed"), ("number", b"17", "malformed"),
        ("comma", b'{"text": "x",}', "malformed"), ("quotes", b"{'text': 'x'}", "malformed"),
        ("no-text", b'{"title": "only a title"}', "missing_field"), ("blank", b'{"text": " "}', "missing_field"),
        ("object", b'{"text": {"a": 1}}', "malformed"),
        ("digits", b'{"text": "x", "n": ' + b"1" * 5000 + b"}", "malformed"),
        ("deep", b'{"text": "x", "n": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", "too_deep"),
    ):  # fmt: skip
        yield Case(f"faults/{name}.json", data, (), (reason,))
    listed = b"[" + good + b', {"title": "no text"}, 3, ' + json_article(text("it")) + b"]"
    yield Case("faults/list.json", listed, ("es", "it"), ("1:missing_field", "2:malformed"))
    lines = b"\n".join([good, b'{"title": "cut o', json_article(text("it")), b"[1]"])
    yield Case("faults/lines.jsonl", lines, ("es", "it"), ("1:malformed", "3:malformed"))
    script = json_article(text("en"), source="<script>alert(1)</script>", url="javascript:alert(1)")
    yield Case("faults/script.json", script, ("en",))


def _xml() -> Iterator[Case]:
    for kind, declared in ENTITIES.items():
        head = f"<?xml version='1.0'?><!DOCTYPE x [{declared}]>"
        feed = f"{head}<rss><channel><item><title>&i;</title></item></channel></rss>"
        yield Case(f"faults/{kind}.rss", feed.encode(), (), ("malformed",))
        yield Case(f"faults/{kind}.nitf", nitf(text("fr"), f"<!DOCTYPE nitf [{declared}]>"), (), ("malformed",))
    yield Case("faults/cut.nitf", nitf(text("fr"))[:-60], (), ("malformed",))
    yield Case("faults/deep.rss", b"<rss>" + b"<a>" * 2_000 + b"</a>" * 2_000 + b"</rss>", (), ("too_deep",))
    items = rss([text("en"), text("ru")]).replace(b"<item>", b"<item><title>Empty</title></item><item>", 1)
    yield Case("faults/feed.rss", items, ("en", "ru"), ("0:missing_field",))
    message = news_message(news_item(None), news_item(text("uz")), news_item(text("it"), status="stat:canceled"))
    yield Case("faults/message.newsml", message, ("uz",), ("0:no_article", "2:no_article"))
    yield Case(
        "faults/package.newsml", b'<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>', (), ("no_article",)
    )


def _archives() -> Iterator[Case]:
    en, it = text("en").whole.encode(), text("it").whole.encode()
    for make, kind in ((zipped, "zip"), (tarred, "tar")):
        members = {"../out.txt": en, "/etc/out.txt": en, "it.txt": it, "a.png": b"\x89PNG\r\n\x1a\n", "empty.txt": b""}
        faults = ("0:unsafe_member", "1:unsafe_member", "3:not_text", "4:empty")
        yield Case(f"faults/members.{kind}", make(members), ("it",), faults)
        yield Case(f"faults/nothing.{kind}", make({}), (), ("no_article",))
    for name, data in {
        "link.tar": tar_entry("a.txt", tarfile.SYMTYPE, "/etc/passwd"),
        "hard.tar": tar_entry("a.txt", tarfile.LNKTYPE, "b"),
        "device.tar": tar_entry("a.txt", tarfile.CHRTYPE), "pipe.tar": tar_entry("a.txt", tarfile.FIFOTYPE),
        "link.zip": zip_entry("a.txt", stat.S_IFLNK | 0o777, b"/etc/passwd"),
    }.items():  # fmt: skip
        yield Case(f"faults/{name}", data, (), ("0:unsafe_member",))
    yield Case("faults/cut.zip", zipped({"en.txt": en})[:-30], (), ("malformed",))
    flipped = bytearray(zipped({"en.txt": en, "it.txt": it}, zipfile.ZIP_STORED))
    flipped[flipped.index(b"Mauritania")] ^= 1
    yield Case("faults/checksum.zip", bytes(flipped), ("it",), ("0:malformed",))
    locked = bytearray(zipped({"en.txt": en}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    yield Case("faults/locked.zip", bytes(locked), (), ("0:encrypted",))
    for suffix, pack in PACKERS.items():
        yield Case(f"faults/cut.txt.{suffix}", pack(en)[:-9], (), ("0:malformed",))
    warc = warc_record("response", "https://a.example/1", http_answer(page(text("fr"))))
    menu = warc_record("response", "https://a.example/2", http_answer(b"<html><body><a href='/'>x</a></body></html>"))
    yield Case("faults/menu.warc", menu + warc, ("fr",), ("0:no_article",))
    yield Case("faults/no-type.warc", warc + b"WARC/1.0\r\nno header\r\n\r\nnoise", ("fr",), ("1:malformed",))
    yield Case("faults/noise.warc", warc + b"nothing of the kind", ("fr",), ("1:malformed",))
    yield Case("faults/cut.warc", warc + menu[:-40], ("fr",), ("1:malformed",))
    packed = PACKERS["gz"](warc) + PACKERS["gz"](menu)
    yield Case(
        "faults/cut.warc.gz", packed[:-30], ("fr",), ("1:malformed", "2:malformed")
    )  # the record, and what the archive still held


def _bombs() -> Iterator[Case]:
    zeros = b"\0" * 20_000_000
    for suffix, pack in PACKERS.items():
        yield Case(f"faults/bomb.txt.{suffix}", pack(zeros), (), ("0:unpacks_too_far",))
    yield Case("faults/bomb.zip", zipped({"a.txt": b"a" * 20_000_000}), (), ("0:unpacks_too_far",))
    nested = text("en").whole.encode()
    for _ in range(5):
        nested = PACKERS["gz"](nested)
    yield Case("faults/nested.txt.gz", nested, (), ("0:too_deep",))
    again = zipped({"a.txt": text("en").whole.encode()})
    for _ in range(5):
        again = zipped({"a.zip": again})
    yield Case("faults/nested.zip", again, (), ("0:too_deep",))


def _documents() -> Iterator[Case]:
    yield Case(
        "faults/list.html", b"<html><body><ul><li><a href='/1'>One</a></li></ul></body></html>", (), ("no_article",)
    )
    yield Case("faults/deep.html", b"<html>" + b"<div>" * 3_000 + b"x" * 300, (), ("too_deep",))
    hostile = page(text("en")).replace(b"<article>", b"<article><script>alert(1)</script><iframe src='x'>f</iframe>")
    yield Case("faults/script.html", hostile, ("en",))
    broken = page(text("en")).replace(b"</head>", b'<script type="application/ld+json">{broken</script></head>')
    yield Case("faults/broken-json-ld.html", broken, ("en",))
    yield Case("faults/unknown-charset.html", page(text("ru")).replace(b'"utf-8"', b'"x-unknown"'), ("ru",))
    yield Case("faults/wrong-charset.html", page(text("ru")).replace(b'"utf-8"', b'"ascii"'), ("ru",))
    yield Case("faults/no-body.eml", mail(text("pl")).partition(b"\r\n\r\n")[0] + b"\r\n\r\n", (), ("no_article",))
    yield Case("faults/scan.pdf", built([]), (), ("no_article",))
    yield Case("faults/cut.pdf", built([("A", 72, 800, 20)])[:60], (), ("malformed",))
    locked = assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"], b"/Encrypt 9 0 R")
    yield Case("faults/locked.pdf", locked, (), ("malformed",))
    yield Case("faults/cut.docx", word(text("de"))[:900], (), ("malformed",))
    yield Case("faults/other.docx", zipped({"[Content_Types].xml": b"<x/>"}), (), ("unknown_format",))
    yield Case("faults/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), (), ("not_text",))
