"""A made brief with everything on it: each status, three languages from right to left, and what publishers may try."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from etl.reporting.brief.content import (
    Agreement,
    Brief,
    Change,
    Day,
    Figures,
    Incident,
    LanguageDay,
    Night,
    Pair,
    Period,
    Quote,
    Scope,
    WeekCell,
)

DAY = date(2025, 4, 28)
MIDNIGHT = datetime(2025, 4, 29, tzinfo=UTC)

SCRIPT = "<script>alert('owned')</script>"
MARKUP = "<img src=x onerror=alert(1)> \"quoted\" & 'said' <b>bold</b>"
ARABIC = "استقبل الرئيس الكازاخستاني قائد الجيش الباكستاني في أستانا."
PERSIAN = "رئیس‌جمهور قزاقستان با فرمانده ارتش پاکستان دیدار کرد."
URDU = "قازقستان کے صدر نے پاکستانی فوج کے سربراہ سے ملاقات کی۔"


def incident(**changes: Any) -> Incident:
    """A visit as plain as can be, with the given differences."""
    values: dict[str, Any] = {
        "incident_id": 1, "a_party": "KAZ", "b_party": "PAK", "type": "CONSULT", "mode": "visit", "status": "occurred",
        "is_disputed": False, "actor": "Pakistan", "recipient": "Kazakhstan", "is_symmetric": False, "quad_class": 1,
        "goldstein": 1.9, "incident_date": date(2025, 4, 23), "date_text": "2025-04-23", "date_basis": "text",
        "persons": ("Asim Munir", "Kassym-Jomart Tokayev"), "place": "Astana, Kazakhstan", "sectors": ("defence",),
        "first_published_on": date(2025, 4, 24), "first_source": "Kasachstan Aktuell", "articles": 3, "outlets": 2,
        "languages": ("de", "kk"), "confidence": 0.85, "tone": 0.2,
        "quote": Quote("Tokajew empfing General Munir.", "de", "Besuch in Astana", "https://news.example.org/1"),
    }  # fmt: skip
    return Incident(**values | changes)


def agreement(**changes: Any) -> Agreement:
    """A signed memorandum, with the given differences."""
    values: dict[str, Any] = {
        "kind": "memorandum", "title": "Memorandum on water", "status": "signed", "status_on": date(2025, 4, 25),
        "signed_on": date(2025, 4, 25), "parties": ("Kazakhstan", "Kyrgyzstan"), "sectors": ("water",),
        "first_published_on": date(2025, 4, 25), "articles": 1, "outlets": 1, "languages": ("ru",), "confidence": 0.8,
        "quote": Quote("Стороны подписали меморандум.", "ru", None, "https://news.example.org/2"),
    }  # fmt: skip
    return Agreement(**values | changes)


def empty_brief(**changes: Any) -> Brief:
    """A night of a warehouse that holds nothing."""
    period = Period(DAY - timedelta(days=90), DAY)
    values: dict[str, Any] = {
        "day": DAY, "scope": Scope(), "night": Night(MIDNIGHT - timedelta(days=2), MIDNIGHT), "known": period,
        "dated": period,
    }  # fmt: skip
    return Brief(**values | changes)


def full_brief(**changes: Any) -> Brief:
    """A night with everything, hostile texts among it."""
    night = Night(MIDNIGHT - timedelta(hours=22), MIDNIGHT, "night", "succeeded", 138, 1, 137)
    values: dict[str, Any] = {
        "night": night, "news": _news(), "pairs": _pairs(), "timeline": _days(), "undated": 7, "changes": _changes(),
        "figures": Figures(19, 9, 6, 3, 1, 11, 6), "coverage": _coverage(), "undated_articles": 12,
        "visits": [
            incident(status="planned", date_text="--05-02", incident_date=None, quote=Quote(PERSIAN, "fa")),
            incident(is_symmetric=True, mode="meet", quote=Quote(URDU, "ur", "ملاقات", "http://ur.example")),
        ],
        "agreements": [
            agreement(), agreement(title=SCRIPT, status="terminated", parties=(), status_on=None, signed_on=None)
        ],
    }  # fmt: skip
    return empty_brief(**values | changes)


def _news() -> list[Incident]:
    long_word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
    special = [
        incident(
            incident_id=1, outlets=9, articles=12, languages=("ar", "de", "en", "fa", "ru", "ur", "zh"), tone=None
        ),
        incident(incident_id=2, quote=Quote(MARKUP, "en", SCRIPT, "javascript:alert(document.domain)")),
        incident(incident_id=3, quote=Quote(ARABIC, "ar", "زيارة", "https://ar.example.org/a?b=1&c=%22%3E")),
        incident(incident_id=4, status="planned", date_text="2025-05", quote=Quote(PERSIAN, "fa", "دیدار", None)),
        incident(incident_id=5, status="denied", type="ASSAULT", mode="aerial", quad_class=4, goldstein=-10.0),
        incident(incident_id=6, is_disputed=True, type="SANCTION", mode=None, quad_class=4, goldstein=-8.0),
        incident(incident_id=7, status="possible", date_text=None, incident_date=None, outlets=0, quote=None),
        incident(
            incident_id=8, quote=Quote(f"{long_word} tagte.", "de", long_word, f"https://example.org/{long_word}")
        ),
        incident(
            incident_id=9, quote=Quote("a\u202eevil\u2066 text\x07", "xx", "\u202etitle", "https://a.example/\u202e")
        ),
        incident(
            incident_id=10, quad_class=2, type="AID", mode=None, goldstein=7.0, persons=("فتحي الغرياني", "Li Wei")
        ),
    ]
    plain = [
        incident(incident_id=20 + number, confidence=0.5, date_text=f"2025-04-{number:02}") for number in range(1, 10)
    ]
    return [*special, *plain]


def _pairs() -> list[Pair]:
    parties = [
        ("ARE", "United Arab Emirates"), ("BIH", "Bosnia & Herzegovina"), ("EU", "European Union"),
        ("KAZ", "Kazakhstan"),
        ("PAK", "Pakistan"), ("SRB", "Serbia"), ("TUN", "Tunisia"), ("USA", "United States"), ("UZB", "Uzbekistan"),
    ]  # fmt: skip
    return [
        Pair(a, b, a_name, b_name, 20 - first, 5, 15 - first, (first * 3 + second * 2) % 20 - 10.0)
        for first, (a, a_name) in enumerate(parties)
        for second, (b, b_name) in enumerate(parties)
        if first < second and (first + second) % 3
    ]


def _days() -> list[Day]:
    return [
        Day(DAY - timedelta(days=back), (back % 5, back % 3, back % 4, back % 2), ((back * 7) % 20 - 10) / 10)
        for back in range(0, 91, 2)
    ]


def _changes() -> list[Change]:
    return [Change("Kazakhstan", "Pakistan", date(2025, 4, 21), 9, 1.0, 5.2, "more cooperation")]


def week_cells() -> list[WeekCell]:
    """Two partners in some of the last thirteen weeks."""
    return [
        WeekCell(name, date(2025, 4, 21) - timedelta(weeks=back), back + 1, 3.0 - back)
        for name in ("Pakistan", "Uzbekistan")
        for back in (0, 1, 5, 12)
    ]


def _coverage() -> list[LanguageDay]:
    """German and Arabic every day, Urdu silent for a week, Chinese once in a while."""
    days = [DAY - timedelta(days=back) for back in range(40)]
    return [
        *(LanguageDay("de", day, 30) for day in days),
        *(LanguageDay("ar", day, 3) for day in days),
        *(LanguageDay("ur", day, 1) for day in days[8:]),
        *(LanguageDay("zh", day, 200) for day in days[::9]),
    ]
