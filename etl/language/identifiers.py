"""The two identifiers: py3langid proposes, langdetect decides among the proposed languages that it knows.

langdetect alone answers with a wrong language where it has no profile for the right one; py3langid knows more of them
but mixes up near relations. A langdetect factory with just the proposed profiles cannot answer with a stranger, is many
times faster than the whole, and with a fixed seed never changes its answer.
"""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import langdetect
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from etl.language.knowledge import knowledge

_PROPOSED_FROM = 0.06  # of the best proposal's probability
_MOST_PROPOSED = 3
_SURE = 0.995  # from here py3langid is not questioned
_QUICK, _CERTAIN = 200, 0.999  # characters of each end that are read first, and the probability that is enough
_RARE = 0.3  # what a rare language's probability is multiplied by
_WEIGHED = 700  # characters that langdetect, the slower one, reads
_SEED = 0
_PROFILES = Path(langdetect.__file__).parent / "profiles"
_FILES = {"zh": "zh-cn"}  # langdetect's name of a language where it is not ours


def propose(text: str) -> dict[str, float]:
    """py3langid's languages above a thousandth, dialects and scripts of one language added up; sums to 1.

    Where a few lines from both ends of the text leave no doubt, the rest is not read.
    """
    if len(text) > 2 * _QUICK:
        proposed = _proposed(text[:_QUICK] + "\n" + text[-_QUICK:])
        if max(proposed.values(), default=0.0) > _CERTAIN:
            return proposed
    return _proposed(text)


def _proposed(text: str) -> dict[str, float]:
    known = knowledge()
    total: defaultdict[str, float] = defaultdict(float)
    for code, probability in _identifier().rank(text):
        if probability < 0.001:
            break
        total[known.same.get(code, code)] += probability * (_RARE if code in known.rare else 1.0)
    whole = sum(total.values()) or 1.0
    return {code: probability / whole for code, probability in total.items()}


def decide(text: str, proposed: dict[str, float]) -> dict[str, float]:
    """The probability of the leading proposals that langdetect knows, shared out among them as it says."""
    ranked = sorted(proposed.items(), key=lambda item: (-item[1], item[0]))[:_MOST_PROPOSED]
    if not ranked or ranked[0][1] > _SURE:
        return proposed
    known = sorted(code for code, p in ranked if p >= _PROPOSED_FROM * ranked[0][1] and _profile(code) is not None)
    if ranked[0][0] not in known or len(known) < 2:
        return proposed
    detector = _factory(tuple(known)).create()
    detector.append(text[:_WEIGHED])
    try:
        answers = {answer.lang: float(answer.prob) for answer in detector.get_probabilities()}
    except LangDetectException:  # none of the letters is in a profile
        return proposed
    shared = sum(proposed[code] for code in known)
    return proposed | {code: shared * answers.get(_FILES.get(code, code), 0.0) for code in known}


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=64)
def _profile(code: str) -> str | None:
    """langdetect's profile of a language, as JSON."""
    path = _PROFILES / _FILES.get(code, code)
    return path.read_text(encoding="utf-8") if path.is_file() else None


@lru_cache(maxsize=32)
def _factory(codes: tuple[str, ...]) -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_json_profile([_profile(code) for code in codes])
    factory.set_seed(_SEED)
    return factory
