"""A program for the tests: it starts a tree of processes as the keeper does, says who is in it, and ends as it is told.

The tree: a child in a process group of its own, a grandchild in another session, and an orphan whose parent has ended;
all but the child ignore SIGTERM.
"""

import subprocess
import sys
import time
from pathlib import Path

from etl.local import processes
from etl.local.interruption import Interrupted, interruptible, undisturbed

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(300)"
)
CHILD = f"""
import os, signal, subprocess, sys, time
os.setpgid(0, 0)
kept = subprocess.Popen([sys.executable, "-c", {STUBBORN!r}], start_new_session=True, stdout=subprocess.PIPE, text=True)
kept.stdout.readline()
again = "import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', " + repr({STUBBORN!r}) + "],"
again += " start_new_session=True, stdout=subprocess.PIPE, text=True); p.stdout.readline(); print(p.pid)"
orphan = subprocess.run([sys.executable, "-c", again], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
print(os.getpid(), kept.pid, orphan, flush=True)
time.sleep(300)
"""


def start_tree(folder: Path) -> subprocess.Popen[bytes]:
    """Starts the tree and prints its pids once all are there."""
    log = folder / "tree.log"
    child = processes.start([sys.executable, "-c", CHILD], environment={}, folder=folder, log=log)
    while not (log.exists() and log.read_text(encoding="ascii").endswith("\n")):
        time.sleep(0.02)
    print(log.read_text(encoding="ascii").strip(), flush=True)
    return child


def main() -> None:
    processes.adopt_orphans()
    children: list[subprocess.Popen[bytes]] = []
    with undisturbed():
        try:
            with interruptible():
                children.append(start_tree(Path(sys.argv[1])))
                time.sleep(300)
        except Interrupted:
            pass
        finally:
            processes.stop(children, seconds=1)


if __name__ == "__main__":
    main()
