"""What an operator does about each quarantine reason; the same sentences as in docs/operations.md."""

REMEDIES: dict[str, str] = {
    "empty": "ask the publisher to deliver it again, or delete the file",
    "not_text": "save it as UTF-8, or deliver it in a supported format",
    "unknown_format": "deliver it in a supported format, named so",
    "malformed": "put the place named right and deliver the file again under any name",
    "missing_field": "add the field and deliver the file again",
    "no_article": "nothing, if it is a list or a notice; else deliver the article's own page or text",
    "too_large": "split the file, or raise DYADWIRE_MAX_FILE_BYTES or DYADWIRE_MAX_DOCUMENT_BYTES",
    "too_deep": "unpack the inner archives, or raise DYADWIRE_MAX_DEPTH; elements so deep are no article's",
    "too_many": "split the file, or raise DYADWIRE_MAX_RECORDS",
    "unpacks_too_far": "look at who sent it; if it is sound, unpack it or raise DYADWIRE_MAX_UNPACKED_RATIO or _BYTES",
    "unsafe_member": "look at who sent it; pack the files again under plain names, without links",
    "encrypted": "deliver it without a password",
    "timed_out": "deliver the document again in another format, or raise DYADWIRE_ARTICLE_SECONDS",
    "crashed": "report it with the file; if memory ran out, raise DYADWIRE_MAX_WORKER_BYTES",
    "unreadable": "give the account that runs the night the right to read it, or remove what is no regular file",
    "vanished": "deliver the file again; whoever removed it did so before it was read",
    "changed": "nothing: the next run takes the file as it is now",
    "kills_worker": "report it with the file; look into the worker's log for what it ran out of",
    "internal_error": "report it with the file; the file stays in quarantine until a later version reads it",
}


def remedy_for(reason: str) -> str:
    """One clause, without a full stop; a reason that a newer version wrote gets a pointer to the documentation."""
    return REMEDIES.get(reason, "see docs/operations.md")
