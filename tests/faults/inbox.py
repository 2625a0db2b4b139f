"""A small inbox made by chance and the same for a seed: several formats, containers, copies, files that are bad."""

import random
from pathlib import Path

from bench.material import paragraphs
from tests.corpus.cases import FILES, Text
from tests.corpus.documents import DAY, json_article, mail, markdown, page, rss, word
from tests.corpus.packing import PACKERS, http_answer, tarred, warc_record, zipped

_LANGUAGES = ("en", "en", "de", "ru", "fr", "zh")
_BAD = ("empty.txt", "comma.json", "png.txt", "cut.docx", "locked.zip", "list.json", "cut.txt.gz", "noname")


def fill(folder: Path, seed: int) -> int:
    """Writes the files and answers how many; their articles are new for each seed."""
    chance = random.Random(seed)  # noqa: S311  # reproducible, not secret
    files = _files(chance) | {f"bad/{name}": (FILES / "faults" / name).read_bytes() for name in chance.sample(_BAD, 2)}
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return len(files)


def _files(chance: random.Random) -> dict[str, bytes]:
    texts = [_text(chance, number) for number in range(14)]
    first, told_twice = texts[0].whole.encode(), texts[1]
    lines = [json_article(texts[8], published_at=DAY), b'{"title": "cut o', json_article(texts[9])]
    crawl = [warc_record("response", f"https://a.example/{n}", http_answer(page(texts[n]))) for n in (12, 13)]
    return {
        "a.txt": first,
        "Überblick – копия.txt": first,  # the same bytes at another address, which is no ASCII
        "b.html": page(told_twice),
        "b.json": json_article(told_twice, published_at=DAY, source="Wire", url="https://wire.example/1"),
        "c.eml": mail(texts[2], "both"),
        "d.md": markdown(texts[3]),
        "e.rss": rss([texts[4], texts[5]]),
        "f.docx": word(texts[6]),
        "g.jsonl": b"\n".join(lines),
        "h.zip": zipped({"x/1.txt": texts[7].whole.encode(), "2.json": json_article(texts[10], source="Wire")}),
        "i.tar.gz": PACKERS["gz"](tarred({"1.html": page(texts[11]), "2.txt": told_twice.whole.encode()})),
        "j.warc.gz": b"".join(map(PACKERS["gz"], crawl)),
    }


def _text(chance: random.Random, number: int) -> Text:
    lines = paragraphs(chance.choice(_LANGUAGES))
    return Text(f"{chance.choice(lines)} {number}", tuple(chance.choices(lines, k=chance.randint(3, 8))))
