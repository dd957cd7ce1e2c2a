"""How long the first moment takes: python -m benchmarks.startup [--quick]."""

from __future__ import annotations

import argparse
import subprocess
import sys

from benchmarks.report import status, table, target
from benchmarks.timing import in_turns

LIMITS = {"import plantext": 0.3, "plantext --help": 0.5}


def run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="one round")
    arguments = parser.parse_args()
    rounds = 1 if arguments.quick else arguments.rounds
    call = "import sys; sys.argv = ['plantext', '--help']; from plantext.cli.commands import main; main()"
    things = {"python alone": "pass", "import plantext": "import plantext", "plantext --help": call}
    times = in_turns({name: lambda code=code: run(code) for name, code in things.items()}, rounds)
    print(f"### Start-up\n\nA process of its own each time; medians of {rounds}, in turns.\n")
    rows = [[name, f"{time.wall:.2f}", f"{time.processor:.2f}"] for name, time in times.items()]
    print(table(["", "seconds", "of processor"], rows))
    met = [
        target(name, f"under {limit:g} s", f"{times[name].wall:.2f} s", times[name].wall < limit)
        for name, limit in LIMITS.items()
    ]
    return status(met)


if __name__ == "__main__":
    sys.exit(main())
