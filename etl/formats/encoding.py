"""Bytes to text: by byte order mark, as UTF-8, else by detection among the encodings that news is kept in."""

from charset_normalizer import from_bytes

from etl.errors import ArticleError

# The longer mark first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Files that are no text, by their first bytes; some of them have long stretches that would pass for it.
_BINARY = {
    b"%PDF-": "a PDF", b"PK\x03\x04": "a ZIP archive (or an office document)", b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"\x7fELF": "a program",
    b"MZ\x90": "a program", b"\xd0\xcf\x11\xe0": "an old office document", b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive", b"BZh": "a bzip2 archive", b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"SQLite format 3": "an SQLite database", b"{\\rtf": "an RTF document", b"ID3": "an MP3 recording",
}  # fmt: skip
# Without a list the detector answers with encodings of the 1980s that hold any bytes at all.
_LEGACY = [
    "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874",
    "koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "cp866", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_SAMPLE = 32_768  # bytes that detection looks at
_MOST_BROKEN = 0.02  # of the characters outside ASCII; a cut-off last letter, one bad quotation mark
_MOST_CONTROLS = 0.02  # of all characters


def decode(data: bytes) -> str:
    """The text of a file; a broken character becomes U+FFFD.

    Raises:
        ArticleError: ``empty`` where there is nothing, ``not_text`` where no encoding makes text of it.
    """
    if not data.strip(b" \t\r\n\x0b\x0c\x00"):
        raise ArticleError("empty", "the file holds no text")
    for start, kind in _BINARY.items():
        if data.startswith(start):
            raise ArticleError("not_text", f"the file is {kind}")
    text = _marked(data)
    if text is None:
        text = _utf8(data)
    if text is None:
        text = _detected(data)
    if not text.strip():  # nothing but a byte order mark and white space
        raise ArticleError("empty", "the file holds no text")
    controls = sum(text.count(chr(code)) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if controls > _MOST_CONTROLS * len(text):
        raise ArticleError("not_text", "the file is full of control characters")
    return text


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return None if _is_broken(text) else text
    return None


def _utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", errors="replace")
    return None if _is_broken(text) else text


def _is_broken(text: str) -> bool:
    broken = text.count("\ufffd")
    if not broken:
        return False
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    return broken > max(1, _MOST_BROKEN * beyond_ascii) or broken == beyond_ascii


def _detected(data: bytes) -> str:
    best = from_bytes(data[:_SAMPLE], cp_isolation=_LEGACY).best()
    if best is None:
        raise ArticleError("not_text", "the bytes are no text in any encoding that we read")
    return data.decode(best.encoding, errors="replace")
