"""The development documents with their labels, put together as their own scorer does it: other news than the labelled
articles, and so what says how sure the product may be of news that no rule was written for."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from etl.settings import PROJECT_ROOT

FOLDER = PROJECT_ROOT.parent / "shared" / "dev"


class Document(NamedTuple):
    """One document in one language; ``label`` is the same in all of them."""

    language: str
    number: int
    text: str
    label: dict[str, Any]


def documents(languages: list[str]) -> Iterator[Document]:
    """All documents of some languages; none where the texts are not at hand."""
    labels = json.loads((FOLDER / "gold.json").read_text(encoding="utf-8")) if FOLDER.is_dir() else []
    for language in languages:
        for path in sorted((FOLDER / "texts").glob(f"{language}*.tsv")) if labels else ():
            if path.stem.partition("-")[0] != language:
                continue
            lines = (line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines())
            rows = {int(number): text for number, _, text in lines if text}
            for label in labels:
                first, last = label["lines"]
                found = [rows[number] for number in range(first, last + 1) if number in rows]
                yield Document(path.stem, label["doc"], f"{found[0]}\n\n" + "\n".join(found[1:]) + "\n", label)


def is_told(event: dict[str, Any], label: dict[str, Any]) -> bool:
    """A label has the event's pair and type, required or optional, and its direction where it has one."""
    return any(
        told["type"] == event["type"]
        and (
            (told["actor"], told["recipient"]) == (event["actor"], event["recipient"])
            or (told["symmetric"] and (told["recipient"], told["actor"]) == (event["actor"], event["recipient"]))
        )
        for told in label["events"]
    )
