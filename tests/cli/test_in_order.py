"""Results come in the order of the input, from however many processes."""

import os

import pytest

from etl.cli.in_order import map_in_order


def _square(number: int) -> int:
    return number * number


def _process(_: int) -> int:
    return os.getpid()


def _refuse(number: int) -> int:
    if number == 40:
        raise ValueError("forty")
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_order_is_kept(workers: int) -> None:
    assert list(map_in_order(_square, range(100), workers)) == [number * number for number in range(100)]


def test_work_leaves_this_process_only_when_there_is_enough_of_it() -> None:
    assert set(map_in_order(_process, range(10), 2)) == {os.getpid()}
    assert os.getpid() not in set(map_in_order(_process, range(40), 2))


def test_an_error_in_a_worker_arrives_here() -> None:
    with pytest.raises(ValueError, match="forty"):
        list(map_in_order(_refuse, range(60), 2))


def test_reader_may_stop_early() -> None:
    results = map_in_order(_square, range(10_000), 2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]  # a generator; shuts its processes down
