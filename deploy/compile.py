"""``make compiled``: a copy of the project for an installation, with extraction compiled to C by mypyc.

    python -m deploy.compile FOLDER
    python -m deploy.compile --check

``--check`` only translates to C, which shows in a quarter of a minute what mypyc cannot take; it needs no C compiler.
FOLDER may not be there yet; it gets what the image holds, and beside each compiled source its module for this Python
and this machine. The sources stay: the version of the rules is made of them. Where one is edited nothing shadows it,
since nothing is compiled in place. Needs a C compiler and requirements/compile.txt.
"""

import argparse
import contextlib
import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # and where it is used: setuptools puts older libraries of its own on the path of whoever imports it
    from setuptools import Extension

PROJECT = Path(__file__).resolve().parents[1]
COPIED = ("etl", "seeds", "sql", "deploy", "dags", "plugins", "pyproject.toml", "README.md", "LICENSE")
# What every word of a text passes through. The rest of etl/lexicon reads files, once a process.
_OF_LEXICON = ("cities", "compile", "entries", "holders", "latin", "notation", "patterns", "spelling", "tokens", "trie",
               "words")  # fmt: skip
_GROUP = "etl"  # all modules in one library, so that they call one another without Python


def modules() -> list[str]:
    """The files that are compiled, from the project's folder on."""
    extraction = (path.stem for path in (PROJECT / "etl" / "extraction").glob("*.py") if path.stem != "__init__")
    return [f"etl/extraction/{name}.py" for name in sorted(extraction)] + [f"etl/lexicon/{n}.py" for n in _OF_LEXICON]


def build(folder: Path) -> None:
    """Copy and compile; where that fails nothing is left.

    Raises:
        FileExistsError: there is something in the folder's place.
        SystemExit: the types do not fit; mypy has told where.
        setuptools.errors.CompileError: the C compiler failed or is missing.
    """
    folder.mkdir(parents=True)
    try:
        _copy(folder)
        _compile(folder)
    except BaseException:
        shutil.rmtree(folder)
        raise


def check() -> None:
    """Translate all modules to C, which is thrown away.

    Raises:
        SystemExit: mypyc cannot take them, or the types do not fit; it has told where.
    """
    with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(PROJECT):
        _in_c(Path(scratch))


def _copy(folder: Path) -> None:
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder)


def _compile(folder: Path) -> None:
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(folder):
        extensions = _in_c(Path(scratch))
        command = build_ext(Distribution({"name": "dyadwire", "packages": [], "ext_modules": extensions}))
        command.build_temp, command.build_lib, command.inplace = f"{scratch}/objects", f"{scratch}/built", True
        command.ensure_finalized()
        command.run()


def _in_c(scratch: Path) -> "list[Extension]":
    """The modules as C, still to be compiled. What mypyc remarks is of use only where it fails."""
    from mypyc.build import mypycify

    options = ["--config-file=pyproject.toml", f"--cache-dir={scratch / 'types'}"]
    remarks = io.StringIO()
    try:
        with contextlib.redirect_stdout(remarks):
            return mypycify(
                [*options, *modules()], opt_level="2", debug_level="0", multi_file=True, group_name=_GROUP,
                target_dir=str(scratch / "c"),
            )  # fmt: skip
    except SystemExit:
        print(remarks.getvalue(), file=sys.stderr)
        raise


def main() -> int:
    """The command; answers its exit code."""
    parser = argparse.ArgumentParser(prog="python -m deploy.compile", description=(__doc__ or "").split("\n")[0])
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("folder", type=Path, nargs="?", help="for the copy; not there yet")
    wanted.add_argument("--check", action="store_true", help="only translate to C, write nothing")
    options = parser.parse_args()
    if options.check:
        check()
        print(f"can be compiled: {len(modules())} modules")
        return 0
    folder: Path = options.folder.resolve()
    try:
        build(folder)
    except FileExistsError:
        print(f"{folder} is there already; name another folder, or delete it", file=sys.stderr)
        return 2
    print(f"compiled: {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
