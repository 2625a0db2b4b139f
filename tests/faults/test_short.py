"""Six harms, each once, with LONG_TESTS=1 all; ``make faults`` kills at length."""

import os
from collections.abc import Iterator

import pytest

from tests.faults.harms import ONCE
from tests.faults.running import ground, suffer
from tests.faults.scene import Ground

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SEED = 1
# The suite has minutes, not hours: of harms that are alike one is tried here, and those that other tests hold are not.
SHORT = (
    "reading process killed at a random moment",
    "PostgreSQL killed at a random moment",
    "line cut before the commit is answered",
    "two nights at once",
    "lexicon broken",
    "lexicon changed between batches",
)
HARMS = tuple(ONCE) if "LONG_TESTS" in os.environ else SHORT


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ground(tmp_path_factory.mktemp("faults"), SEED) as found:
        yield found


@pytest.mark.parametrize("name", HARMS)
def test_the_next_night_makes_good(shared: Ground, name: str) -> None:
    outcome = suffer(shared, name, ONCE[name])
    if outcome.skipped:
        pytest.skip(outcome.told)
    assert not outcome.wrong, "\n".join(outcome.wrong)
