"""How long the first moment takes: python -m benchmarks.startup."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.timing import in_turns, table

LIMITS = {"import plantext": 0.3, "plantext --help": 0.5}


def run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)


def main() -> int:
    times = in_turns(
        {
            "python alone": lambda: run("pass"),
            "import plantext": lambda: run("import plantext"),
            "plantext --help": lambda: run(
                "import sys; sys.argv = ['plantext', '--help']; from plantext.cli import main; main()"
            ),
        },
        7,
    )
    print("### Start-up\n")
    print(
        table(["", "seconds", "target"], [[name, f"{t.wall:.2f}", LIMITS.get(name, "")] for name, t in times.items()])
    )
    return 0 if all(times[name].wall <= limit for name, limit in LIMITS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
