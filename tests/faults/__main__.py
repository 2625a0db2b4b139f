"""``python -m tests.faults --kills 200 --seed 1``: every harm, and kills at random moments; a table, and exit code 1 if
anything was lost, doubled or torn. ``--only PATTERN`` does the harms whose name it finds."""

import argparse
import random
import re
import sys
import tempfile
from collections import defaultdict
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from time import monotonic

from tests.faults.harms import ONCE, RANDOM
from tests.faults.running import Outcome, ground, suffer
from tests.faults.scene import Ground


def main() -> int:
    """Prints the table; what went wrong is told as it happens."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--kills", type=int, default=200, help="kills at random moments")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--only", default="", metavar="PATTERN")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    began = monotonic()
    with tempfile.TemporaryDirectory(prefix="dyadwire-faults-") as folder, ground(Path(folder), options.seed) as found:
        print(f"an undisturbed night takes {found.seconds:.1f} s", flush=True)
        outcomes: list[Outcome] = []
        with suppress(KeyboardInterrupt):  # Ctrl-C: what was done until then
            outcomes += (_done(found, name, 0) for name in ONCE if re.search(options.only, name))
            for number, name in enumerate(cycle(name for name in RANDOM if re.search(options.only, name))):
                if sum(each.kills for each in outcomes) >= options.kills:
                    break
                outcomes.append(_done(found, name, number))
    _print_table(outcomes)
    kills, faults = sum(each.kills for each in outcomes), sum(bool(each.wrong) for each in outcomes)
    print(f"\n{kills} kills at random moments, {len(outcomes)} harms in all, {faults} not survived; "
          f"{monotonic() - began:.0f} s; repeat with --seed {options.seed}")  # fmt: skip
    return 1 if faults else 0


def _done(found: Ground, name: str, turn: int) -> Outcome:
    outcome = suffer(found, name, (ONCE | RANDOM)[name], turn)
    end = "skipped" if outcome.skipped else "WRONG" if outcome.wrong else "survived"
    print(f"{end:9}{outcome.seconds:6.1f} s  {name} ({turn}): {outcome.told}", flush=True)
    for line in outcome.wrong:
        print(f"    {line}", flush=True)
    return outcome


def _print_table(outcomes: list[Outcome]) -> None:
    by_name: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_name[outcome.name].append(outcome)
    print("\n| harm | times | survived | what happened |\n|---|---|---|---|")
    for name, turns in by_name.items():
        survived = sum(not turn.wrong and not turn.skipped for turn in turns)
        told = turns[0].told if len({turn.told for turn in turns}) == 1 else f"{turns[0].told}, and others"
        print(f"| {name} | {len(turns)} | {'skipped' if turns[0].skipped else survived} | {told} |")


if __name__ == "__main__":
    sys.exit(main())
