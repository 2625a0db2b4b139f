"""The inbox: which files have arrived and can be taken, and their bytes."""

from etl.inbox.files import Found, Listing, list_files, read_file, sha256, to_path, to_uri

__all__ = ["Found", "Listing", "list_files", "read_file", "sha256", "to_path", "to_uri"]
