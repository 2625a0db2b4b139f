"""Objects of an inbox in a store, listed page by page."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from etl.inbox.address import Address
from etl.inbox.files import SIDECAR, Found, is_settled, is_unfinished
from etl.inbox.store import attach, explained


def list_objects(inbox: str, *, settle_seconds: float, now: datetime) -> Iterator[tuple[Found, bool]]:
    """Every object below an address that may be an article file, and whether it is ready or still waits.

    As with files in folders: hidden ones are left out, one that is named like an unfinished file waits, and so does
    one that was changed within ``settle_seconds`` of ``now``, or whose sidecar was. Objects come as the store's pages
    do, so that a million of them are never in memory at once.

    Raises:
        ConfigurationError: no such bucket, connection or right, or no package for the scheme.
        PassingError: the store does not answer.
    """
    address = Address.parse(inbox)
    with explained(inbox):
        for found, sidecar in pair_sidecars(_objects(address)):
            *folders, name = found.uri.removeprefix(address.uri).split("/")
            if not any(folder.startswith(".") for folder in folders):
                yield found, not is_unfinished(name) and is_settled((found, sidecar), settle_seconds, now)


def pair_sidecars(objects: Iterable[Found]) -> Iterator[tuple[Found, Found | None]]:
    """Objects with their sidecars, which are left out of the list; ``objects`` are sorted by key.

    In that order a sidecar comes after its object, and between them only keys that begin with the object's: the keys
    that the present one begins with are all that has to be remembered.
    """
    open_ones: list[tuple[Found, Found | None]] = []
    for each in objects:
        while open_ones and not each.uri.startswith(open_ones[-1][0].uri):
            yield open_ones.pop()
        owner = each.uri.removesuffix(SIDECAR)
        for place, (candidate, _) in enumerate(open_ones):
            if candidate.uri == owner != each.uri:
                open_ones[place] = (candidate, each)
                break
        else:
            open_ones.append((each, None))
    yield from reversed(open_ones)


def _objects(address: Address) -> Iterator[Found]:
    """Objects below an address, sorted by key: all of them, or those of one folder after another."""
    store = attach(address)
    if hasattr(store, "call_s3"):  # its walk would hold everything below a folder
        yield from _s3_objects(store, address)
        return
    bucket = Address(address.store, "").path
    for _, _, files in store.walk(address.path.rstrip("/"), detail=True):
        store.invalidate_cache()  # it would keep every folder
        for info in sorted(files.values(), key=lambda info: str(info["name"])):
            changed = next(info[name] for name in ("updated", "last_modified", "mtime", "created") if info.get(name))
            uri = Address(address.store, info["name"].removeprefix(bucket)).uri
            yield Found(uri, info["size"], _moment(changed))


def _s3_objects(store: Any, address: Address) -> Iterator[Found]:
    bucket, _, prefix = address.path.partition("/")
    below = f"{prefix.rstrip('/')}/" if prefix else ""
    token: dict[str, str] = {}
    while True:
        page = store.call_s3("list_objects_v2", Bucket=bucket, Prefix=below, **token)
        for item in page.get("Contents", ()):
            if not item["Key"].endswith("/"):  # consoles make such for empty folders
                yield Found(Address(address.store, item["Key"]).uri, item["Size"], item["LastModified"])
        if not page.get("IsTruncated"):
            return
        token = {"ContinuationToken": page["NextContinuationToken"]}


def _moment(changed: datetime | str | float) -> datetime:
    if isinstance(changed, str):
        changed = datetime.fromisoformat(changed)
    elif isinstance(changed, int | float):
        changed = datetime.fromtimestamp(changed, UTC)
    return changed if changed.tzinfo else changed.replace(tzinfo=UTC)
