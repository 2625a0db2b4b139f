"""A record as a page: what is in it is shown with its sentence, what is hostile in it is shown as text."""

from typing import Any

from rich.console import Console

from etl.reporting.digest import article_digest

_SENTENCE = "Ruritania's president met the king of Syldavia on 3 May."


def _record(**changes: Any) -> dict[str, Any]:
    text = f"Talks\n\n{_SENTENCE} They smiled."
    evidence = {"start": text.index(_SENTENCE), "end": text.index(_SENTENCE) + len(_SENTENCE)}
    record: dict[str, Any] = {
        "uri": "talks.txt",
        "record": 0,
        "language": {"code": "en", "confidence": 0.98},
        "title": "Talks",
        "text": text,
        "url": None,
        "source": "The Strelsau Post",
        "agency": None,
        "published_at": "2025-05-04",
        "published_basis": "argument",
        "dyads": [{"a": "RUR", "b": "SYL", "events": 1, "cooperation": 1, "conflict": 0, "tone": 0.4}],
        "events": [
            {
                "type": "CONSULT",
                "mode": "meet",
                "actor": "RUR",
                "recipient": "SYL",
                "symmetric": True,
                "status": "occurred",
                "date": "2025-05-03",
                "place": {"name": None, "country": "SYL"},
                "persons": [0],
                "evidence": evidence,
            }
        ],
        "persons": [{"name": "Rudolf Elphberg", "roles": [{"role": "head_of_state", "party": "RUR"}]}],
        "agreements": [
            {
                "kind": "treaty",
                "title": None,
                "status": "intended",
                "parties": ["RUR", "SYL"],
                "evidence": evidence,
            }
        ],
    }
    return record | changes


def _page(record: dict[str, Any]) -> str:
    console = Console(width=120, color_system=None)
    with console.capture() as captured:
        console.print(article_digest(record))
    return captured.get()


def test_page_shows_facts_with_their_sentence() -> None:
    page = _page(_record())
    assert "language en (0.98) · published 2025-05-04 (argument) · source The Strelsau Post" in page
    assert "RUR-SYL · 1 event, 1 cooperation, 0 conflict · tone +0.40" in page
    assert "2025-05-03 · CONSULT/meet · RUR and SYL · occurred · in SYL · Rudolf Elphberg" in page
    assert "Rudolf Elphberg · head_of_state of RUR" in page
    assert "treaty · intended · RUR, SYL" in page
    assert page.count(_SENTENCE) == 2
    assert "They smiled" not in page


def test_page_without_relations_says_so() -> None:
    page = _page(_record(events=[], agreements=[], dyads=[], persons=[], published_at=None, published_basis=None))
    assert "No relation between states is reported." in page
    assert "publication date unknown" in page
    assert "Dyads" not in page


def test_hostile_text_is_shown_as_text() -> None:
    page = _page(_record(title="\x1b]0;owned\x07[red]Talks[/red]\x1b[2J", source="[/] \x1b[31m"))
    assert "\x1b" not in page
    assert "[red]Talks[/red]" in page
    assert "source [/]" in page
