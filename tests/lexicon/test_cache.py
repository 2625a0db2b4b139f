"""Compiled lexicons are kept for the next process, never trusted where others could have written them, and bounded."""

import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from etl.extraction import extract, to_record
from etl.lexicon import cache, compile
from etl.model import Article, Language

TEXT = "Talks\n\nOSLO - Norwegian Foreign Minister Kari Nordmann met her Chilean counterpart in Santiago on Monday."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda _: tmp_path)
    cache._folder.cache_clear()
    yield tmp_path / "lexicons"
    cache._folder.cache_clear()


def _record(code: str) -> dict[str, object]:
    return to_record(extract(Article("file:///a", 0, "0" * 64, "Talks", TEXT), Language(code, 1.0)))


@pytest.mark.parametrize("code", ["en", "zh", "uz"])
def test_a_lexicon_from_the_cache_reads_as_the_compiled_one(
    folder: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile.lexicon_for.cache_clear()
    compiled = _record(code)
    assert list(folder.glob(f"{code}-*.pickle"))
    compile.lexicon_for.cache_clear()
    monkeypatch.setattr(compile, "load", lambda path: pytest.fail(f"compiled {path.name} again"))
    assert _record(code) == compiled
    compile.lexicon_for.cache_clear()


def test_other_bytes_are_made_anew(folder: Path) -> None:
    assert cache.kept("x", [b"1"], lambda: "one") == "one"
    assert cache.kept("x", [b"1"], lambda: "never") == "one"
    assert cache.kept("x", [b"2"], lambda: "two") == "two"
    assert cache.kept("x", [b"1", b""], lambda: "three") == "three"


@pytest.mark.parametrize("content", [b"", b"\x80\x05", b"no pickle", pickle.dumps("whole")[:-3]])
def test_a_broken_file_is_replaced(folder: Path, content: bytes) -> None:
    cache.kept("x", [b"1"], lambda: "first")
    (path,) = folder.iterdir()
    path.write_bytes(content)
    assert cache.kept("x", [b"1"], lambda: "second") == "second"
    assert cache.kept("x", [b"1"], lambda: "third") == "second"


def test_a_folder_that_others_may_write_to_is_not_used(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    assert cache.kept("x", [b"1"], lambda: "first") == "first"
    assert list(folder.iterdir()) == []
    assert cache.kept("x", [b"1"], lambda: "second") == "second"


def test_files_that_nobody_has_read_for_a_month_go(folder: Path) -> None:
    cache.kept("old", [b"1"], lambda: "old")
    (old,) = folder.iterdir()
    os.utime(old, (0, 0))
    cache.kept("new", [b"1"], lambda: "new")
    assert [path.name.partition("-")[0] for path in folder.iterdir()] == ["new"]


def test_the_same_files_have_one_digest_wherever_they_lie(tmp_path: Path) -> None:
    def laid(*folders: str) -> list[Path]:
        files = []
        for folder, name, text in zip(folders, ("a.csv", "b.yaml", "b.yaml"), ("1", "2", "3"), strict=True):
            path = tmp_path / folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
            files.append(path)
        return files

    assert cache.digest_of(laid("k", "l", "m")) == cache.digest_of(reversed(laid("z", "y", "x")))
    (tmp_path / "z" / "a.csv").write_text("4")
    assert cache.digest_of(laid("k", "l", "m")) != cache.digest_of(
        [tmp_path / "z/a.csv", tmp_path / "y/b.yaml", tmp_path / "x/b.yaml"]
    )


def test_words_that_are_remembered_are_bounded_and_known_again(monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = compile.lexicon_for("ar")
    assert lexicon is not None
    words = ["وزير", "الخارجية", "الباكستاني", "والتقى", "رئيس", "كازاخستان", "في", "أستانا", "يوم", "الخميس"]
    before = lexicon.look_up(words)
    parts = [lexicon.parted(word) for word in words]
    assert max(map(len, parts)) > 1
    monkeypatch.setattr(compile, "_MEMO_LIMIT", 3)
    lexicon._words.clear()
    for _ in range(2):
        assert lexicon.look_up(words) == before
        assert [lexicon.parted(word) for word in words] == parts
        assert len(lexicon._words) <= 3
