"""Each rule that README.md of seeds/reference states about its files, checked on the files."""

import csv
import re
from pathlib import Path

import langdetect.detector_factory
import pytest
from babel import Locale
from py3langid import langid

FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "reference"


def words(text: str) -> list[str]:
    """A list of codes, written with blanks between them."""
    return text.split()


HEADERS = {
    "bodies.csv": ["party_code", "name", "body_kind", "origin"],
    "countries.csv": ["party_code", "iso2", "name", "origin"],
    "event_types.csv": words("type mode cameo quad_class goldstein symmetric description source"),
    "languages.csv": ["language_code", "name", "script", "origin"],
    "roles.csv": words("role_code name rank represents_party held_by_one description origin"),
    "sectors.csv": ["sector_code", "name", "plover_context", "iptc_media_topic", "origin"],
    "text_search.csv": ["language_code", "configuration", "origin"],
}
KEYS = {name: header[: 2 if name == "event_types.csv" else 1] for name, header in HEADERS.items()}
CODE = {
    "bodies.csv": r"[A-Z][A-Z0-9]{0,11}\+?",
    "countries.csv": r"[A-Z]{3}",
    "event_types.csv": r"[A-Z]+",
    "languages.csv": r"[a-z]{2,3}",
    "roles.csv": r"[a-z]+(_[a-z]+)*",
    "sectors.csv": r"[a-z]+(_[a-z]+)*",
    "text_search.csv": r"[a-z]{2,3}",
}
MAY_BE_EMPTY = {"mode", "iptc_media_topic"}

QUAD_CLASS = {
    **dict.fromkeys(["AGREE", "CONSULT", "SUPPORT", "CONCEDE"], 1),
    **dict.fromkeys(["COOPERATE", "AID", "RETREAT"], 2),
    **dict.fromkeys(["REQUEST", "ACCUSE", "REJECT", "THREATEN"], 3),
    **dict.fromkeys(["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"], 4),
}
CONSULT_MODES = {"visit", "meet", "phone", "multilateral", "mediate", "message"}
# Contexts of PLOVER 0.8 that remain in POLECAT, those that POLECAT added, and `humanitarian`, which it dropped.
PLOVER_CONTEXTS = set(
    words(
        "military intelligence executive legislative election political_institutions pro-democracy pro-autocracy"
        " economic legal reparations human_rights rights_freedoms repression human_security gender lgbt"
        " religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters"
        " natural_resources environment technology terrorism cbrn cyber misinformation crime corruption"
        " illegal_drugs trafficking humanitarian"
    )
)
SECTORS = set(
    words(
        "defence security peacekeeping intelligence nuclear diplomacy trade investment finance energy mining"
        " industry agriculture transport space digital science education health culture tourism sport media"
        " environment water migration labour justice human_rights humanitarian border consular"
    )
)
ROLES = set(
    words(
        "head_of_state head_of_government foreign_minister defence_minister interior_minister finance_minister"
        " economy_minister trade_minister energy_minister justice_minister other_minister deputy_head_of_government"
        " deputy_minister speaker_of_parliament legislator ambassador special_envoy diplomat military"
        " intelligence_chief security_adviser spokesperson judge prosecutor central_banker governor mayor police"
        " party_leader opposition_leader head_of_body official former_official royal business rebel_leader"
        " religious_leader activist scientist athlete artist journalist"
    )
)
BODY_KINDS = set(words("universal un_agency regional alliance forum economic financial court humanitarian"))
DETECTOR_CODES = {"zh-cn": "zh", "zh-tw": "zh", "kik": "ki", "gug": "gn", "zxx": "und"}

every_file = pytest.mark.parametrize("name", sorted(HEADERS))


def read(name: str) -> list[dict[str, str]]:
    """The rows of a file; a row longer or shorter than the header shows as a ``None``."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def quad_class_of_root(cameo: str) -> int:
    """GDELT's quad class: by the first two digits of the CAMEO code."""
    return next(quad for quad, last in enumerate((5, 8, 13, 20), start=1) if int(cameo[:2]) <= last)


def test_folder_holds_just_these_files() -> None:
    assert {path.name for path in FOLDER.glob("*.csv")} == {*HEADERS, "office_holders.csv"}


