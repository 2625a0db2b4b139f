"""Extraction compiled to C says what it says in Python, to the byte, and nothing is ever compiled in the checkout."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from deploy.compile import modules
from etl.lexicon import available_languages
from etl.settings import PROJECT_ROOT

COMPILER = (sysconfig.get_config_var("CC") or "cc").split()[0]
FACTS = ("mentions", "persons", "events", "agreements", "sectors", "dyads")
SAMPLES = PROJECT_ROOT / "seeds" / "articles"
LOADED = """
import importlib, sys
for path in sys.argv[1:]:
    print(importlib.import_module(path.removesuffix(".py").replace("/", ".")).__file__)
"""

long = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(shutil.which(COMPILER) is None, reason=f"there is no C compiler {COMPILER}"),
    pytest.mark.skipif("LONG_TESTS" not in os.environ, reason="minutes; LONG_TESTS=1 make test"),
]


def run(root: Path, cache: Path, *arguments: str, code: int = 0) -> bytes:
    """What Python prints where ``root`` is the project's folder; lexicons are kept in ``cache``."""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONSAFEPATH": "1", "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=False, timeout=600)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout


def records(root: Path, cache: Path) -> bytes:
    """Of all samples; the exit code is that of a few broken ones among them."""
    return run(root, cache, "-m", "etl.cli", "extract", str(SAMPLES), code=1)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiled") / "project"
    run(PROJECT_ROOT, folder.parent, "-m", "deploy.compile", str(folder))
    return folder


def test_the_checkout_holds_sources_alone() -> None:
    files = modules()
    assert len(files) > 30 and all((PROJECT_ROOT / path).is_file() for path in files)
    assert list((PROJECT_ROOT / "etl").rglob("*.so")) + list(PROJECT_ROOT.glob("*.so")) == []


@pytest.mark.parametrize("is_file", [False, True])
def test_what_is_there_is_not_written_over(tmp_path: Path, is_file: bool) -> None:
    place = tmp_path / "project"
    if is_file:
        place.write_text("mine")
    else:
        place.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "deploy.compile", str(place)],
        cwd=PROJECT_ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, f"{place} is there already; name another folder, or delete it\n")
    assert place.read_text() == "mine" if is_file else list(place.iterdir()) == []


@pytest.mark.timeout(300)
def test_all_of_it_can_be_translated_to_c() -> None:
    """What mypyc cannot take fails here, without a C compiler and the minutes that it needs."""
    done = subprocess.run(
        [sys.executable, "-m", "deploy.compile", "--check"],
        cwd=PROJECT_ROOT, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, f"can be compiled: {len(modules())} modules\n"), done.stderr


class TestCompiled:
    pytestmark = long

    def test_nothing_is_left_where_the_compiler_fails(self, tmp_path: Path) -> None:
        place = tmp_path / "project"
        done = subprocess.run(
            [sys.executable, "-m", "deploy.compile", str(place)],
            cwd=PROJECT_ROOT, env={**os.environ, "CC": "false"}, capture_output=True, check=False, timeout=600,
        )  # fmt: skip
        assert done.returncode == 1 and b"CompileError" in done.stderr
        assert not place.exists()

    def test_the_modules_are_compiled_and_their_sources_beside_them(self, compiled: Path, tmp_path: Path) -> None:
        loaded = [Path(line) for line in run(compiled, tmp_path, "-c", LOADED, *modules()).decode().split()]
        suffix = sysconfig.get_config_var("EXT_SUFFIX")
        assert loaded == [compiled / path.replace(".py", suffix) for path in modules()]
        for path in modules():
            assert (compiled / path).read_bytes() == (PROJECT_ROOT / path).read_bytes()

    def test_it_says_the_same_of_all_samples(self, compiled: Path, tmp_path: Path) -> None:
        """Lexicons that the one has kept, or made itself: the other reads them as its own."""
        ours, theirs = tmp_path / "ours", tmp_path / "theirs"
        expected = records(PROJECT_ROOT, ours)
        assert len(expected.splitlines()) > 100
        assert records(compiled, ours) == expected
        assert records(compiled, theirs) == expected
        assert {path.name for path in theirs.rglob("*.pickle")} == {path.name for path in ours.rglob("*.pickle")}
        assert records(PROJECT_ROOT, theirs) == expected

    def test_it_says_the_same_of_senseless_texts_in_all_languages(self, compiled: Path, tmp_path: Path) -> None:
        """A type that is not what it is declared to be shows only where a step is run: C checks what Python doesn't."""
        script = str(Path(__file__).with_name("senseless.py"))
        expected = run(PROJECT_ROOT, tmp_path, script)
        found = [json.loads(line) for line in expected.splitlines()]
        assert {record["language"]["code"] for record in found} == set(available_languages())
        assert min(sum(len(record[facts]) for record in found) for facts in FACTS) > 100
        assert run(compiled, tmp_path, script) == expected
