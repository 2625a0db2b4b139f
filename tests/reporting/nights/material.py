"""Nights as the database might give them, hostile text where a publisher, a file's name or an operator has a say."""

from datetime import UTC, datetime, timedelta

from etl.reporting.nights.content import Finding, Night, Nights, Reason

AS_OF = datetime(2026, 4, 28, 6, 30, tzinfo=UTC)
SCRIPT = "<script>alert('owned')</script>"
MARKUP = '"><img src=x onerror=alert(1)>'
LINK = "javascript:alert(1)"
STEERING = "\x1b[31m\u202ereversed"


def night(number: int = 1, **values: object) -> Night:
    """The night ``number`` days ago, green and quiet unless told otherwise."""
    given: dict[str, object] = {
        "run_key": f"scheduled__{number}",
        "state": "succeeded",
        "started_at": AS_OF - timedelta(days=number, hours=4),
        "seconds": 754.2,
        "found": 1200,
        "loaded": 1200,
        "duplicates": 0,
        "quarantined": 0,
        "articles": 1187,
        "events": 2301,
        "detail": None,
    }
    return Night(**(given | values))  # type: ignore[arg-type]


def full_nights() -> Nights:
    """A green, a red, a running night and one with something to look at; every free text is hostile."""
    languages = [(name, 100 - place) for place, name in enumerate(["English", "German", "Urdu", "Kazakh", "Polish"])]
    return Nights(
        as_of=AS_OF,
        nights=[
            night(0, state="running", seconds=None, run_key=f"manual {SCRIPT}"),
            night(
                1,
                quarantined=3,
                reasons=[("malformed", 2), (MARKUP, 1)],
                languages=[*languages, (SCRIPT, 3), ("Arabic", 2), ("Turkish", 1)],
                findings=[Finding(f"check {MARKUP}", "warn", 4, MARKUP, f"fell silent {MARKUP}", f"ask {SCRIPT}")],
            ),
            night(2, state="failed", detail=f"200 of 300 files quarantined {SCRIPT} {STEERING}"),
            night(3),
        ],
        ledger=[("loaded", 12000), ("quarantined", 3), (MARKUP, 1)],
        reasons=[
            Reason("malformed", 2, f"inbox/{MARKUP}.json", f"no valid JSON: {SCRIPT}"),
            Reason(MARKUP, 1, LINK, f"{STEERING} {'long ' * 200}"),
        ],
    )
