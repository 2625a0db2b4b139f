"""The inbox: which files have arrived and can be taken, and their bytes."""

from etl.inbox.files import Found, Listing, list_files, sidecar_of, to_path, to_uri
from etl.inbox.opening import hash_file, hash_stream, opened, read_file, read_stream, sha256, shown

__all__ = [
    "Found",
    "Listing",
    "hash_file",
    "hash_stream",
    "list_files",
    "opened",
    "read_file",
    "read_stream",
    "sha256",
    "shown",
    "sidecar_of",
    "to_path",
    "to_uri",
]
