"""A language's lexicon, compiled and ready to read texts with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from etl.errors import ConfigurationError
from etl.lexicon import gazetteer, reference
from etl.lexicon.cache import digest_of, kept, uncollected
from etl.lexicon.checking import UnknownCodesError, code_faults
from etl.lexicon.cities import Cities
from etl.lexicon.compiler import Compiler
from etl.lexicon.holders import Holders
from etl.lexicon.patterns import GAP, Matcher
from etl.lexicon.problems import InvalidLexiconError, Lines, Problem
from etl.lexicon.shape import Frame, LanguageData, read_frames, read_language
from etl.lexicon.spelling import Declension, Endings, Speller
from etl.lexicon.tokens import fold
from etl.lexicon.words import Word, word_of

FOLDER = Path(__file__).resolve().parent
_MEMO_LIMIT = 20_000  # words of a language that are remembered, 0.6 kB each


@dataclass(frozen=True)
class Lexicon:
    """One language, ready to read texts with."""

    data: LanguageData
    speller: Speller
    declension: Declension
    matcher: Matcher
    cities: Cities
    holders: Holders | None
    frames: dict[str, Frame]
    abbreviations: frozenset[str]
    particles: frozenset[str]
    family_names: frozenset[str]
    _parted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _bases: dict[str, frozenset[str]] = field(default_factory=dict)
    _words: dict[str, Word] = field(default_factory=dict)

    def look_up(self, words: Iterable[str]) -> list[Word]:
        """All that is known of the words of a text; worked out once a word."""
        known, look_up = self._words.get, self._look_up
        return [known(word) or look_up(word) for word in words]

    def _look_up(self, word: str) -> Word:
        if len(self._words) >= _MEMO_LIMIT:  # all at once: what is frequent is soon known again
            for memo in (self._words, self._parted, self._bases):
                memo.clear()
        known = self._words[word] = word_of(word, self.matcher, self.cities, self.holders, self.speller)
        return known

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


def data_file(code: str) -> Path:
    return FOLDER / f"{code}.yaml"


@lru_cache(maxsize=1)
def available_languages() -> tuple[str, ...]:
    """Codes of the languages that have a lexicon.

    Raises:
        ConfigurationError: there is none, so that no article would have facts.
    """
    found = tuple(sorted(p.stem for p in FOLDER.glob("*.yaml") if len(p.stem) in (2, 3)))
    if not found:
        raise ConfigurationError(f"no lexicon in {FOLDER}; install anew: make setup")
    return found


@lru_cache(maxsize=1)
def rules_version() -> str:
    """Of this process; changes whenever a lexicon, a reference list or the extraction code does."""
    return rules_now()


def rules_now() -> str:
    """Of the files as they are at this moment: first 12 digits of their sha256."""
    code = [*FOLDER.glob("*.py"), *(FOLDER.parent / "extraction").glob("*.py")]
    return digest_of([*FOLDER.glob("*.yaml"), *code, *reference.FOLDER.glob("*.csv")])[:12]


@cache
def lexicon_for(code: str) -> Lexicon | None:
    """The compiled lexicon of a language, or ``None`` where there is none. Compiled once, kept for later processes.

    Raises:
        ConfigurationError: there is no lexicon at all, or a file that it is made from is broken or missing.
    """
    if code not in available_languages():
        return None
    path = data_file(code)
    try:
        with uncollected():
            return kept(code, [path.read_bytes()], lambda: load(path))
    except OSError as error:
        raise ConfigurationError(f"lexicon {code}: {error}; install anew: make setup") from error


def load(path: Path) -> Lexicon:
    """Read, check and compile one YAML.

    Raises:
        InvalidLexiconError: with every fault's line, field and remedy.
    """
    try:
        return compile_language(read_language(path), frames())
    except UnknownCodesError as error:
        lines = Lines(path)
        raise InvalidLexiconError(
            Problem(path, lines.of(f.field), ".".join(map(str, f.field)), f.what, f.remedy) for f in error.faults
        ) from error


@lru_cache(maxsize=1)
def frames() -> dict[str, Frame]:
    """The frames of events by name, the same in all languages."""
    return read_frames(FOLDER / "frames.yaml")


def compile_language(data: LanguageData, frames: dict[str, Frame]) -> Lexicon:
    """Compile a language's data.

    Raises:
        UnknownCodesError: patterns, codes or frames that do not fit, with their places in the YAML.
    """
    speller = Speller(data.writing)
    endings: dict[str, Endings] = {"noun": {"": None}, "name": {"": None}}
    for name, forms in data.endings.items():
        marked = dict.fromkeys(forms) if isinstance(forms, list) else forms
        endings[name] = {speller.spell(ending): marker for ending, marker in marked.items()}
    faults = list(code_faults(data, frames))
    declension = Declension(data, endings, speller)
    compiler = Compiler(Matcher(endings, speller, declension, round(GAP * data.writing.reach)), data)
    compiler.add_all()
    compiler.matcher.settle()
    faults += compiler.faults
    if faults:
        raise UnknownCodesError(data.language, faults)
    locales = (data.locale, *data.further_locales)
    scripts = tuple(sorted({script for locale in locales for script in gazetteer.scripts_of(locale)}))
    not_places = frozenset(" ".join(speller.pieces(name)) for name in data.not_places)
    return Lexicon(
        data=data,
        speller=speller,
        declension=declension,
        matcher=compiler.matcher,
        cities=Cities(scripts, speller, declension, data.writing.has_case, not_places),
        holders=Holders(speller, declension) if data.writing.has_case else None,
        frames=frames,
        abbreviations=frozenset(fold(a.rstrip(".")) for a in data.writing.abbreviations),
        particles=frozenset(map(fold, data.writing.name_particles)),
        family_names=frozenset(data.writing.family_name_first),
    )
