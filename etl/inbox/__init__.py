"""The inbox: which files have arrived and can be taken, and their bytes."""

from etl.inbox.files import Found, FoundFile, Listing, list_files, sidecar_of, to_path, to_uri
from etl.inbox.looking import copied, hash_found, look_into, root_of
from etl.inbox.opening import hash_file, hash_stream, opened, read_file, read_stream, sha256, shown
from etl.inbox.store import fetch

__all__ = [
    "Found",
    "FoundFile",
    "Listing",
    "copied",
    "fetch",
    "hash_file",
    "hash_found",
    "hash_stream",
    "list_files",
    "look_into",
    "opened",
    "read_file",
    "read_stream",
    "root_of",
    "sha256",
    "shown",
    "sidecar_of",
    "to_path",
    "to_uri",
]
