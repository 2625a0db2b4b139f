"""A reader's draft made an article: text mended and cleaned, boilerplate off, date and address in one form."""

from datetime import date

from etl.formats.addresses import normal_url
from etl.formats.boilerplate import without_boilerplate
from etl.formats.draft import Draft, Hints
from etl.formats.published import resolve
from etl.formats.repair import mend
from etl.formats.text import clean, compose, content_id
from etl.model import Article

_LONGEST = 2000  # characters of a field that is no text; longer ones are cut


def finish(draft: Draft, hints: Hints, uri: str, record: int, today: date) -> Article:
    """The article that a draft makes; ``hints`` supply what it lacks.

    Raises:
        ArticleError: ``empty`` where nothing is left of the text.
    """
    title, title_notes = mend(draft.title)
    body, body_notes = mend(draft.body)
    title, text, dropped = _composed(title, body)
    url = normal_url(_line(draft.url or hints.url))
    published_at, basis, date_notes = resolve(
        draft.published or hints.published,
        draft.published_basis if draft.published else "metadata",
        url,
        hints.fetched_at,
        today,
    )
    notes = [*draft.notes, *hints.notes, *title_notes, *body_notes, *date_notes]
    if dropped:
        notes.append(f"boilerplate lines: {dropped}")
    return Article(
        uri=uri,
        record=record,
        content_id=content_id(text),
        title=title,
        text=text,
        url=url,
        source=_line(draft.source or hints.source),
        author=_line(draft.author or hints.author),
        published_at=published_at,
        published_basis=basis,
        language_hint=_line(draft.language or hints.language),
        fetched_at=_line(hints.fetched_at),
        notes=tuple(dict.fromkeys(filter(None, map(_line, notes)))),
    )


def _composed(title: str, body: str) -> tuple[str, str, int]:
    """``(title, text, lines dropped)``; a body that begins with its title once more loses that line."""
    title, text = compose(title, body)
    paragraphs, dropped = without_boilerplate(text.partition("\n\n")[2])
    first, _, rest = paragraphs.partition("\n")
    if title and first == title and rest:
        paragraphs = rest
    return title, f"{title}\n\n{paragraphs}" if paragraphs else title, dropped


def _line(value: str | None) -> str | None:
    """A short field on one line; ``None`` where it is empty."""
    return (" ".join(clean(value).split())[:_LONGEST].strip() or None) if value else None
