"""Fingerprints: alike for texts that are alike, the same on every machine."""

import hashlib

import pytest

from etl.similarity import BANDS, NEAR, fingerprint, similarity

WORDS = [f"word{n}" for n in range(400)]
TEXT = "Title\n\n" + " ".join(WORDS)
CHINESE = "标题\n\n" + "".join(chr(0x4E00 + n * 7) for n in range(300))


@pytest.mark.parametrize(
    ("other", "is_near"),
    [
        (TEXT, True),
        ("Another title\n\n" + " ".join(WORDS), True),
        (TEXT + " and a paragraph more of some thirty words " + " ".join(f"new{n}" for n in range(30)), True),
        ("Title\n\n" + " ".join(WORDS[:200] + [f"other{n}" for n in range(200)]), False),
        ("Title\n\n" + " ".join(f"other{n}" for n in range(400)), False),
    ],
)
def test_near_duplicates(other: str, is_near: bool) -> None:
    one, two = fingerprint(TEXT), fingerprint(other)
    assert (similarity(one.signature, two.signature) >= NEAR) == is_near
    if is_near:
        assert set(one.bands) & set(two.bands)


def test_scripts_without_spaces() -> None:
    changed = fingerprint(CHINESE[:-20] + "完全不同的一句话在这里")
    assert similarity(fingerprint(CHINESE).signature, changed.signature) >= NEAR
    assert similarity(fingerprint(CHINESE).signature, fingerprint("标题\n\n" + CHINESE[::-1]).signature) < 0.2


def test_short_texts_are_alike_by_chance() -> None:
    assert fingerprint("Title\n\nToo short to tell.").bands == ()
    assert len(fingerprint(TEXT).bands) <= BANDS
    assert all(-(2**31) <= band < 2**31 for band in fingerprint(TEXT).bands)


def test_signatures_are_stored_and_may_never_change() -> None:
    assert (
        hashlib.sha256(fingerprint(TEXT).signature).hexdigest()
        == "6a2ab7699d21603b9281ae29846ebe7f52b2df2e52f7dc7fb371e671c2da978b"
    )
