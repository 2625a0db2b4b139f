"""One format under atheris: ``python -m tests.fuzz.target FORMAT [libFuzzer's options]``; ``make fuzz`` calls it."""

import sys

import atheris

with atheris.instrument_imports(include=["etl"]):
    from tests.fuzz.promise import FORMATS, check


def main() -> None:
    """Runs until libFuzzer has had enough or something breaks."""
    if len(sys.argv) < 2 or sys.argv[1] not in FORMATS:
        sys.exit(f"usage: python -m tests.fuzz.target {{{','.join(FORMATS)}}} [options of libFuzzer]")
    atheris.Setup([sys.argv[0], *sys.argv[2:]], check(sys.argv[1]))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
