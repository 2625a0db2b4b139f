"""Encodings: what is read as what, and what is no text."""

import codecs

import pytest

from etl.errors import ArticleError
from etl.formats.encoding import decode

GERMAN = "Der Präsident traf den Außenminister in Köln. Die Gespräche über Öl und Gas waren schwierig."
RUSSIAN = "Президент Казахстана встретился в Астане с премьер-министром Пакистана. Стороны обсудили торговлю."
POLISH = "Prezydent spotkał się z ministrem spraw zagranicznych Węgier. Rozmawiali o współpracy i bezpieczeństwie."
CHINESE = "哈萨克斯坦总统会见了巴基斯坦总理,双方讨论了贸易与运输问题。会谈在阿斯塔纳举行。"
TAIWANESE = "哈薩克總統會見了巴基斯坦總理,雙方討論了貿易與運輸問題。會談在阿斯塔納舉行。"
JAPANESE = "カザフスタンの大統領はパキスタンの首相と会談し、貿易と輸送について話し合った。"
KOREAN = "카자흐스탄 대통령은 파키스탄 총리를 만나 무역과 교통에 대해 논의했다."
ARABIC = "التقى رئيس كازاخستان برئيس وزراء باكستان في أستانا وناقش الجانبان التجارة والنقل."
GREEK = "Ο πρόεδρος του Καζακστάν συναντήθηκε με τον πρωθυπουργό του Πακιστάν στην Αστάνα."
THAI = "ประธานาธิบดีคาซัคสถานพบกับนายกรัฐมนตรีปากีสถานที่กรุงอัสตานา"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"), (GERMAN, "cp1252"), (GERMAN, "latin-1"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso8859-5"), (RUSSIAN, "cp866"), (POLISH, "cp1250"), (CHINESE, "gb18030"), (TAIWANESE, "big5"),
        (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (KOREAN, "euc_kr"), (ARABIC, "cp1256"), (GREEK, "cp1253"),
        (THAI, "cp874"),
    ],
)  # fmt: skip
def test_encodings_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", [GERMAN, RUSSIAN, CHINESE])
def test_byte_order_marks(text: str, mark: bytes, encoding: str) -> None:
    assert decode(mark + text.encode(encoding)) == text


def test_one_broken_letter_does_not_make_utf8_something_else() -> None:
    assert decode(RUSSIAN.encode()[:-2]) == RUSSIAN[:-2] + "\ufffd"
    assert decode(GERMAN.encode() + b" \xe4") == GERMAN + " \ufffd"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\x00\x00\x00\x00"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(ArticleError) as caught:
        decode(data)
    assert caught.value.reason == "empty"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    for text in (GERMAN, "Министр иностранных дел Казахстана прибыл в Астану на переговоры. " * 3):
        assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + b"plain words of a stream " * 50,
        b"PK\x03\x04 names of entries in clear " * 20,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        bytes(range(256)) * 16,
        b"\x00\x01\x02\x03 struct " * 100,
    ],
)
def test_bytes_that_are_no_text(data: bytes) -> None:
    with pytest.raises(ArticleError) as caught:
        decode(data)
    assert caught.value.reason == "not_text"
