"""What an article says about relations between parties: one module a field, composed in `article`."""

from etl.extraction.article import extract
from etl.extraction.record import to_record
from etl.lexicon import rules_version

__all__ = ["extract", "rules_version", "to_record"]
