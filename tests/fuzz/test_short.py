"""The short form of ``make fuzz``: mutated files of each format, and all that once broke a promise."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.promise import FORMATS, check, seeds

SEEDS = {name: list(seeds(name)) for name in FORMATS}


def _mutated(data: st.DataObject, good: bytes) -> bytes:
    """Bytes changed, a stretch doubled or dropped, the end cut off."""
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(broken) - 1)))
        end = at + data.draw(st.sampled_from([0, 1, 2, 8, 64, 512]))
        broken[at:end] = data.draw(st.sampled_from([b"", bytes(broken[at:end]) * 2])) or data.draw(
            st.binary(max_size=8)
        )
    return bytes(broken[: data.draw(st.integers(0, len(broken)))]) if data.draw(st.booleans()) else bytes(broken)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_given_and_what_once_broke(name: str) -> None:
    assert SEEDS[name]
    for data in SEEDS[name]:
        check(name)(data)


@pytest.mark.parametrize("name", FORMATS)
def test_mutated_files(name: str) -> None:
    @settings(max_examples=300, deadline=None)
    @given(st.data())
    def mutated(data: st.DataObject) -> None:
        check(name)(_mutated(data, data.draw(st.sampled_from(SEEDS[name]))))

    mutated()


@pytest.mark.timeout(120)
def test_the_long_form_runs_and_tells() -> None:
    pytest.importorskip("atheris")
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--inputs", "200", "json_article"],
        capture_output=True, text=True, timeout=110, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing broke" in done.stdout
