"""Plain text of a mail to paragraphs: wrapped lines joined; quotes, signatures and footers of lists left out."""

import re
from itertools import pairwise
from statistics import quantiles

_NARROWEST, _WIDEST = 55, 85  # columns that mail is wrapped at, with some play; 72 and 76 are usual
_FOOTER_PARAGRAPHS = 6  # at the end, among which a footer begins
_LONGEST_FOOTER = 400  # characters of the paragraph that a footer begins with
_LAST_LINES = 10  # in which a bare `--` opens a signature; further up it parts one story from the next
_RULE = re.compile(r"[-_=*~#.+ ]{3,}")
_ITEM = re.compile(r"\s*(?:[-*•–·]|\d{1,3}[.)])\s")
_FORWARDED = re.compile(
    r"-{2,}\s?(?:Forwarded|Original|Weitergeleitete|Ursprüngliche|Message|Mensaje|Пересылаемое)\b", re.I
)
_FIELD = re.compile(r"\*?[^\W\d_][\w -]{0,20}\s?:\*?\s")
_WROTE = re.compile(r"\b(?:wrote|schrieb|a écrit|escribió|ha scritto|napisał|escreveu|schreef|писал|пишет)\b")
_FOOTER = re.compile(
    r"\bunsubscribe\s?(?:$|[:<(\[|.,]|from|here|at|at any|by|or|link|http)|\b(?:to|can) unsubscribe\b|\bopt[- ]out\b"
    r"|you(?:'re| are)? (?:are )?receiv(?:ed|ing) this (?:e-?mail|message|newsletter)|manage your (?:subscription|pref)"
    r"|mailing list\b.{0,80}@|newsletter (?:abbestellen|abmelden)|(?:hier|newsletter) abmelden|se désabonner"
    r"|désinscri(?:re|ption)|darse de baja|cancelar (?:la|a) (?:suscripción|assinatura)|annulla(?:re)? l'iscrizione"
    r"|zrezygnować z|wypisz się|отписаться|відписатися|退订|afmelden voor|uitschrijven",
    re.IGNORECASE,
)


def plain_to_text(text: str, *, is_flowed: bool = False, drops_spaces: bool = False) -> str:
    """The text of a plain mail, a paragraph a line.

    Args:
        text: as decoded, with its line breaks.
        is_flowed: the part says ``format=flowed`` (RFC 3676): a line that ends with a space goes on in the next.
        drops_spaces: it says ``delsp=yes`` too: that space is not part of the text.
    """
    lines = _without_quotes(_without_signature(text.expandtabs(4).splitlines()))
    if is_flowed:
        lines = _flowed(lines, drops_spaces)
    lines = ["" if _RULE.fullmatch(line.strip()) else line for line in lines]
    return "\n".join(_without_footer(_joined(lines)))


def without_footer(text: str) -> str:
    """The paragraphs of a text, a line each, up to those that say how to leave the list."""
    return "\n".join(_without_footer(text.split("\n")))


def _without_signature(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        is_end = line == "-- " or (line.rstrip() == "--" and len(lines) - number <= _LAST_LINES)
        if is_end and any(kept.strip() for kept in lines[:number]):
            return lines[:number]
    return lines


def _without_quotes(lines: list[str]) -> list[str]:
    """Without ``>`` lines, the `X wrote:` above them, and the header lines above what is forwarded."""
    kept: list[str] = []
    in_fields = False
    for line in lines:
        if line.startswith((">", " >")):
            while kept and not kept[-1].strip():
                kept.pop()
            if kept and kept[-1].rstrip().endswith(":") and _WROTE.search(kept[-1][-200:]):
                kept.pop()
            kept.append("")
            continue
        if _FORWARDED.match(line.lstrip()):
            in_fields = True
            continue
        in_fields = in_fields and (not line.strip() or _FIELD.match(line) is not None or line.startswith(" "))
        if not in_fields:
            kept.append(line)
    return kept


def _flowed(lines: list[str], drops_spaces: bool) -> list[str]:
    """Lines that flow into the next joined (RFC 3676); the space before a line that looked like a quote taken off."""
    flowed: list[str] = []
    open_parts: list[str] = []
    for line in lines:
        plain = line.removeprefix(" ")
        goes_on = plain.endswith(" ") and plain.strip() != ""
        open_parts.append(plain[:-1] if goes_on and drops_spaces else plain)
        if not goes_on:
            flowed.append("".join(open_parts))
            open_parts = []
    return [*flowed, "".join(open_parts)] if open_parts else flowed


def _joined(lines: list[str]) -> list[str]:
    """Paragraphs. A line goes on in the next where the next one's first word had no room left on it."""
    width = _width(lines)
    paragraphs: list[list[str]] = []
    previous = ""
    for line in lines:
        if width and _goes_on(previous, line, width):
            paragraphs[-1].append(line.strip())
        elif line.strip():
            paragraphs.append([line.strip()])
        previous = line
    return [" ".join(paragraph) for paragraph in paragraphs]


def _width(lines: list[str]) -> float:
    """The column that lines are wrapped at: most of those that another follows come near it; 0 where none is seen."""
    followed = [len(line.rstrip()) for line, following in pairwise(lines) if line.strip() and following.strip()]
    if len(followed) < 2:
        followed *= 2
    if not followed:
        return 0
    _, middle, upper = quantiles(followed, n=4, method="inclusive")
    return upper if middle >= _NARROWEST - 10 and _NARROWEST <= upper <= _WIDEST else 0


def _goes_on(line: str, following: str, width: float) -> bool:
    if not line.strip() or not following.strip() or len(line) > _WIDEST + 15 or _ITEM.match(following):
        return False
    is_indented = following.startswith("  ") and not line.startswith("  ") and not _ITEM.match(line)
    return not is_indented and len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _without_footer(paragraphs: list[str]) -> list[str]:
    first = max(1, len(paragraphs) - _FOOTER_PARAGRAPHS)
    for number in range(first, len(paragraphs)):
        if len(paragraphs[number]) <= _LONGEST_FOOTER and _FOOTER.search(paragraphs[number]):
            return paragraphs[:number]
    return paragraphs
