"""Mail (.eml): one message, its text part as the article; attachments are counted, never opened."""

import codecs
import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from etl.errors import ArticleError
from etl.formats.draft import Draft, Head
from etl.formats.encoding import decode
from etl.formats.mail_html import html_to_text
from etl.formats.mail_text import plain_to_text, without_footer

_FIELD = re.compile(r"([A-Za-z][A-Za-z-]{1,40}):")
_OF_MAIL = frozenset(("from", "received", "return-path", "message-id", "mime-version", "delivered-to"))
_USUAL = _OF_MAIL | {"subject", "date", "to", "content-type", "reply-to", "list-id", "newsgroups", "dkim-signature"}
_PREFIXES = re.compile(
    r"(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw|odp|enc|отв|回复|转发)(?:\[\d{1,3}\])?\s?[:：]\s*)+", re.I
)
# What the library raises on headers that break the rules, besides its own errors (CPython issues 81691, 105285 ...).
_FAULTS = (
    MessageError,
    ArithmeticError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
)
_MOST_MULTIPARTS = 200  # each costs the parser a stack frame and a look at every line
_MOST_PARTS = 1000
_DEEPEST = 20
_LONGEST_FIELD = 4000  # characters of a header; parsing takes time that grows faster than its length
_REAL_TEXT = 400  # characters of plain text that stand for themselves; fewer may be `open this in a browser`
_UNSAFE_CODECS = frozenset(("punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"))
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}


def recognizes(head: Head) -> bool:
    """Header lines of mail at the beginning, or the name; pages saved as MHTML are no mail."""
    block = head.text.replace("\r\n", "\n").partition("\n\n")[0]
    if head.name.endswith((".mht", ".mhtml")) or "Snapshot-Content-Location:" in block:
        return False
    fields = [field.group(1).lower() for line in block.split("\n") if (field := _FIELD.match(line))]
    known = _USUAL.intersection(fields)
    is_mail = _FIELD.match(block) is not None and len(known) >= 2 and not known.isdisjoint(_OF_MAIL)
    return is_mail or head.name.endswith(".eml")


def read(data: bytes, head: Head) -> Iterator[Draft]:
    """One article: the subject and the text of the message.

    Raises:
        ArticleError: ``malformed`` for what is no mail, ``too_many`` and ``too_deep`` for its parts, ``not_text`` for a
            text part that is none, ``no_article`` where no text is left.
    """
    message = _parsed(data)
    plain, html, attachments = _texts(message)
    body = plain if _stands_alone(plain, html) else html
    if not body:
        detail = f"the mail has no text of its own besides quotes and footers; attachments: {attachments}"
        raise ArticleError("no_article", detail)
    yield Draft(
        title=_PREFIXES.sub("", _field(message, "subject"), count=1),
        body=body,
        source=_sender(_field(message, "from")),
        published=_published(_field(message, "date")),
        language=_field(message, "content-language").partition(",")[0].strip() or None,
        notes=(f"attachments: {attachments}",) if attachments else (),
    )


def _parsed(data: bytes) -> EmailMessage:
    lowered = data.lower()
    if lowered.count(b"multipart/") + lowered.count(b"message/") > _MOST_MULTIPARTS:
        raise ArticleError("too_many", f"the mail has more than {_MOST_MULTIPARTS} groups of parts")
    try:
        message = message_from_bytes(data.lstrip(), policy=policy.default)
    except _FAULTS as error:
        raise ArticleError("malformed", f"the mail's structure cannot be read: {error}") from error
    if not any(name.lower() in _USUAL for name in message.keys()):  # noqa: SIM118  # iteration would look up each
        raise ArticleError("malformed", "no header of a mail (From, Subject, Date ...) at the beginning")
    return message


def _texts(message: EmailMessage) -> tuple[str, str, int]:
    """The plain text, the HTML as text, and the number of attachments."""
    plain: list[str] = []
    html: list[str] = []
    attachments = 0
    try:
        for part in _parts(message):
            kind = part.get_content_type()
            if kind not in ("text/plain", "text/html") or part.get_filename() or part.is_attachment():
                attachments += 1
            elif kind == "text/html":
                html.append(without_footer(html_to_text(_decoded(part))))
            else:
                plain.append(_plain(part))
    except _FAULTS as error:
        raise ArticleError("malformed", f"a part of the mail cannot be read: {error}") from error
    return "\n".join(filter(None, plain)), "\n".join(filter(None, html)), attachments


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Parts that hold no others, in order; a mail inside the mail is one."""
    waiting = [(message, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise ArticleError("too_many", f"the mail has more than {_MOST_PARTS} parts")
        if depth > _DEEPEST:
            raise ArticleError("too_deep", f"the mail's parts are nested deeper than {_DEEPEST}")
        inner: Any = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += [(child, depth + 1) for child in reversed(inner)]
        else:
            yield part


def _plain(part: EmailMessage) -> str:
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    drops_spaces = str(part.get_param("delsp", "")).lower() == "yes"
    return plain_to_text(_decoded(part), is_flowed=is_flowed, drops_spaces=drops_spaces)


def _decoded(part: EmailMessage) -> str:
    """The text of a part: as UTF-8 where it can be nothing else, else as its charset says, else by detection."""
    data: Any = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip(b" \t\r\n\x0b\x0c\x00"):
        return ""
    codec = _codec(part.get_content_charset("utf-8"))
    for candidate in (codec,) if data.isascii() else ("utf-8", codec):
        try:
            return data.decode(candidate)
        except (LookupError, ValueError):
            continue
    return decode(data)


def _codec(charset: str) -> str:
    """Python's name of a charset; UTF-8 for what is unknown or no charset of mail."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return "utf-8"
    return "utf-8" if name in _UNSAFE_CODECS else _WIDER.get(name, name)


def _stands_alone(plain: str, html: str) -> bool:
    return bool(plain) and (len(plain) >= _REAL_TEXT or len(html) <= 3 * len(plain))


def _field(message: EmailMessage, name: str) -> str:
    """A header on one line, its encoded words decoded; empty where it is absent or past decoding."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    data = str(raw).encode("ascii", errors="surrogateescape")[:_LONGEST_FIELD]
    try:
        return " ".join(str(policy.default.header_fetch_parse(name, decode(data))).split())
    except (ArticleError, *_FAULTS):
        return ""


def _sender(value: str) -> str | None:
    """The name shown for the sender, else the domain of the address."""
    name, address = parseaddr(value)
    return name or address.rpartition("@")[2] or None


def _published(value: str) -> str | None:
    """In ISO 8601 where the date is one, else as it stands."""
    try:
        moment: datetime = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return value or None
    return moment.isoformat()
