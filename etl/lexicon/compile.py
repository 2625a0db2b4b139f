"""A language's YAML plus CLDR and GeoNames, compiled into one matcher."""

import gc
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from etl.errors import ConfigurationError
from etl.lexicon import gazetteer, reference
from etl.lexicon.cities import Cities
from etl.lexicon.patterns import GAP, Matcher
from etl.lexicon.shape import Frame, LanguageData, Trigger, read_frames, read_language
from etl.lexicon.spelling import Declension, Endings, Speller
from etl.lexicon.tokens import fold
from etl.model import MentionKind

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Entry:
    """What a match means: ``category`` says which extractor it is for, ``value`` is that extractor's own."""

    category: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class PartyName:
    """A name that stands for a party; ``is_ambiguous`` where it is also a person's or a thing's name."""

    party: str
    kind: MentionKind
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """An office; ``is_posted`` where the holder works in another country than the own."""

    role: str
    is_posted: bool


@dataclass(frozen=True)
class Lexicon:
    """One language, ready to read texts with."""

    data: LanguageData
    speller: Speller
    declension: Declension
    matcher: Matcher
    cities: Cities
    frames: dict[str, Frame]
    abbreviations: frozenset[str]
    particles: frozenset[str]
    family_names: frozenset[str]
    _parted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _bases: dict[str, frozenset[str]] = field(default_factory=dict)

    def parted(self, word: str) -> tuple[str, ...]:
        """A word of a text in its parts: prefixes, the article, the word itself."""
        known = self._parted.get(word)
        if known is None:
            known = self._parted[word] = tuple(self.speller.part(word, self._knows))
        return known

    def bases(self, word: str) -> frozenset[str]:
        """The folded names that a folded word may be a form of, itself among them."""
        known = self._bases.get(word)
        if known is None:
            known = self._bases[word] = frozenset(name for name, _, _ in self.declension.nominatives(word))
        return known

    def _knows(self, word: str) -> bool:
        return self.matcher.knows(word) or self.cities.knows(self.speller.spell(word))


def _data_file(code: str) -> Path:
    return FOLDER / f"{code}.yaml"


