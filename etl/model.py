"""The domain, as frozen dataclasses: what passes between reading, extracting and loading.

Offsets everywhere are Unicode code points, ``[start, end)``, into ``Article.text``. Codes are those of the extraction
record (docs/record.md): parties ISO 3166-1 alpha-3 or a body's acronym, languages ISO 639-1, dates ISO 8601.
"""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar, Literal

PublishedBasis = Literal["metadata", "markup", "url", "dateline", "argument"]
MentionKind = Literal["name", "demonym", "place", "body"]
EventStatus = Literal["occurred", "ongoing", "planned", "possible", "denied"]
DatePrecision = Literal["day", "month", "year"]
DateBasis = Literal["text", "text+published", "published"]


class Passed:
    """Goes from process to process as its values: a dataclass by itself takes twice as long, and an article has
    hundreds."""

    __slots__ = ()
    _values: ClassVar["attrgetter[Any]"]

    def __init_subclass__(cls) -> None:
        cls._values = attrgetter(*cls.__dict__.get("__slots__", ("__class__",)))  # no slots: not yet a dataclass

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), type(self)._values(self)


@dataclass(frozen=True, slots=True)
class Span(Passed):
    """A stretch of ``Article.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article(Passed):
    """One published item as a format reader delivers it, text already normalized.

    ``text`` is the title, a blank line and the body. ``content_id`` is the sha256 (hex) of it: the article's identity.
    ``published_at`` is an ISO 8601 date or date-time, ``published_basis`` says where it came from; both or neither.
    ``fetched_at`` is when a crawler fetched it, ISO 8601. ``notes`` say what was done to it on the way in.
    """

    uri: str
    record: int
    content_id: str
    title: str
    text: str
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published_at: str | None = None
    published_basis: PublishedBasis | None = None
    language_hint: str | None = None
    fetched_at: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language(Passed):
    """``code`` is ``und`` where the text is too short or no language; confidence 0..1."""

    code: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Dateline(Passed):
    """The place that opens a wire report (``ASTANA -``)."""

    place: str
    country: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention(Passed):
    """A party named in the text: by name, demonym, a place inside it, or as a body."""

    party: str
    kind: MentionKind
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PartySalience(Passed):
    """How much of the article is about a party; saliences of an article sum to 1."""

    party: str
    mentions: int
    salience: float


@dataclass(frozen=True, slots=True)
class PersonRole(Passed):
    """An office that the text gives a person; ``party`` is ``None`` where the text does not say whose."""

    role: str
    party: str | None
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person(Passed):
    """One person of an article under all forms of the name; ``name`` is the fullest, without titles.

    ``latin`` is the name in Latin letters, ``key`` what all its transliterations have in common (``lexicon.latin``).
    """

    name: str
    latin: str
    key: str
    roles: tuple[PersonRole, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class EventPlace(Passed):
    """Where an event took place, as far as the text says."""

    name: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Event(Passed):
    """One real-world event between two parties, as this article tells it.

    ``persons`` are indexes into ``Extraction.persons``. ``date`` is ISO 8601 to the given precision, or ``--04-23``
    where the year is open. ``goldstein`` is on the scale -10..10, ``quad_class`` 1..4.
    """

    type: str
    mode: str | None
    quad_class: int
    cameo: str
    goldstein: float
    actor: str
    recipient: str
    symmetric: bool
    status: EventStatus
    date: str | None
    date_precision: DatePrecision | None
    date_basis: DateBasis | None
    place: EventPlace
    persons: tuple[int, ...]
    sectors: tuple[str, ...]
    evidence: Span
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Agreement(Passed):
    """An instrument between parties and how far it has got."""

    kind: str
    title: str | None
    status: str
    parties: tuple[str, ...]
    sectors: tuple[str, ...]
    evidence: Span
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class ArticleSector(Passed):
    """A subject field of the article, with its first (best) evidence."""

    sector: str
    mentions: int
    evidence: Span


@dataclass(frozen=True, slots=True)
class Tone(Passed):
    """Tone of the relations reported: score -1..1, label ``negative``, ``neutral`` or ``positive``."""

    score: float
    label: str


@dataclass(frozen=True, slots=True)
class Dyad(Passed):
    """A pair of parties (``a`` < ``b``) whose relations the article reports; counts of events by quad class sign."""

    a: str
    b: str
    events: int
    cooperation: int
    conflict: int
    tone: float


@dataclass(frozen=True, slots=True)
class Extraction(Passed):
    """Everything that one article says; the loader's unit and the record's source."""

    article: Article
    language: Language
    agency: str | None
    published_at: str | None
    published_basis: PublishedBasis | None
    dateline: Dateline | None
    mentions: tuple[Mention, ...]
    parties: tuple[PartySalience, ...]
    persons: tuple[Person, ...]
    events: tuple[Event, ...]
    agreements: tuple[Agreement, ...]
    sectors: tuple[ArticleSector, ...]
    tone: Tone
    dyads: tuple[Dyad, ...]
    rules_version: str


@dataclass(frozen=True, slots=True)
class Rejection(Passed):
    """What could not become an article, and why: a quarantine row in the making.

    ``record`` is ``None`` where the whole file is at fault; ``head`` holds the first bytes, for whoever looks into it.
    """

    reason: str
    detail: str
    record: int | None
    head: bytes
