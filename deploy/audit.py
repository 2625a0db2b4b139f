"""``make audit``: are there advisories on what we install, and is what is installed what is pinned?

pip-audit asks OSV about every version in ``requirements/``. Where OSV cannot be reached, that is said in one line.
Either way every requirement has to be pinned to one version with a SHA-256 hash, no file may name a place to fetch
from, and what is installed has to be what is pinned. Exit code 1 where anything is not so, or an advisory is found.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

OUR_OWN = {"dyadwire", "pip", "setuptools", "uv", "wheel"}  # installed by the Makefile, before there are requirements
_HASH = re.compile(r"\s--hash=sha256:[0-9a-f]{64}(?=\s|$)")
_UNREACHABLE = re.compile(
    r"Could not connect|Connection\w*Error|ConnectTimeout|ReadTimeout|timed out|Max retries|ServiceError|HTTPError"
)
_ANSWER_SECONDS = 15  # pip-audit waits so long for one answer
_MOST_SECONDS = 300  # and we for all of them


def main(arguments: Sequence[str] | None = None) -> int:
    """The audit as a command; answers its exit code."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("requirements", nargs="+", type=Path, help="requirements files with hashes")
    given.add_argument("--osv-url", help="another address of OSV's API than pip-audit's own")
    chosen = given.parse_args(arguments)
    pinned, faults = read_pins(chosen.requirements)
    if not faults:  # pip-audit takes no file that has any
        faults += wrongly_installed(pinned, ((one.name, one.version) for one in distributions()))
        faults += advisories(chosen.requirements, chosen.osv_url)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{len(pinned)} packages in {len(chosen.requirements)} files: pinned with hashes, and installed so.")
    return 1 if faults else 0


def read_pins(files: Iterable[Path]) -> tuple[dict[str, set[str]], list[str]]:
    """Versions by package, and what is wrong with the files, a line each."""
    pinned: dict[str, set[str]] = {}
    faults: list[str] = []
    for path in files:
        for line in _logical_lines(path):
            try:
                name, version = _pin(line)
                pinned.setdefault(name, set()).add(version)
            except ValueError as error:
                faults.append(f"{path.name}: {error}: {' '.join(line.split())[:120]}")
    if not pinned and not faults:
        faults.append("there are no requirements")
    return pinned, faults


def _logical_lines(path: Path) -> Iterator[str]:
    """Lines without comments, with those that follow a backslash."""
    text = re.sub(r"^\s*#.*\n?", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    yield from (line for line in re.sub(r"\\\n", " ", text).splitlines() if line.strip())


def _pin(line: str) -> tuple[str, str]:
    """Name and version of one line. Raises ValueError: it is no pinned version with a hash."""
    if line.lstrip().startswith("-") or "://" in line:
        raise ValueError("names a place to fetch from, or another option")
    try:
        required = Requirement(line.partition(" --")[0])
    except InvalidRequirement as error:
        raise ValueError("no requirement") from error
    versions = [each.version for each in required.specifier if each.operator == "==" and "*" not in each.version]
    if len(versions) != 1 or len(required.specifier) != 1:
        raise ValueError("not pinned by ==")
    if not _HASH.search(line):
        raise ValueError("has no SHA-256 hash")
    return canonicalize_name(required.name), versions[0]


def wrongly_installed(pinned: Mapping[str, set[str]], installed: Iterable[tuple[str, str]]) -> list[str]:
    """Installed packages ``(name, version)`` that no file pins, or in another version."""
    found = {canonicalize_name(name): version for name, version in installed}
    return [
        f"installed: {name} {version}, pinned: {' or '.join(sorted(pinned.get(name, set()))) or 'not at all'}"
        for name, version in sorted(found.items())
        if version not in pinned.get(name, set()) and not (name in OUR_OWN and name not in pinned)
    ]


def advisories(files: Sequence[Path], osv_url: str | None) -> list[str]:
    """Advisories by pip-audit, a line each; none where the service cannot be reached, which is printed."""
    command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--vulnerability-service", "osv",
               "--format", "json", "--desc", "off", "--progress-spinner", "off",
               "--timeout", str(_ANSWER_SECONDS)]  # fmt: skip
    command += ["--osv-url", osv_url] if osv_url else []
    command += [word for path in files for word in ("--requirement", str(path))]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        print(f"Advisories were not asked for: the service took longer than {_MOST_SECONDS} s.")
        return []
    try:
        return list(_listed(json.loads(done.stdout)["dependencies"]))
    except ValueError:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1][:200]
    if _UNREACHABLE.search(done.stderr):
        print(f"Advisories were not asked for: the service cannot be reached ({last}).")
        return []
    return [f"pip-audit failed: {last}"]


def _listed(dependencies: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for one in dependencies:
        for found in one.get("vulns", ()):
            mended = ", ".join(found["fix_versions"]) or "no version yet"
            yield f"{one['name']} {one['version']}: {found['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(main())
