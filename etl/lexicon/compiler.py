"""A language's YAML plus CLDR and GeoNames, added to one matcher."""

from collections.abc import Iterable

from etl.lexicon import gazetteer, reference
from etl.lexicon.checking import Fault
from etl.lexicon.entries import Entry, PartyName, Title
from etl.lexicon.patterns import Matcher
from etl.lexicon.shape import NO_EVENT, LanguageData, Trigger
from etl.lexicon.tokens import fold
from etl.model import MentionKind


class Compiler:
    """Adds each section of the YAML to the matcher under its category; what does not fit goes to ``faults``."""

    def __init__(self, matcher: Matcher, data: LanguageData) -> None:
        self.matcher = matcher
        self.faults: list[Fault] = []
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
            for name in self.data.holders.get(holder.name, ()):
                self.matcher.add_name(name, Entry("holder", holder))
        self._grammar()
        self._dates()
        self._add(self.data.not_events, Entry("event", Trigger(id=NO_EVENT, type=NO_EVENT, kind="noun")))
        for trigger in self.data.events:
            self._trigger(trigger)
        self._add(self.data.reported.words, Entry("blame"))
        self._add(self.data.demanded.words, Entry("demand"))
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
                self.faults.append(Fault((pattern,), str(error), "docs/lexicon.md tells how patterns are written"))

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
        for category in ("short_heads", "short_pair_heads", "short_pairs"):
            self._add(getattr(self.data.writing, category), Entry(category))
        for party, names in self.data.places.items():
            self._add(names, Entry("place", gazetteer.Place(((party, 10**7),), True)), "name")
        banned = frozenset(map(fold, self.data.not_places))
        for locale in self._locales:
            for name, place in gazetteer.zone_cities(locale):
                if fold(name) not in banned:
                    self.matcher.add_name(name, Entry("place", place))
        if "LATIN" in gazetteer.scripts_of(self.data.locale):
            states = [s for s in gazetteer.us_states() if fold(s) not in banned]
            self._add(states, Entry("place", gazetteer.Place((("USA", gazetteer.LARGE_FROM),), False)), "name")

    def _titles(self) -> None:
        titles = self.data.titles
        posted = set(titles.postings)
        for role, words in titles.roles.items():
            for word in words:
                self._add([word], Entry("title", Title(role, word in posted)), "noun")
        for party, roles in titles.elsewhere.items():
            for role, words in roles.items():
                self._add(words, Entry("title_elsewhere", (party, role)), "noun")
        for category in (
            "deputy",
            "former",
            "honorifics",
            "ranks",
            "fillers",
            "units",
            "seated",
            "counterparts",
            "possessives",
        ):
            self._add(getattr(titles, category), Entry(category))

    def _grammar(self) -> None:
        grammar, cues = self.data.grammar, self.data.cues
        for marker, words in grammar.markers.items():
            self._add(words, Entry("marker", marker))
        for marker, words in grammar.postpositions.items():
            self._add(words, Entry("postposition", marker))
        for category in ("articles", "conjunctions", "clause_openers", "relatives", "passive", "pronouns",
                         "first_person", "object_relatives", "rulings", "outsiders", "others", "pairs", "speech",
                         "frame_ends"):  # fmt: skip
            self._add(getattr(grammar, category), Entry(category))
        for status in ("negated", "denied", "planned", "possible", "ongoing", "called_off", "put_off"):
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
