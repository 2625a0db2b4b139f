"""Mail: which part is the article, what is taken off it, and what hostile or broken messages end in."""

import base64

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.errors import ArticleError
from etl.formats import email_message
from etl.formats.draft import Draft, head_of
from etl.formats.email_message import recognizes
from tests.formats.reading import draft_of, ends_well, reason_of

HEADERS = (
    b"From: =?utf-8?q?Agence_Exemple?= <desk@example.org>\r\nSubject: Fwd: Re: =?utf-8?b?UHLDqXNpZGVudA==?= in Oslo\r\n"
    b"Date: Thu, 24 Apr 2025 10:30:00 +0200\r\nMIME-Version: 1.0\r\n"
)
WRAPPED = (
    "The foreign minister of Norway met his Swedish colleague in Oslo on Thursday\r\n"
    "and signed an agreement on the border between both countries, officials said\r\n"
    "after the meeting.\r\n\r\n"
    "A second round of talks will follow in Stockholm in June, they said at the\r\n"
    "end of the day.\r\n"
)
JOINED = (
    "The foreign minister of Norway met his Swedish colleague in Oslo on Thursday and signed an agreement on the "
    "border between both countries, officials said after the meeting.\n"
    "A second round of talks will follow in Stockholm in June, they said at the end of the day."
)


def read_one(data: bytes) -> Draft:
    return draft_of(email_message, data, "a.eml")


def mail(body: bytes | str, kind: str = "text/plain; charset=utf-8") -> bytes:
    body = body if isinstance(body, bytes) else body.encode()
    return HEADERS + f"Content-Type: {kind}\r\n\r\n".encode() + body


def parts(*bodies: tuple[str, str], kind: str = "mixed") -> bytes:
    text = "".join(f"--b\r\nContent-Type: {header}\r\n\r\n{body}\r\n" for header, body in bodies)
    return mail(text + "--b--\r\n", f'multipart/{kind}; boundary="b"')


@pytest.mark.parametrize(
    ("data", "name", "is_mail"),
    [
        (HEADERS, "x", True),
        (b"Received: from a\r\n by b\r\nFrom: a@b\r\nSubject: x\r\n", "x", True),
        (b"Subject: x\r\nDate: y\r\n\r\nFrom: z", "x.txt", False),
        (b"Dear all,\r\nFrom: a\r\nSubject: b\r\n", "x.txt", False),
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a/\r\nSubject: x\r\n", "x", False),
        (b"whatever", "x.eml", True),
        (b"{}", "x.json", False),
    ],
)
def test_recognized_by_headers_then_by_name(data: bytes, name: str, is_mail: bool) -> None:
    assert recognizes(head_of(data, name)) is is_mail


def test_headers_become_fields() -> None:
    draft = read_one(mail(WRAPPED))
    assert draft.title == "Président in Oslo"
    assert draft.source == "Agence Exemple"
    assert draft.published == "2025-04-24T10:30:00+02:00"
    assert draft.notes == ()


def test_wrapped_lines_become_paragraphs() -> None:
    assert read_one(mail(WRAPPED)).body == JOINED


def test_long_and_short_lines_stay_as_they_are() -> None:
    text = "First story: " + "long " * 40 + "\r\nSecond story.\r\n- one\r\n- two\r\n"
    assert read_one(mail(text)).body.split("\n")[1:] == ["Second story.", "- one", "- two"]


def test_flowed_text_is_joined() -> None:
    flowed = "One sentence that \r\nflows on.\r\n Stuffed.\r\n"
    assert read_one(mail(flowed, "text/plain; format=flowed")).body == "One sentence that flows on.\nStuffed."
    split = read_one(mail("新聞 \r\n記者\r\n", "text/plain; charset=utf-8; format=flowed; delsp=yes"))
    assert split.body == "新聞記者"


@pytest.mark.parametrize(
    "tail",
    [
        "\r\n-- \r\nJane Doe\r\nDesk\r\n",
        "\r\n--\r\nJane Doe\r\n",
        "\r\nOn Thursday Jane wrote:\r\n> old\r\n>> older\r\n",
        "\r\n_____________\r\nTo unsubscribe, write to leave@example.org\r\nSecond line\r\n",
        "\r\nSie können den Newsletter abbestellen.\r\n",
    ],
)
def test_signatures_quotes_and_footers_are_left_out(tail: str) -> None:
    assert read_one(mail(WRAPPED + tail)).body == JOINED


def test_the_header_of_what_is_forwarded_is_left_out() -> None:
    header = "---------- Forwarded message ---------\r\nFrom: A <a@b>\r\nDate: Thu\r\nSubject: x\r\n\r\n"
    assert read_one(mail(header + WRAPPED)).body == JOINED