@lru_cache(maxsize=1)
def available_languages() -> tuple[str, ...]:
    """Codes of the languages that have a lexicon."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.yaml") if len(p.stem) in (2, 3)))


@lru_cache(maxsize=1)
def rules_version() -> str:
    """Changes whenever a lexicon, a reference list or the extraction code does: first 12 digits of their sha256."""
    digest = hashlib.sha256()
    package = FOLDER.parent
    for path in sorted([
        *FOLDER.glob("*.yaml"), *FOLDER.glob("*.py"), *(package / "extraction").glob("*.py"),
        *reference.FOLDER.glob("*.csv"),
    ]):  # fmt: skip
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


@cache
def lexicon_for(code: str) -> Lexicon | None:
    """The compiled lexicon of a language, or ``None`` where there is none. Compiled once a process."""
    if code not in available_languages():
        return None
    with _uncollected():
        return compile_language(read_language(_data_file(code)), read_frames(FOLDER / "frames.yaml"))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection, which takes two thirds of the time: a lexicon is half a million objects to stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def compile_language(data: LanguageData, frames: dict[str, Frame]) -> Lexicon:
    """Compile a language's data.

    Raises:
        ConfigurationError: a pattern, code or frame that does not fit, with the place in the YAML.
    """
    endings: dict[str, Endings] = {"noun": {"": None}, "name": {"": None}}
    for name, forms in data.endings.items():
        endings[name] = dict.fromkeys(forms) if isinstance(forms, list) else forms
    _check(data, frames)
    speller, declension = Speller(data.writing), Declension(data, endings)
    compiler = _Compiler(Matcher(endings, speller, declension, round(GAP * data.writing.reach)), data)
    compiler.add_all()
    scripts = sorted({s for locale in (data.locale, *data.further_locales) for s in gazetteer.scripts_of(locale)})
    return Lexicon(
        data=data,
        speller=speller,
        declension=declension,
        matcher=compiler.matcher,
        cities=Cities(scripts, speller, declension, data.writing.has_case, frozenset(data.not_places)),
        frames=frames,
        abbreviations=frozenset(fold(a.rstrip(".")) for a in data.writing.abbreviations),
        particles=frozenset(map(fold, data.writing.name_particles)),
        family_names=frozenset(data.writing.family_name_first),
    )


def _check(data: LanguageData, frames: dict[str, Frame]) -> None:
    """Every code that the YAML uses exists."""
    parties = {*reference.country_codes().values(), *reference.bodies()}
    event_types = reference.event_types()
    wrong = [f"parties.{c}: unknown party" for c in data.parties if c not in parties]
    wrong += [f"places.{c}: unknown party" for c in data.places if c not in parties]
    wrong += [f"titles.roles.{c}: unknown role" for c in data.titles.roles if c not in reference.roles()]
    wrong += [f"sectors.{c}: unknown sector" for c in data.sectors if c not in reference.sectors()]
    for t in [*data.events, *([data.reported.trigger] if data.reported.trigger else [])]:
        if (t.type, t.mode) not in event_types:
            wrong.append(f"events.{t.id}: unknown type and mode {t.type}/{t.mode}")
        if t.frame not in frames:
            wrong.append(f"events.{t.id}: unknown frame {t.frame}")
    if wrong:
        raise ConfigurationError(f"{data.language}.yaml: {'; '.join(wrong)}; see docs/lexicon.md")


class _Compiler:
    """Adds each section of the YAML to the matcher under its category."""

    def __init__(self, matcher: Matcher, data: LanguageData) -> None:
        self.matcher = matcher
        self.data = data
        self._locales = (data.locale, *data.further_locales)

    def add_all(self) -> None:
        """Everything, in a fixed order: the order of payloads decides between equal matches."""
        self._parties()
        self._places()
        self._titles()
        for holder, full_names, known_by in reference.office_holders():
            for name in (*full_names, *known_by):
                self.matcher.add_name(name, Entry("holder", holder))
        self._grammar()
        self._dates()
        for trigger in self.data.events:
            self._trigger(trigger)
        self._add(self.data.reported.words, Entry("blame"))
        for kind, words in self.data.agreements.kinds.items():
            self._add(words, Entry("agreement", kind), "noun")
        for status, words in self.data.agreements.statuses.items():
            self._add(words, Entry("agreement_status", status))
        for sector, words in self.data.sectors.items():
            self._add(words, Entry("sector", sector))
        self._add(self.data.tone.positive, Entry("tone", 1))
        self._add(self.data.tone.negative, Entry("tone", -1))
        for agency in self.data.agencies:
            self._add([agency], Entry("agency", agency))
        self._add(self.data.writing.not_names, Entry("not_name"))

    def _add(self, patterns: Iterable[str], entry: Entry, ending_class: str | None = None) -> None:
        for pattern in patterns:
            try:
                self.matcher.add(pattern, entry, ending_class)
            except ValueError as error:
                raise ConfigurationError(f"{self.data.language}.yaml: {error}; see docs/lexicon.md") from error

    def _trigger(self, trigger: Trigger) -> None:
        self._add(trigger.words, Entry("event", trigger), "noun" if trigger.kind == "noun" else None)

    def _parties(self) -> None:
        ambiguous = {fold(name) for name in self.data.ambiguous}
        for party, name in (pair for locale in self._locales for pair in gazetteer.country_names(locale)):
            self._add([name], Entry("party", PartyName(party, "name", fold(name) in ambiguous)), "name")
        for party, names in self.data.parties.items():
            kind: MentionKind = "body" if party in reference.bodies() else "name"
            for name in names.names:
                self._add([name], Entry("party", PartyName(party, kind, fold(name) in ambiguous)), "name")
            self._add(names.demonyms, Entry("party", PartyName(party, "demonym")))
            self._add(names.metonyms, Entry("party", PartyName(party, "place")), "name")

    def _places(self) -> None:
        for body, names in self.data.seats.items():
            self._add(names, Entry("seat", body), "name")
        self._add(self.data.place_words, Entry("place_word"))
        self._add(self.data.not_parties, Entry("not_party"))
        banned = frozenset(map(fold, self.data.not_places))
        for locale in self._locales:
            for name, place in gazetteer.zone_cities(locale):
                if fold(name) not in banned:
                    self.matcher.add_name(name, Entry("place", place))
        if "LATIN" in gazetteer.scripts_of(self.data.locale):
            states = [s for s in gazetteer.us_states() if fold(s) not in banned]
            self._add(states, Entry("place", gazetteer.Place((("USA", gazetteer.LARGE_FROM),), False)), "name")
        for party, names in self.data.places.items():
            self._add(names, Entry("place", gazetteer.Place(((party, 10**7),), True)), "name")

    def _titles(self) -> None:
        titles = self.data.titles
        posted = set(titles.postings)
        for role, words in titles.roles.items():
            for word in words:
                self._add([word], Entry("title", Title(role, word in posted)), "noun")
        for category in ("deputy", "former", "honorifics", "ranks", "fillers", "units", "counterparts", "possessives"):
            self._add(getattr(titles, category), Entry(category))

    def _grammar(self) -> None:
        grammar, cues = self.data.grammar, self.data.cues
        for marker, words in grammar.markers.items():
            self._add(words, Entry("marker", marker))
        for marker, words in grammar.postpositions.items():
            self._add(words, Entry("postposition", marker))
        for category in ("articles", "conjunctions", "clause_openers", "relatives", "passive", "pronouns",
                         "first_person", "pairs", "speech"):  # fmt: skip
            self._add(getattr(grammar, category), Entry(category))
        for status in ("negated", "denied", "planned", "possible", "ongoing"):
            self._add(getattr(cues, status), Entry("cue", status))

    def _dates(self) -> None:
        dates = self.data.dates
        for locale in self._locales:
            for number, form in gazetteer.months(locale):
                self._add([form], Entry("month", number), "name")
            for number, form in gazetteer.weekdays(locale):
                self._add([form], Entry("weekday", number), "name")
        for key, forms in dates.months.items():
            self._add(forms, Entry("month", int(key)))
        for key, forms in dates.weekdays.items():
            self._add(forms, Entry("weekday", int(key)))
        for key, forms in dates.relative.items():
            self._add(forms, Entry("relative_day", int(key)))
        for category in ("previous", "following", "this", "month_words", "year_words"):
            self._add(getattr(dates, category), Entry(category))
