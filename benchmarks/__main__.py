"""Run every measurement and write RESULTS.md: python -m benchmarks [NAME...] [--quick] [--whole]."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.report import MISSED, table, targets

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
NAMES = ("startup", "reading", "extraction", "profile", "statements", "growth", "pairs", "nulls", "scale")
_OPEN, _CLOSE = "<!-- section ", " -->"


def commit() -> str:
    """What is checked out, marked where files differ from it."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude=*"],  # noqa: S607
        cwd=HERE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip() or "unknown"


def run(name: str, arguments: list[str], made: str) -> str:
    """One measurement as a section: when and from what it was made, and what it printed."""
    print(f"benchmarks.{name}", file=sys.stderr)
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *arguments],
        cwd=HERE.parent, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    minutes = (time.monotonic() - start) / 60
    head = json.dumps({"name": name, "made": made})
    text = f"{_OPEN}{head}{_CLOSE}\n{done.stdout.strip()}\n\n*{made}, {minutes:.1f} minutes.*"
    if done.returncode not in (0, MISSED):
        text += f"\n\n**This did not come to its end (exit status {done.returncode}).**"
    return text


def sections(text: str) -> dict[str, tuple[str, str]]:
    """What RESULTS.md holds already: by the name of the measurement, what it was made from and the section."""
    found = {}
    for part in text.split(_OPEN)[1:]:
        head = json.loads(part.split(_CLOSE, 1)[0])
        found[head["name"]] = (head["made"], _OPEN + part.strip())
    return found


def page(results: dict[str, tuple[str, str]]) -> str:
    """The whole of RESULTS.md."""
    present = [name for name in NAMES if name in results]
    runs = sorted({results[name][0] for name in present})
    made = (
        f"All sections are of one run ({runs[0]})."
        if len(runs) == 1
        else f"**The sections are of {len(runs)} different runs**: each says at its end when and from what it was made."
    )
    rows = [row for name in present for row in targets(results[name][1])]
    head = (
        "# Results\n\n"
        f"Written by `python -m benchmarks` on {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}. {made} Ratios are between things measured side by side; absolute times "
        "are of this machine, on which other programs ran too: hence the processor time beside the clock.\n\n"
    )
    return (
        head
        + "\n\n".join([table(["target", "wanted", "measured", ""], rows).strip(), *(results[n][1] for n in present)])
        + "\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="measurements to run; all by default. The others' results stay.")
    parser.add_argument("--quick", action="store_true", help="a short version, printed and not written")
    parser.add_argument("--whole", action="store_true", help="scale extracts at every size: an hour more")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(NAMES)
    if unknown:
        parser.error(f"{', '.join(sorted(unknown))}: no such measurement; there are {', '.join(NAMES)}")
    kept = RESULTS.is_file() and not arguments.quick
    results = sections(RESULTS.read_text(encoding="utf-8")) if kept else {}
    made = f"{dt.datetime.now():%Y-%m-%d %H:%M}, commit {commit()}"
    for name in arguments.names or NAMES:
        options = ["--quick"] * arguments.quick + ["--whole"] * (arguments.whole and name == "scale")
        results[name] = (made, run(name, options, made))
        if not arguments.quick:
            RESULTS.write_text(page(results), encoding="utf-8")
    print(page(results) if arguments.quick else f"{RESULTS.relative_to(HERE.parent)} written")


if __name__ == "__main__":
    main()
