"""A sentence to its extraction, for tests."""

import hashlib
from typing import Any

from etl.extraction import extract, to_record
from etl.extraction.document import Document
from etl.extraction.segmentation import read_document
from etl.lexicon import lexicon_for
from etl.model import Article, Language

TITLE = {"en": "A report", "de": "Ein Bericht", "uk": "Звіт"}


def document(text: str, language: str = "en") -> Document:
    """The text as the extractors see it."""
    lexicon = lexicon_for(language)
    assert lexicon is not None
    return read_document(text, lexicon)


def record(
    body: str, language: str = "en", *, published: str | None = None, title: str | None = None
) -> dict[str, Any]:
    """The record of an article with this body."""
    text = f"{title or TITLE.get(language, '…')}\n\n{body}"
    article = Article(
        uri="file:///article.txt", record=0, content_id=hashlib.sha256(text.encode()).hexdigest(),
        title=text.split("\n")[0], text=text, published_at=published, published_basis="argument" if published else None,
    )  # fmt: skip
    return to_record(extract(article, Language(language, 1.0)))


def events(body: str, language: str = "en", **options: Any) -> set[tuple[str, str, str, str]]:
    """``(type, actor, recipient, status)`` of the events."""
    found = record(body, language, **options)["events"]
    return {(e["type"], e["actor"], e["recipient"], e["status"]) for e in found}


def roles(body: str, language: str = "en", **options: Any) -> dict[str, set[tuple[str, str | None]]]:
    """Name -> ``(role, party)`` of the persons."""
    found = record(body, language, **options)["persons"]
    return {p["name"]: {(r["role"], r["party"]) for r in p["roles"]} for p in found}
