"""How far an agreement has got, and whose it is."""

import pytest

from tests.extraction.reading import record


def _told(body: str) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(a["kind"], a["status"], tuple(a["parties"])) for a in record(body)["agreements"]}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Kenya and Peru signed a treaty on fishing.", {("treaty", "signed", ("KEN", "PER"))}),
        ("Kenya ratified the treaty with Peru on fishing.", {("treaty", "ratified", ("KEN", "PER"))}),
        ("Kenya supports Chile's efforts to ratify the treaty with Peru.", set()),
        ("Kenya praised Chile, which signed a treaty with Peru.", {("treaty", "signed", ("CHL", "PER"))}),
    ],
)
def test_whose_and_how_far(body: str, expected: set[tuple[str, str, tuple[str, ...]]]) -> None:
    assert _told(body) == expected