@every_file
def test_bytes(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8").replace("\n", "").isprintable()


@every_file
def test_header_and_cells(name: str) -> None:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == HEADERS[name]
    for row in rows:
        assert len(row) == len(header), row
        for column, cell in zip(header, row, strict=True):
            assert cell == cell.strip(), row
            assert cell or column in MAY_BE_EMPTY, row


@every_file
def test_sorted_by_a_unique_key_of_well_formed_codes(name: str) -> None:
    keys = [tuple(row[column] for column in KEYS[name]) for row in read(name)]
    assert keys == sorted(set(keys))
    assert [key for key in keys if not re.fullmatch(CODE[name], key[0])] == []


@every_file
def test_readme_names_the_file_with_its_number_of_rows(name: str) -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| `{re.escape(name)}` \|[^|]*\| {len(read(name))} \|", readme, re.MULTILINE)


def test_countries() -> None:
    rows = read("countries.csv")
    names = Locale("en").territories
    assert len(rows) == 250
    assert {"XKX": "XK", "KAZ": "KZ", "PAK": "PK"}.items() <= {row["party_code"]: row["iso2"] for row in rows}.items()
    assert len({row["iso2"] for row in rows}) == len({row["name"] for row in rows}) == 250
    assert [row["iso2"] for row in rows if row["iso2"] not in names] == []


def test_no_body_has_the_code_of_a_country() -> None:
    countries = {row["party_code"] for row in read("countries.csv")}
    bodies = read("bodies.csv")
    assert countries & {row["party_code"] for row in bodies} == set()
    assert {row["body_kind"] for row in bodies} == BODY_KINDS
    assert len({row["name"] for row in bodies}) == len(bodies)


def test_roles() -> None:
    rows = read("roles.csv")
    assert {row["role_code"] for row in rows} == ROLES
    assert sorted(int(row["rank"]) for row in rows) == list(range(1, len(rows) + 1))
    assert {row["represents_party"] for row in rows} == {row["held_by_one"] for row in rows} == {"true", "false"}
    assert {row["represents_party"] for row in rows if row["held_by_one"] == "true"} == {"true"}


def test_who_acts_for_the_party_outranks_who_does_not() -> None:
    ranks: dict[str, list[int]] = {"true": [], "false": []}
    for row in read("roles.csv"):
        ranks[row["represents_party"]].append(int(row["rank"]))
    assert max(ranks["true"]) < min(ranks["false"])


def test_sectors() -> None:
    rows = read("sectors.csv")
    assert {row["sector_code"] for row in rows} == SECTORS
    assert {row["plover_context"] for row in rows} <= PLOVER_CONTEXTS
    topics = [row["iptc_media_topic"] for row in rows if row["iptc_media_topic"]]
    assert [topic for topic in topics if not re.fullmatch(r"medtop:\d{8}", topic)] == []
    assert {row["sector_code"] for row in rows if not row["iptc_media_topic"]} == {"border", "consular"}


def test_every_plover_type_has_a_row_of_its_own() -> None:
    assert {row["type"] for row in read("event_types.csv") if not row["mode"]} == set(QUAD_CLASS)


def test_modes() -> None:
    modes: dict[str, set[str]] = {}
    for row in read("event_types.csv"):
        modes.setdefault(row["type"], set()).update({row["mode"]} - {""})
    assert modes["CONSULT"] == CONSULT_MODES
    assert modes["REQUEST"] == modes["REJECT"] == {"assist", "change", "meet", "yield"}
    assert {name for name, own in modes.items() if not own} == {"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"}
    assert [mode for own in modes.values() for mode in own if not re.fullmatch(r"[a-z]+(-[a-z]+)*|sideAB", mode)] == []


def test_quad_class_is_of_the_type_and_departs_from_the_cameo_root_where_the_readme_says() -> None:
    departing = set()
    for row in read("event_types.csv"):
        assert int(row["quad_class"]) == QUAD_CLASS[row["type"]], row
        if int(row["quad_class"]) != quad_class_of_root(row["cameo"]):
            departing.add((row["type"], row["mode"]))
    assert departing == {("CONCEDE", ""), ("SANCTION", "convict")}


def test_cameo_and_goldstein() -> None:
    values: dict[str, str] = {}
    for row in read("event_types.csv"):
        assert re.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}", row["cameo"]), row
        assert f"CAMEO {row['cameo']} (" in row["source"], row
        assert re.fullmatch(r"-?\d+\.\d", row["goldstein"]), row
        assert -10 <= float(row["goldstein"]) <= 10, row
        assert (float(row["goldstein"]) > 0) == (row["quad_class"] in "12"), row
        assert values.setdefault(row["cameo"], row["goldstein"]) == row["goldstein"], row


def test_symmetric() -> None:
    rows = {(row["type"], row["mode"]): row["symmetric"] for row in read("event_types.csv")}
    assert set(rows.values()) == {"true", "false"}
    assert {key for key, symmetric in rows.items() if symmetric == "true"} == {
        ("AGREE", ""),
        ("ASSAULT", "sideAB"),
        ("CONSULT", ""),
        ("CONSULT", "meet"),
        ("CONSULT", "multilateral"),
        ("CONSULT", "phone"),
        ("COOPERATE", ""),
    }


def test_every_language_that_a_detector_can_name_is_there_and_no_other() -> None:
    langdetect.detector_factory.init_factory()
    named = {*langdetect.detector_factory._factory.get_lang_list(), *(code for code, _ in langid.rank("text"))}
    codes = {row["language_code"] for row in read("languages.csv")}
    by_script_or_marks = {"bo", "dv", "ti", "yi"}
    assert {DETECTOR_CODES.get(code, code) for code in named} | by_script_or_marks | {"und"} == codes


def test_text_search_is_of_known_languages() -> None:
    codes = {row["language_code"] for row in read("languages.csv")}
    treated = {row["language_code"]: row["configuration"] for row in read("text_search.csv")}
    assert treated.keys() <= codes
    assert {"de": "german", "ru": "russian", "zh": "bigrams", "ja": "bigrams"}.items() <= treated.items()
    assert "und" not in treated


def test_scripts() -> None:
    scripts = {row["language_code"]: row["script"] for row in read("languages.csv")}
    assert [script for script in scripts.values() if not re.fullmatch(r"[A-Z][a-z]{3}", script)] == []
    assert {"kk": "Cyrl", "ur": "Arab", "uz": "Latn", "zh": "Hans", "und": "Zyyy"}.items() <= scripts.items()
