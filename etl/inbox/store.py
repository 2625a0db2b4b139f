"""A store of objects (S3, GCS, Azure) as Airflow knows it, and copies of its objects on this machine.

It is reached by Airflow's ``ObjectStoragePath``: ``s3://CONNECTION@BUCKET/PREFIX`` names an Airflow connection,
``s3://BUCKET/PREFIX`` takes the credentials of the environment. The provider's package must be installed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from etl.errors import ArticleError, ConfigurationError, PassingError
from etl.inbox.address import Address
from etl.inbox.files import SIDECAR

_LONGEST_NAME = 200  # bytes; file systems take 255, and a sidecar's ending follows


def fetch(uri: str, folder: Path, max_bytes: int) -> Path:
    """Copy an object, and its sidecar if it has one, into an empty folder; answers where the copy lies.

    Raises as ``fetch_alone``.
    """
    copy = fetch_alone(uri, folder, max_bytes)
    address, sidecar = Address.from_uri(uri), Path(f"{copy}{SIDECAR}")
    with explained(uri):
        try:
            attach(address).get_file(address.path + SIDECAR, str(sidecar))
        except FileNotFoundError:
            sidecar.unlink(missing_ok=True)
    return copy


def fetch_alone(uri: str, folder: Path, max_bytes: int) -> Path:
    """Copy an object without its sidecar: all that its hash is made of.

    Raises:
        ArticleError: ``too_large``; ``unreadable``, from a ``FileNotFoundError`` where the object is gone.
        ConfigurationError, PassingError: as ``list_objects``.
    """
    address = Address.from_uri(uri)
    copy = folder / _local_name(address.key)
    with explained(uri):
        store = attach(address)
        try:
            if (size := store.info(address.path)["size"]) > max_bytes:
                says = f"{uri} has {size:,} bytes, more than {max_bytes:,} (DYADWIRE_MAX_FILE_BYTES)"
                raise ArticleError("too_large", says)
            store.get_file(address.path, str(copy))
        except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
            raise ArticleError("unreadable", f"{uri}: {error.strerror or error}") from error
    return copy


def attach(address: Address) -> Any:
    """The file system of the store, as Airflow's provider makes it."""
    return _attach(address.store)


@lru_cache(maxsize=8)
def _attach(store: str) -> Any:
    from airflow.sdk import BaseHook, ObjectStoragePath  # a second of imports that an inbox in a folder is spared
    from airflow.sdk.exceptions import AirflowNotFoundException

    place = ObjectStoragePath(f"{store}/")
    try:
        if place.conn_id:
            BaseHook.get_connection(place.conn_id)
    except AirflowNotFoundException as error:  # a provider would go on as nobody
        raise ConfigurationError(f"{store}: {error}; make the connection in Airflow") from error
    return place.fs


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Faults of a store by what is to be done about them."""
    try:
        yield
    except (ArticleError, ConfigurationError, PassingError):
        raise
    except (FileNotFoundError, PermissionError) as error:
        raise ConfigurationError(
            f"{address}: {error}; make the bucket, or give the account the right to list and read it"
        ) from error
    except (ImportError, ValueError) as error:
        raise ConfigurationError(f"{address}: {error}; install what operations.md names for this scheme") from error
    except Exception as error:  # every store has errors of its own kind
        raise PassingError(f"{address}: {type(error).__name__}: {error}; this passes, or look at the store") from error


def _local_name(key: str) -> str:
    """The object's name as a file may have it: what its format is guessed by, if its content does not tell."""
    name = PurePosixPath(key).name.replace("\0", "_").encode()[-_LONGEST_NAME:].decode(errors="ignore")
    return name if name not in ("", ".", "..") else "object"
