"""Three kinds of error, three outcomes: quarantine, retry, stop.

Every error that Dyadwire raises on purpose is one of these. The pipeline acts on the kind alone; the message is for a
person and names what was being worked on, the reason and the remedy.
"""

from typing import ClassVar


class DyadwireError(Exception):
    """Common base; never raised itself."""


class ArticleError(DyadwireError):
    """The file's or article's own fault: quarantine it, go on with the rest.

    Attributes:
        reason: a code of ``REASONS``; what operators filter by.
        record: number of the article inside its file, from 0; ``None`` when the whole file is at fault.
    """

    REASONS: ClassVar[dict[str, str]] = {
        "empty": "the file holds no text",
        "not_text": "the bytes are not text in any encoding that we read",
        "unknown_format": "no reader recognizes the file",
        "malformed": "the file claims a format and breaks its rules",
        "missing_field": "a field that the format requires is absent or empty",
        "no_article": "the document is well-formed and holds no article text, such as a list of links",
        "too_large": "the file, or a document in it, is over the set size",
        "too_deep": "containers or elements are nested deeper than the set depth",
        "too_many": "the file holds more records than the set number; those before were read",
        "unpacks_too_far": "the file unpacks to more than the set size or ratio, as a bomb does",
        "unsafe_member": "a member of an archive is a link, a device, or named to lead out of it",
        "encrypted": "the document or the archive's member is locked with a password",
        "timed_out": "reading or extracting took longer than the set time and was stopped",
        "crashed": "the process that read it died, by a fault of a parser or for want of memory",
        "unreadable": "the file cannot be opened: rights, or it is no regular file",
        "vanished": "the file was listed and then gone, more than once",
        "changed": "the file's bytes changed after it was listed; the next scan takes it as it is now",
        "kills_worker": "every attempt at the file ended with the death of its worker",
        "internal_error": "a fault of ours while reading or extracting; please report it",
    }

    def __init__(self, reason: str, detail: str, *, record: int | None = None) -> None:
        if reason not in self.REASONS:
            raise ValueError(f"unknown quarantine reason {reason!r}; add it to ArticleError.REASONS")
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.record = record


class PassingError(DyadwireError):
    """A fault that passes (a lost connection, a deadlock, a full disk): the same work may be tried again."""


class ConfigurationError(DyadwireError):
    """A setting, lexicon or right that someone has to put straight: stop at once, a retry would not help."""


class NightFailed(DyadwireError):  # noqa: N818  # the night is what failed
    """The night ran to its end and is red: too much was quarantined, or a data check found a fault."""


class MaintenanceFailed(DyadwireError):  # noqa: N818  # as above
    """Upkeep found what cannot be left so: a backup that does not hold what was dumped."""
