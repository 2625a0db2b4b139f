"""Feed every reader with mutated files: ``python -m tests.fuzz [--inputs N] [FORMAT ...]``, by ``make fuzz``.

Each format in a process of its own with at most 500 MB, 10 seconds an input and a bound on the whole. What breaks a
promise is kept in ``tests/fuzz/kept/FORMAT``, where the tests try it from then on. Exit code 1 if anything did.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.fuzz.promise import FORMATS, KEPT, LONGEST, seeds

MOST_MEGABYTES = 500
MOST_SECONDS = 10  # an input
PORTION = 20_000  # inputs a process: the fuzzer itself keeps some kilobytes of each, and slows down with them


@dataclass(frozen=True)
class Outcome:
    """How a format bore it."""

    format_name: str
    inputs: int
    seconds: float
    megabytes: int
    fault: str


def fuzz(format_name: str, inputs: int, hours: float) -> Outcome:
    """So many inputs for one format, at most so long; each process goes on from what those before it found."""
    start = time.monotonic()
    ends = start + hours * 3600
    with tempfile.TemporaryDirectory(prefix="dyadwire-fuzz-") as folder:
        corpus, found = Path(folder, "corpus"), Path(folder, "found")
        corpus.mkdir()
        found.mkdir()
        for data in seeds(format_name):
            (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
        done, megabytes, fault = 0, 0, ""
        while done < inputs and not fault and (left := ends - time.monotonic()) > 1:
            ended = _run(format_name, corpus, found, min(PORTION, inputs - done), done // PORTION + 1, left)
            done += _stat(ended.stderr, "number_of_executed_units")
            megabytes = max(megabytes, _stat(ended.stderr, "peak_rss_mb"))
            fault = _fault(ended)
        for path in found.iterdir():
            (KEPT / format_name).mkdir(parents=True, exist_ok=True)
            path.rename(KEPT / format_name / path.name)
    return Outcome(format_name, done, time.monotonic() - start, megabytes, fault)


def _run(
    format_name: str, corpus: Path, found: Path, inputs: int, seed: int, seconds: float
) -> "subprocess.CompletedProcess[str]":
    command = [
        sys.executable, "-W", "ignore", "-m", "tests.fuzz.target", format_name, f"-runs={inputs}",
        f"-rss_limit_mb={MOST_MEGABYTES}", f"-timeout={MOST_SECONDS}", f"-max_len={LONGEST}", f"-seed={seed}",
        f"-max_total_time={seconds:.0f}", f"-artifact_prefix={found}/", "-print_final_stats=1", str(corpus),
    ]  # fmt: skip
    return subprocess.run(  # our own program
        command, capture_output=True, text=True, errors="replace", timeout=seconds + 120, check=False
    )


def _stat(printed: str, name: str) -> int:
    found = re.search(rf"stat::{name}:\s+(\d+)", printed)
    return int(found[1]) if found else 0


def _fault(ended: "subprocess.CompletedProcess[str]") -> str:
    """What it said of what broke; nothing if nothing did."""
    if ended.returncode == 0:
        return ""
    printed = ended.stdout + ended.stderr
    said = re.findall(r"^(?:\w+(?:Error|Exception)\b.*|.*ERROR: libFuzzer.*)$", printed, re.MULTILINE)
    return said[0] if said else f"exit code {ended.returncode}: {ended.stderr[-200:]}"


def main() -> int:
    """Print a row a format as it ends; answers the exit code."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"of {', '.join(FORMATS)}; all if none")
    parser.add_argument("--inputs", type=int, default=200_000, help="for each format (200,000)")
    parser.add_argument("--hours", type=float, default=1.0, help="at most, for each format (1)")
    asked = parser.parse_args()
    if unknown := set(asked.formats) - set(FORMATS):
        parser.error(f"no such format: {', '.join(sorted(unknown))}")
    table = Table("format", "inputs", "seconds", "peak MB", "broke", title="Fuzzing")
    console = Console()
    broken = False
    with ThreadPoolExecutor(2) as pool:
        for each in pool.map(lambda name: fuzz(name, asked.inputs, asked.hours), asked.formats or FORMATS):
            console.print(f"{each.format_name}: {each.inputs:,} inputs, {each.fault or 'nothing broke'}", markup=False)
            table.add_row(each.format_name, f"{each.inputs:,}", f"{each.seconds:,.0f}", str(each.megabytes), each.fault)
            broken = broken or bool(each.fault)
    console.print(table)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
