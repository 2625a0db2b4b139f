"""What new rules change in what an article says: the record of then against the record of now."""

from etl.difference.changes import Change, difference
from etl.difference.record import Plain, Record

__all__ = ["Change", "Plain", "Record", "difference"]
