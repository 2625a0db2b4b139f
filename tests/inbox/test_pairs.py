"""Addresses of objects, and which object is whose sidecar: pure, no store."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import ConfigurationError
from etl.inbox import Found
from etl.inbox.address import Address
from etl.inbox.files import SIDECAR
from etl.inbox.objects import pair_sidecars

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
KEYS = st.text(st.sampled_from("ab./") | st.just("é"), max_size=4)


def _found(key: str) -> Found:
    return Found(Address("s3://c@b", key).uri, 1, NOW)


@given(st.sets(KEYS | KEYS.map(lambda key: key + SIDECAR), max_size=12))
def test_each_object_comes_once_with_its_own_sidecar(keys: set[str]) -> None:
    in_order = [_found(key) for key in sorted(keys, key=lambda key: key.encode())]
    found = [(each.uri, sidecar and sidecar.uri) for each, sidecar in pair_sidecars(in_order)]
    sidecars: set[str] = set()
    for key in sorted(keys, key=len):  # the sidecar of a sidecar is an object of its own
        if key.endswith(SIDECAR) and (owner := key.removesuffix(SIDECAR)) in keys - sidecars and owner != key:
            sidecars.add(key)
    expected = {
        (_found(key).uri, _found(key + SIDECAR).uri if key + SIDECAR in sidecars else None) for key in keys - sidecars
    }
    assert len(found) == len(expected)
    assert set(found) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_an_address_is_read_back_as_it_was(key: str) -> None:
    address = Address("s3://newsroom@deliveries", key)
    assert address.uri.isascii()
    assert Address.from_uri(address.uri) == address
    assert address.path == f"deliveries/{key}"


@pytest.mark.parametrize("text", ["s3://", "s3:///key", "s3://newsroom@/key"])
def test_an_address_without_a_bucket_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"no bucket.*DYADWIRE_INBOX"):
        Address.parse(text)
