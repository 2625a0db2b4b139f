"""What office programs write into a document's properties: which titles and authors are ones that a person gave."""

import re

_LONGEST = 300  # characters
_BY_A_PROGRAM = re.compile(
    r"microsoft word\b.*|.*\.(?:docx?|docm|dotx?|odt|rtf|pdf|tex|dvi|indd|qxp|qxd|html?|txt|pages|p65|fm)"
    r"|(?:untitled|unbenannt|ohne titel|sans titre|sin título|senza titolo|bez tytułu|без имени)[ \d]*"
    r"|(?:document|dokument|documento|word document|документ|title|titel|draft|slide|page)[ \d]*"
    r"|(?:powerpoint|word|press release|pressemitteilung) ?(?:presentation|document|template|vorlage)?|[\W\d_]*",
    re.IGNORECASE,
)
_NOBODY = frozenset((
    "administrator", "admin", "user", "owner", "unknown", "author", "anonymous", "microsoft office user",
    "microsoft", "windows user", "windows-benutzer", "utilisateur windows", "python-docx", "apache poi", "root", "-",
))  # fmt: skip


def sensible_title(title: str) -> str | None:
    """The title on one line; ``None`` where a program made it up from a template or the name of the file."""
    line = " ".join(title.split())
    return line if line and len(line) <= _LONGEST and not _BY_A_PROGRAM.fullmatch(line) else None


def sensible_author(author: str) -> str | None:
    """The author on one line; ``None`` where it is an account, a program or nobody."""
    line = " ".join(author.split())
    return line if line and len(line) <= _LONGEST and line.lower() not in _NOBODY else None


def without_title(paragraphs: list[str], title: str) -> list[str]:
    """The paragraphs after the title, where they begin with it."""
    is_repeated = bool(paragraphs) and " ".join(paragraphs[0].split()).casefold() == title.casefold()
    return paragraphs[1:] if is_repeated else paragraphs
