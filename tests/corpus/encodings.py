"""Texts in the encodings of their languages: plain with no word about it, and pages and feeds that declare it."""

import codecs
from collections.abc import Iterator

from tests.corpus.cases import Case, names, text
from tests.corpus.documents import json_article, mail, nitf, page, rss

LEGACY = {
    "ru": ["cp1251", "koi8-r", "iso8859-5", "cp866"], "uk": ["cp1251", "koi8-u"], "kk": ["kz1048", "ptcp154"],
    "pl": ["cp1250", "iso8859-2"], "cs": ["cp1250", "iso8859-2"], "de": ["cp1252", "iso8859-15"],
    "fr": ["cp1252", "iso8859-15"], "es": ["cp1252", "latin-1"], "pt": ["cp1252"], "it": ["cp1252"],
    "tr": ["cp1254", "iso8859-9"], "el": ["cp1253", "iso8859-7"], "he": ["cp1255", "iso8859-8"],
    "ar": ["cp1256", "iso8859-6"], "th": ["cp874"], "zh": ["gb18030", "gbk"], "zh-hant": ["big5"],
    "ja": ["shift_jis", "euc_jp", "iso2022_jp"], "ko": ["euc_kr", "cp949"],
}  # fmt: skip
DECLARED = {
    "ru": ["windows-1251", "koi8-r"], "pl": ["iso-8859-2"], "tr": ["windows-1254"], "ar": ["windows-1256"],
    "zh": ["gbk"], "zh-hant": ["big5"], "ja": ["shift_jis", "euc-jp"], "ko": ["euc-kr"], "el": ["iso-8859-7"],
    "he": ["windows-1255"], "de": ["iso-8859-1"], "th": ["tis-620"],
}  # fmt: skip
UNICODE = {
    "utf16-le-mark": codecs.BOM_UTF16_LE, "utf16-be-mark": codecs.BOM_UTF16_BE, "utf8-mark": codecs.BOM_UTF8,
    "utf32-le-mark": codecs.BOM_UTF32_LE, "utf16-le": b"", "utf16-be": b"",
}  # fmt: skip


def cases() -> Iterator[Case]:
    """All of them, and one of each language in UTF-8."""
    for name in names():
        yield Case(f"plain/{name}.txt", text(name).whole.encode(), (name,))
    for kind, mark in UNICODE.items():
        width = kind.removesuffix("-mark").replace("utf", "utf-", 1)
        for name in ("de", "ru", "zh", "ar"):
            if mark or name != "zh":  # without a mark, Chinese in UTF-16 is told from noise by nothing
                yield Case(f"encodings/{name}.{kind}.txt", mark + text(name).whole.encode(width), (name,))
    for name, encodings in LEGACY.items():
        for encoding in encodings:
            yield Case(f"encodings/{name}.{encoding}.txt", text(name).whole.encode(encoding), (name,))
    for name, encodings in DECLARED.items():
        for encoding in encodings:
            yield Case(f"declared/{name}.{encoding}.html", page(text(name), charset=encoding), (name,))
    for name, encoding in (("ru", "windows-1251"), ("pl", "iso-8859-2"), ("ja", "euc-jp")):
        yield Case(f"declared/{name}.{encoding}.rss", rss([text(name)], charset=encoding), (name,))
        yield Case(f"declared/{name}.{encoding}.nitf.xml", nitf(text(name), charset=encoding), (name,))
        yield Case(f"declared/{name}.{encoding}.eml", mail(text(name), charset=encoding), (name,))
    yield Case("encodings/uk.utf16.json", json_article(text("uk")).decode().encode("utf-16"), ("uk",))
    yield Case("encodings/de.mojibake.txt", text("de").whole.encode().decode("cp1252", "replace").encode(), ("de",))
