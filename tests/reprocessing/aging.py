"""Articles as other rules would have had them, so that the rules of now change something, each in its own way."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

from etl import pipeline, reprocessing
from etl.extraction import extract
from etl.formats.text import content_id
from etl.language import identify
from etl.model import Extraction, Language, Span
from etl.reading.articles import extract_articles
from etl.reprocessing import Chosen
from etl.settings import PROJECT_ROOT, Settings
from etl.warehouse.database import connect
from tests.warehouse.builders import BuiltFile, load

OLD_RULES = "old"
_SAMPLES = PROJECT_ROOT / "seeds" / "articles"
_PATHS = (*(f"en/{n}*" for n in range(200, 208)), "de/10[0-3]*", "one_story/50[0178]*")


def _read() -> list[Extraction]:
    paths = sorted({path for pattern in _PATHS for path in _SAMPLES.glob(pattern)})
    found = [item for path in paths for item in extract_articles(path.read_bytes(), path.as_uri())]
    read = [item for item in found if isinstance(item, Extraction)]
    assert len(read) == len(paths)
    return [*read, *_versions(read)]


def _versions(read: list[Extraction]) -> list[Extraction]:
    """Two versions at one address, of which one has its day from its dateline."""
    (dated,) = (found for found in read if found.published_basis == "dateline")
    later = f"{dated.article.text}\nThe talks ended in the evening."
    address = "https://example.org/georgetown/ultimatum"
    return [
        _again(dated, f"{dated.article.text}\nNobody was hurt.", url=address),
        _again(dated, later, url=address, published_at="2026-03-04", published_basis="metadata"),
    ]


def _again(found: Extraction, text: str, **fields: Any) -> Extraction:
    article = replace(found.article, text=text, content_id=content_id(text), **fields)
    return extract(article, identify(text))


def _without_first(found: Extraction) -> Extraction:
    return replace(found, events=found.events[1:])


def _with_one_more(found: Extraction) -> Extraction:
    more = [replace(event, type="AID", mode=None, evidence=Span(0, 5)) for event in found.events[:1]]
    return replace(found, events=(*found.events, *more))


def _told_otherwise(found: Extraction) -> Extraction:
    first = [replace(event, status="possible", date=None, date_precision=None, date_basis=None, confidence=0.5)
             for event in found.events[:1]]  # fmt: skip
    return replace(found, events=(*first, *found.events[1:]))


def _turned(found: Extraction) -> Extraction:
    """Events the other way round, agreements ratified."""
    events = tuple(replace(event, actor=event.recipient, recipient=event.actor) for event in found.events)
    return replace(found, events=events, agreements=tuple(replace(a, status="ratified") for a in found.agreements))


def _in_other_order(found: Extraction) -> Extraction:
    return replace(found, events=tuple(reversed(found.events)))


def _without_persons(found: Extraction) -> Extraction:
    """Nor agreements."""
    return replace(found, persons=(), agreements=(), events=tuple(replace(event, persons=()) for event in found.events))


def _of_others(found: Extraction) -> Extraction:
    people = tuple(replace(p, name=f"X {p.name}", latin=f"x {p.latin}", key=f"x {p.key}") for p in found.persons)
    return replace(found, persons=people)


def _in_no_language(found: Extraction) -> Extraction:
    return replace(found, language=Language("und", 0.1), mentions=(), parties=(), persons=(), events=(), agreements=(),
                   sectors=(), dyads=(), dateline=None)  # fmt: skip


def _undated(found: Extraction) -> Extraction:
    """As if its day had not been found in the dateline; one that came with it keeps it."""
    if found.published_basis != "dateline":
        return replace(found, agency="Old Agency")
    return replace(found, published_at=None, published_basis=None, dateline=None)


def _same(found: Extraction) -> Extraction:
    return found


AGINGS: tuple[Callable[[Extraction], Extraction], ...] = (
    _same, _without_first, _with_one_more, _told_otherwise, _turned, _in_other_order, _without_persons, _of_others,
    _in_no_language,
)  # fmt: skip


def aged(found: Extraction, number: int) -> Extraction:
    """What other rules would have made of it."""
    change = _undated if found.published_basis == "dateline" else AGINGS[number % len(AGINGS)]
    return replace(change(found), rules_version=OLD_RULES)


def files() -> tuple[list[BuiltFile], list[BuiltFile]]:
    """The same articles as other rules and as the rules of now have them."""
    read = [
        replace(found, article=replace(found.article, uri=f"file:///article/{number}"))
        for number, found in enumerate(_read())
    ]
    old = [BuiltFile(found.article.uri, (aged(found, number),)) for number, found in enumerate(read)]
    return old, [BuiltFile(found.article.uri, (found,)) for found in read]


def fill(url: str, of: list[BuiltFile]) -> None:
    """Load, merge, refresh."""
    with closing(connect(url)) as connection:
        load(connection, of)
    follow(url)


def follow(url: str) -> None:
    """What comes after loading or reprocessing."""
    settings = Settings(database_url=url)
    pipeline.merge_night(settings)
    pipeline.refresh_reports(settings)


def compare(url: str, chosen: Chosen | None = None, run_key: str = "test", batch_size: int = 5) -> int:
    """A reprocessing as far as it may be shown; answers its number."""
    settings = Settings(database_url=url)
    number = reprocessing.begin_reprocessing(settings, run_key, chosen or Chosen(), batch_size)
    compare_all(url, number)
    return number


def compare_all(url: str, number: int) -> None:
    """Compare what is left of a reprocessing, in one process."""
    settings = Settings(database_url=url)
    reprocessing.compare_batch(settings, whole(number))
    reprocessing.what_changes(settings, number)


def whole(number: int) -> dict[str, int]:
    """All of a reprocessing as one batch, of which each portion is a transaction."""
    return {"reprocessing": number, "number": 1, "first": 0, "last": 2**40}


def write(url: str, number: int) -> dict[str, int]:
    """Apply what was compared, and what follows; answers how many articles ended how."""
    settings = Settings(database_url=url)
    for batch in reprocessing.batches_to_apply(settings, number):
        reprocessing.apply_batch(settings, batch)
    follow(url)
    return reprocessing.finish_reprocessing(settings, number)
