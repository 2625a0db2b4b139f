"""The extractors composed: an article and its language in, everything that it says out."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date

from etl.extraction.agreements import find_agreements
from etl.extraction.dates import find_dates
from etl.extraction.document import Document
from etl.extraction.drafts import Draft
from etl.extraction.events import Scene, find_events
from etl.extraction.merging import Merged, merge_events
from etl.extraction.opening import dateline_end, find_agency, find_dateline
from etl.extraction.persons import find_persons
from etl.extraction.places import LocatedMention, find_mentions
from etl.extraction.segmentation import read_document
from etl.extraction.subjects import find_sectors, measure_tone, sectors_in
from etl.lexicon import lexicon_for, reference, rules_version
from etl.lexicon.confidence import worth
from etl.model import Article, Dyad, Event, EventPlace, Extraction, Language, PartySalience, Span, Tone

_TITLE_WEIGHT = 3.0
# Of a rule's own confidence. Below it half of the events are wrong on the labelled articles: better to be without them.
LEAST_CONFIDENCE = 0.45
_COOPERATION = (1, 2)


def extract(article: Article, language: Language, scale: Callable[[float], float] = worth) -> Extraction:
    """Everything that an article says. A language without a lexicon yields no facts, only the article itself.

    ``scale`` makes a fact's confidence of its rule's; it has to rise strictly.
    """
    lexicon = lexicon_for(language.code)
    if lexicon is None:
        return _nothing(article, language)
    doc = read_document(article.text, lexicon)
    mentions = find_mentions(doc)
    dateline = find_dateline(doc, mentions)
    parties = _salience(doc, mentions, len(article.title))
    home = dateline.country if dateline else parties[0].party if len({p.party for p in parties}) == 1 else None
    dates = find_dates(doc, None)
    published_at, published_basis = article.published_at, article.published_basis
    if published_at is None and dateline is not None:
        published_at = next((d.value for d in dates if d.precision == "day" and d.value[0] != "-"
                             and dateline.end <= doc.starts[d.first] < dateline_end(doc, dateline)), None)  # fmt: skip
        published_basis = "dateline" if published_at else None
    published = _published_date(published_at)
    cast = find_persons(doc, mentions, home, published.isoformat() if published else None)
    found = find_events(Scene(doc, mentions, cast, find_dates(doc, published), published))
    merged = [m.scaled(scale) for m in merge_events(found) if m.draft.confidence >= LEAST_CONFIDENCE]
    events = tuple(_event(doc, m, published) for m in merged)
    told = {n for m in merged for n in m.sentences}
    return Extraction(
        article=article,
        language=language,
        agency=find_agency(doc, dateline),
        published_at=published_at,
        published_basis=published_basis,
        dateline=dateline,
        mentions=tuple(m.mention for m in mentions),
        parties=parties,
        persons=cast.persons,
        events=events,
        agreements=find_agreements(doc, mentions, merged),
        sectors=find_sectors(doc),
        tone=measure_tone(doc, events, told),
        dyads=_dyads(events),
        rules_version=rules_version(),
    )


def _nothing(article: Article, language: Language) -> Extraction:
    return Extraction(article, language, None, article.published_at, article.published_basis, None, (), (), (), (), (),
                      (), Tone(0.0, "neutral"), (), rules_version())  # fmt: skip


def _published_date(published_at: str | None) -> date | None:
    return date.fromisoformat(published_at[:10]) if published_at else None


def _salience(doc: Document, mentions: list[LocatedMention], title_length: int) -> tuple[PartySalience, ...]:
    """Each mention counts once, in the title thrice."""
    counts = Counter(m.mention.party for m in mentions)
    weights: dict[str, float] = defaultdict(float)
    for located in mentions:
        weights[located.mention.party] += _TITLE_WEIGHT if located.mention.start < title_length else 1.0
    total = sum(weights.values())
    found = [PartySalience(p, counts[p], round(w / total, 4)) for p, w in weights.items()]
    return tuple(sorted(found, key=lambda p: (-p.salience, p.party)))


def _event(doc: Document, merged: Merged, published: date | None) -> Event:
    draft = merged.draft
    kind = reference.event_types()[(draft.trigger.type, draft.trigger.mode)]
    first, last = doc.sentences[draft.sentence]
    return Event(
        type=draft.trigger.type,
        mode=draft.trigger.mode,
        quad_class=kind.quad_class,
        cameo=kind.cameo,
        goldstein=kind.goldstein,
        actor=draft.actor,
        recipient=draft.recipient,
        symmetric=draft.symmetric,
        status=draft.status,
        date=draft.when.value if draft.when else None,
        date_precision=draft.when.precision if draft.when else None,
        date_basis=draft.when.basis if draft.when else None,
        place=_place(draft),
        persons=tuple(sorted(draft.persons)),
        sectors=sectors_in(doc, (draft.sentence,)),
        evidence=Span(*doc.span(first, last)),
        confidence=round(draft.confidence, 3),
        rule=draft.trigger.id,
    )


def _place(draft: Draft) -> EventPlace:
    """Where the sentence says; a visit takes place at the host's."""
    if draft.trigger.mode == "visit" and draft.place.country != draft.recipient:
        return EventPlace(None, draft.recipient)
    return draft.place


def _dyads(events: tuple[Event, ...]) -> tuple[Dyad, ...]:
    """The pairs that events join; tone is the mean Goldstein value / 10."""
    by_pair: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        a, b = sorted((event.actor, event.recipient))
        by_pair[a, b].append(event)
    dyads = []
    for (a, b), told in sorted(by_pair.items()):
        cooperation = sum(e.quad_class in _COOPERATION for e in told)
        tone = round(sum([e.goldstein for e in told], 0.0) / (10 * len(told)), 3)
        dyads.append(Dyad(a, b, len(told), cooperation, len(told) - cooperation, tone))
    return tuple(dyads)
