"""Sectors and tone: what the article is about, and how it colours the relations it reports."""

from collections import defaultdict

from etl.extraction.document import Document
from etl.extraction.overlaps import longest
from etl.model import ArticleSector, Event, Span, Tone

_LABEL_FROM = 0.1
_WEIGHT = {"occurred": 1.0, "ongoing": 1.0, "planned": 0.5, "possible": 0.25, "denied": 0.1}


def find_sectors(doc: Document) -> tuple[ArticleSector, ...]:
    """Sectors by how often they are spoken of; the evidence is the first mention."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in doc.of("sector"):
        places[match.payload.value].append(doc.span(match.start, match.end))
    found = [ArticleSector(s, len(set(where)), Span(*min(where))) for s, where in places.items()]
    return tuple(sorted(found, key=lambda s: (-s.mentions, s.sector)))


def sectors_in(doc: Document, sentences: tuple[int, ...]) -> tuple[str, ...]:
    """Sectors of some sentences."""
    wanted = [doc.sentences[n] for n in sentences]
    return tuple(sorted({m.payload.value for first, last in wanted for m in doc.within("sector", first, last)}))


def measure_tone(doc: Document, events: tuple[Event, ...], sentences: set[int]) -> Tone:
    """Half from the events' Goldstein values, half from the coloured words of the sentences that tell them.

    What happened weighs more than what is planned or possible. A request is as friendly as its words.
    """
    weights = [(e.goldstein / 10, _WEIGHT[e.status]) for e in events if e.type != "REQUEST"]
    if not weights:
        return Tone(0.0, "neutral")
    # Lists: a generator mypyc adds up by itself, and from Python 3.12 on sum rounds otherwise.
    from_events = sum([g * w for g, w in weights], 0.0) / sum([w for _, w in weights], 0.0)
    words = [m.payload.value for m in longest([*doc.of("tone")]) if doc.sentence_of(m.start) in sentences]
    from_words = sum(words) / len(words) if words else from_events
    score = round(max(-1.0, min(1.0, (from_events + from_words) / 2)), 3)
    label = "positive" if score >= _LABEL_FROM else "negative" if score <= -_LABEL_FROM else "neutral"
    return Tone(score, label)
