"""A reading process whose extraction and one of whose parsers fail on texts that say so."""

import os
import signal
import time
from collections.abc import Iterator
from typing import Any

from etl import extraction
from etl.formats import plain
from etl.lexicon.confidence import worth
from etl.reading import worker

HANGS_PARSING = "this text hangs the parser"
HANGS = "this text hangs the extraction"
CRASHES = "this text crashes the process"
EATS = "this text eats memory"
RAISES = "this text raises an error"


def _extract(article: Any, language: Any, scale: Any = worth) -> Any:
    if HANGS in article.text:
        time.sleep(600)
    if CRASHES in article.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if EATS in article.text:
        bytearray(1 << 40)
    if RAISES in article.text:
        raise RecursionError("too deep\0\ud800")
    return extract(article, language, scale)


def _read(data: bytes, head: Any) -> Iterator[Any]:
    if HANGS_PARSING.encode() in data:
        time.sleep(600)
    yield from read(data, head)


extract, read = extraction.extract, plain.read
extraction.extract = _extract
plain.read = _read

if __name__ == "__main__":
    worker.main()
