"""Languages of the development texts, put together as their own scorer does it, and of their single sentences."""

import json
import time
from collections import defaultdict
from collections.abc import Iterable
from statistics import mean

import pytest

from etl.language import identify
from etl.settings import PROJECT_ROOT

DEV = PROJECT_ROOT.parent / "shared" / "dev"
LONG_SENTENCE = 80  # characters

pytestmark = pytest.mark.skipif(not DEV.is_dir(), reason="the development texts are not here")

Documents = list[tuple[str, list[str]]]  # language, sentences


@pytest.fixture(scope="module")
def documents() -> Documents:
    labelled = json.loads((DEV / "gold.json").read_text(encoding="utf-8"))
    found: Documents = []
    for path in sorted((DEV / "texts").glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = {int(number): text for number, _, text in (line.partition("\t") for line in lines) if text}
        for document in labelled:
            first, last = document["lines"]
            found.append((path.stem, [rows[number] for number in range(first, last + 1) if number in rows]))
    return found


def _accuracies(samples: Iterable[tuple[str, str]]) -> dict[str, float]:
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for name, text in samples:
        right[name].append(identify(text).code == name.partition("-")[0])
    return {name: mean(answers) for name, answers in right.items()}


def _document(sentences: list[str]) -> str:
    return sentences[0] + "\n\n" + "\n".join(sentences[1:]) + "\n"


def test_documents(documents: Documents) -> None:
    accuracies = _accuracies((name, _document(sentences)) for name, sentences in documents)
    assert len(accuracies) > 60
    assert mean(accuracies.values()) >= 0.995
    assert min(accuracies.values()) >= 0.9, accuracies


def test_sentences(documents: Documents) -> None:
    """Harder: one sentence at a time, the long ones and the headlines apart."""
    sentences = [(name, sentence) for name, found in documents for sentence in found]
    assert mean(_accuracies(s for s in sentences if len(s[1]) >= LONG_SENTENCE).values()) >= 0.985
    assert mean(_accuracies(s for s in sentences if 20 <= len(s[1]) < LONG_SENTENCE).values()) >= 0.95


def test_speed(documents: Documents) -> None:
    """2 ms a document on the mean, whole documents and twenty in one; measured in the time of this process alone."""
    for texts in ([_document(s) for _, s in documents], ["\n".join(s) * 20 for _, s in documents[::20]]):
        list(map(identify, texts))
        before = time.process_time()
        list(map(identify, texts))
        assert (time.process_time() - before) / len(texts) <= 0.002
