"""Two identifiers together: py3langid proposes, langdetect decides among the proposed languages that it knows.

langdetect alone answers with a wrong language where it has no profile for the right one; py3langid knows more of them
but mixes up near relations. A langdetect factory with just the proposed profiles cannot answer with a stranger, is many
times faster than the whole, and with a fixed seed never changes its answer (docs/decisions, "Language by two").
"""

import re
from functools import lru_cache
from pathlib import Path

import langdetect
from langdetect.detector_factory import DetectorFactory
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from etl.model import Language

_UNDETERMINED = "und"
_LEAST_LETTERS = 12  # below this neither identifier is better than a guess
_LEAST_SURE = 0.25  # py3langid's own normalized probability
_PROPOSED_FROM = 0.06  # of the best proposal's probability
_MOST_PROPOSED = 4
_READ = 1500  # characters: more change nothing
_WEIGHED = 700  # characters that langdetect, the slower one, reads
_SURE = 0.995  # from here py3langid is not questioned
_SEED = 0
_NO_LETTERS = re.compile(r"https?://\S+|[\W\d_]+")
# Codes of the two identifiers -> ISO 639-1 as the rest of the system writes them.
_SAME = {
    "nb": "no",
    "nn": "no",
    "zh-cn": "zh",
    "zh-tw": "zh",
    "kik": "ki",
    "gug": "gn",
    "zxx": _UNDETERMINED,
    "iw": "he",
}
_PROFILES = Path(langdetect.__file__).parent / "profiles"


def identify(text: str) -> Language:
    """The language of a text; ``und`` where it is too short or no language. Same text, same answer."""
    sample = text[:_READ]
    letters = _NO_LETTERS.sub("", sample)
    if len(letters) < _LEAST_LETTERS and not _is_dense(letters):
        return Language(_UNDETERMINED, 0.0)
    ranked = _ranked(sample)
    best, probability = ranked[0]
    if probability < _LEAST_SURE:
        return Language(_UNDETERMINED, round(float(probability), 4))
    if probability < _SURE:
        proposed = [(c, p) for c, p in ranked[:_MOST_PROPOSED] if p >= _PROPOSED_FROM * probability]
        best, probability = _decided(sample, proposed)
    return Language(_SAME.get(best, best), round(float(probability), 4))


def _is_dense(letters: str) -> bool:
    """Scripts whose characters are syllables or words say enough in few of them."""
    return len(letters) >= 5 and min(letters) >= "\u3040"


def _ranked(sample: str) -> list[tuple[str, float]]:
    """py3langid's languages by probability, dialects and scripts of one language added up."""
    total: dict[str, float] = {}
    for code, probability in _identifier().rank(sample):
        code = _SAME.get(code, code)
        total[code] = total.get(code, 0.0) + float(probability)
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))[:10]


def _decided(sample: str, proposed: list[tuple[str, float]]) -> tuple[str, float]:
    """langdetect's choice among the proposed, if the first proposal is one that it knows."""
    known = tuple(sorted(code for code, _ in proposed if _profile(code) is not None))
    if proposed[0][0] not in known or len(known) < 2:
        return proposed[0]
    detector = _factory(known).create()
    detector.append(sample[:_WEIGHED])
    answers = detector.get_probabilities()
    if not answers:
        return proposed[0]
    shared = sum(p for code, p in proposed if code in known)
    return _SAME.get(answers[0].lang, answers[0].lang), answers[0].prob * min(1.0, shared)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=256)
def _profile(code: str) -> str | None:
    """langdetect's profile of a language, as JSON."""
    for name in {"zh": ["zh-cn"]}.get(code, [code]):
        path = _PROFILES / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return None


@lru_cache(maxsize=64)
def _factory(codes: tuple[str, ...]) -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_json_profile([_profile(code) for code in codes])
    factory.set_seed(_SEED)
    return factory
