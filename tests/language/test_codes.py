"""Codes: whatever the identifiers may answer has its row in the reference data; without it no article is loaded."""

import csv

import langdetect
import pytest
from langdetect.detector_factory import PROFILES_DIRECTORY
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from etl.language import identify
from etl.language.knowledge import knowledge
from etl.settings import PROJECT_ROOT

_REFERENCE = PROJECT_ROOT / "seeds" / "reference" / "languages.csv"
# Codes that scripts and rivalries add to those of the identifiers.
_BY_SCRIPT_OR_MARKS = {
    "bo": "བོད་ཀྱི་སྤྱི་ཚོགས་དང་རིག་གནས་འཕེལ་རྒྱས་ཀྱི་སྐོར་ལ་གསུང་བཤད་གནང་བ་རེད།",
    "dv": "ރައީސް މިއަދު އިންޑިއާގެ ބޮޑުވަޒީރާ ބައްދަލުކުރެއްވި",
    "ti": "ፕረዚደንት ምስ ቀዳማይ ሚኒስተር ኢትዮጵያ ኣብ ኣስመራ ተራኺቡ ብዛዕባ ዝምድና ክልቲኡ ሃገራት ተዘራሪቡ።",
    "yi": "דער פרעזידענט האט זיך היינט געטראפן מיטן פרעמיער מיניסטער פון ישראל אין וואשינגטאן.",
}


@pytest.fixture(scope="module")
def rows() -> set[str]:
    with _REFERENCE.open(encoding="utf-8", newline="") as file:
        return {row["language_code"] for row in csv.DictReader(file)}


def _ours(codes: set[str]) -> set[str]:
    return {knowledge().same.get(code, code) for code in codes}


def test_undetermined_has_a_row(rows: set[str]) -> None:
    assert "und" in rows


def test_labels_of_py3langid(rows: set[str]) -> None:
    labels = {code for code, _ in LanguageIdentifier.from_model_file(MODEL_FILE).rank("text")}
    assert len(labels) > 100
    assert _ours(labels) <= rows


def test_profiles_of_langdetect(rows: set[str]) -> None:
    factory = langdetect.DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    assert _ours(set(factory.get_lang_list())) <= rows


def test_scripts_and_rivalries(rows: set[str]) -> None:
    alone = {script.language for script in knowledge().scripts if script.language is not None}
    rivals = {code for rivalry in knowledge().rivalries for code in rivalry.languages}
    assert alone | rivals <= rows


@pytest.mark.parametrize("code", _BY_SCRIPT_OR_MARKS)
def test_languages_known_by_script_or_marks_alone(rows: set[str], code: str) -> None:
    assert identify(_BY_SCRIPT_OR_MARKS[code]).code in rows


@pytest.mark.parametrize("code", _BY_SCRIPT_OR_MARKS)
def test_they_are_identified(code: str) -> None:
    assert identify(_BY_SCRIPT_OR_MARKS[code]).code == code


def test_one_step_leads_to_our_code() -> None:
    assert _ours(set(knowledge().same.values())) == set(knowledge().same.values())
