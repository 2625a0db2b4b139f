"""Dates of publication, addresses and sidecars: in one form, in bounds, or not at all."""

from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.formats.addresses import normal_url
from etl.formats.published import resolve
from etl.formats.sidecar import read_sidecar

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2025-04-24", "2025-04-24"),
        ("2025-04-24T10:00:00Z", "2025-04-24T10:00:00Z"),
        ("Thu, 24 Apr 2025 10:30:00 +0200", "2025-04-24T10:30:00+02:00"),
        ("24.04.2025", "2025-04-24"), ("24.4.2025 09:05", "2025-04-24T09:05"), ("20250424", "2025-04-24"),
        ("1745489400", "2025-04-24T10:10:00+00:00"), ("1745489400000", "2025-04-24T10:10:00+00:00"),
        ("2026-03-02", "2026-03-02"), ("1947-08-15", "1947-08-15"),
    ],
)  # fmt: skip
def test_dates_that_are_stated(stated: str, expected: str) -> None:
    assert resolve(stated, "metadata", None, None, TODAY) == (expected, "metadata", ())


@pytest.mark.parametrize("stated", ["2026-03-03", "2030-01-01", "9999-12-31"])
def test_never_more_than_a_day_ahead(stated: str) -> None:
    found, basis, notes = resolve(stated, "metadata", "https://a.example/2025/04/24/x", None, TODAY)
    assert (found, basis) == (None, None)
    assert stated in notes[0]


def test_never_after_the_fetching() -> None:
    assert resolve("2025-04-30", "metadata", None, "2025-04-25T01:02:03Z", TODAY)[0] is None
    assert resolve("2025-04-26", "metadata", None, "2025-04-25T01:02:03Z", TODAY)[0] == "2025-04-26"


@pytest.mark.parametrize(("basis", "expected"), [("metadata", "1987-05-01"), ("markup", None)])
def test_before_1990_only_where_metadata_say_so(basis: Literal["metadata", "markup"], expected: str | None) -> None:
    assert resolve("1987-05-01", basis, None, None, TODAY)[0] == expected


@pytest.mark.parametrize(
    "stated", ["03/04/2025", "yesterday", "April", "2025", "2025-04", "31.02.2025", "2025-13-01", "x" * 200, "１９９９"]
)
def test_what_is_no_date_or_two(stated: str) -> None:
    found, basis, notes = resolve(stated, "metadata", None, None, TODAY)
    assert (found, basis) == (None, None)
    assert notes


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2025/04/24/visit", "2025-04-24"), ("https://a.example/2025-04-24/visit", "2025-04-24"),
        ("https://a.example/news/20250424-visit", "2025-04-24"), ("https://a.example/2025/04/visit", None),
        ("https://a.example/1985/04/24/visit", None), ("https://a.example/2031/04/24/visit", None),
        ("https://a.example/2025/13/24/visit", None), ("https://a.example/12025/04/24/x", None),
    ],
)  # fmt: skip
def test_dates_in_addresses(url: str, expected: str | None) -> None:
    assert resolve(None, "metadata", url, None, TODAY)[0] == expected


@given(st.text(max_size=40))
def test_any_text_is_a_date_in_bounds_or_none(stated: str) -> None:
    found, basis, _ = resolve(stated, "markup", None, None, TODAY)
    assert (found is None) == (basis is None)
    if found:
        assert "1990" <= found[:4] <= "2026"


@pytest.mark.parametrize(
    ("given_", "normal"),
    [
        ("HTTPS://A.Example/x?utm_source=b#top", "https://a.example/x"), ("http://a.example/x?id=1", "http://a.example/x?id=1"),
        ("javascript:alert(1)", None), ("file:///etc/passwd", None), ("/x", None), ("https://user:pw@a.example/", None),
        ("http://[::1", None), ("", None), (None, None), ("https://a.example/" + "x" * 3000, None),
    ],
)  # fmt: skip
def test_addresses(given_: str | None, normal: str | None) -> None:
    assert normal_url(given_) == normal


def test_a_sidecar() -> None:
    hints = read_sidecar(b'{"url": "https://a.example", "published_at": "2025-04-24", "source": null, "odd": 1}')
    assert (hints.url, hints.published, hints.source) == ("https://a.example", "2025-04-24", None)
    assert hints.notes == ("sidecar fields passed over: odd",)


@pytest.mark.parametrize("data", [b"", b"[1]", b"{", b"\x89PNG\r\n", b"[" * 100_000])
def test_a_sidecar_that_cannot_be_read_says_so(data: bytes) -> None:
    hints = read_sidecar(data)
    assert hints.notes[0].startswith("sidecar unreadable")
    assert hints.url is None
