"""Each harm once; ``make faults`` kills at length. The named points of the loader are in test_kill.py already."""

from collections.abc import Iterator

import pytest

from tests.faults.harms import ONCE
from tests.faults.running import ground, suffer
from tests.faults.scene import Ground
from tests.warehouse.dying import POINTS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SEED = 1
_ELSEWHERE = {f"loader killed {point}" for point in POINTS}
HARMS = {name: harm for name, harm in ONCE.items() if name not in _ELSEWHERE}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ground(tmp_path_factory.mktemp("faults"), SEED) as found:
        yield found


@pytest.mark.parametrize("name", HARMS)
def test_the_next_night_makes_good(shared: Ground, name: str) -> None:
    outcome = suffer(shared, name, HARMS[name])
    if outcome.skipped:
        pytest.skip(outcome.told)
    assert not outcome.wrong, "\n".join(outcome.wrong)