def test_plain_text_is_preferred_where_it_is_real() -> None:
    html = ("text/html", "<p>" + "HTML text. " * 30)
    assert read_one(parts(("text/plain", WRAPPED), html, kind="alternative")).body == JOINED
    stub = ("text/plain", "Open this mail in a browser.")
    assert read_one(parts(stub, html, kind="alternative")).body.startswith("HTML text.")


def test_html_becomes_paragraphs_without_what_is_hidden() -> None:
    html = (
        "<?xml version='1.0' encoding='latin-1'?><html><head><title>t</title><style>p{}</style></head><body>"
        "<div style='DISPLAY : none'>preheader</div><h1>Head</h1><p>One\r\n<b>bold</b> word.<br>Next.</p>"
        "<script>x()</script>tail<!-- c --><blockquote type=cite>old</blockquote><table><tr><td>a<td>b</table></body>"
    )
    body = read_one(mail(html, "text/html; charset=utf-8")).body
    assert body.split("\n") == ["Head", "One bold word.", "Next.", "tail", "a", "b"]


def test_attachments_are_counted_and_not_read() -> None:
    inner = "From: a@b\r\nSubject: inner\r\n\r\ninner text"
    attached = 'text/plain\r\nContent-Disposition: attachment; filename="a.txt"'
    data = parts(
        ("text/plain", WRAPPED), (attached, "attached"), ("message/rfc822", inner), ("application/pdf", "%PDF")
    )
    draft = read_one(data)
    assert draft.body == JOINED
    assert draft.notes == ("attachments: 3",)


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("windows-1251", "Министр прибыл в Осло.".encode("cp1251")),
        ("iso-2022-jp", "ノルウェーの外相".encode("iso2022_jp")),
        ("iso-8859-1", "„Grüße“ – sagte er".encode("cp1252")),
        ("iso-8859-1", "„Grüße“ – in truth UTF-8".encode()),
        ("x-unknown", "Grüße aus Köln".encode()),
        ("punycode", b"plain ASCII"),
        ("hex", b"plain ASCII"),
    ],
)
def test_charsets_and_their_lies(charset: str, data: bytes) -> None:
    body = read_one(mail(data, f"text/plain; charset={charset}")).body
    assert body in ("Министр прибыл в Осло.", "ノルウェーの外相", "„Grüße“ – sagte er", "„Grüße“ – in truth UTF-8",
                    "Grüße aus Köln", "plain ASCII")  # fmt: skip


def test_base64_and_raw_bytes_in_headers() -> None:
    encoded = base64.encodebytes(JOINED.encode()).decode()
    data = mail(encoded, "text/plain\r\nContent-Transfer-Encoding: base64")
    assert read_one(data).body == JOINED
    assert read_one("From: a@news.example\nSubject: Grüße: heute\nDate: soon\n\nx".encode()) == Draft(
        title="Grüße: heute", body="x", source="news.example", published="soon"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (mail("> only\r\n> quotes\r\n"), "no_article"),
        (b"", "malformed"),
        (b"no header at all\r\n\r\nbut text", "malformed"),
        (parts(*[("text/plain", "x")] * 1100), "too_many"),
        (b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(300)), "too_many"),
        (
            b"From: a@b\n"
            + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(99)),
            "too_deep",
        ),
    ],
)
def test_what_is_no_article(data: bytes, reason: str) -> None:
    assert reason_of(email_message, data, "a.eml") == reason


def test_deep_html_is_no_crash() -> None:
    data = mail("<div>" * 50_000 + "x", "text/html")
    try:
        assert isinstance(read_one(data), Draft)
    except ArticleError as error:
        assert error.reason in ("malformed", "no_article")


TEMPLATE = parts(("text/plain; charset=utf-8; format=flowed", WRAPPED), ("text/html", "<p>a</p>"))


@given(st.binary(max_size=300), st.integers(0, len(TEMPLATE)), st.integers(0, 60))
@example(b"\xff\x00", 0, 0)
@example(b"From: (((((\r\nSubject: =?x?q?=FF?=\r\nContent-Type: ;;=;\r\n", 0, 0)
@example(b"Content-Type: text/plain; charset*=x'y'%FF\r\nContent-Disposition: ;\r\n", 0, 0)
@example(b"From: =?utf-8?b?\x00?= <\r\nDate: -1 Feb 99999999999999999999 25:61\r\n", 0, 0)
def test_any_bytes_end_in_drafts_or_article_errors(noise: bytes, at: int, cut: int) -> None:
    for data in (noise, TEMPLATE[:at] + noise + TEMPLATE[at + cut :]):
        ends_well(email_message, data, "a.eml")
