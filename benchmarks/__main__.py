"""Run every measurement and write RESULTS.md: python -m benchmarks [NAME...] [--quick]."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
MARKDOWN = ("startup", "extraction", "growth")
"""Measurements that print Markdown; the output of every other script is shown as it is."""
SHARED = ("__init__", "__main__", "inputs", "timing")


def run(name: str, arguments: list[str]) -> str:
    """The output of one measurement."""
    print(f"benchmarks.{name}", file=sys.stderr)
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *arguments],
        cwd=HERE.parent, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    text = done.stdout.strip()
    if name not in MARKDOWN:
        text = f"### {name}\n\n```\n{text}\n```"
    return (
        text
        if done.returncode == 0
        else f"{text}\n\nThis missed a target, or did not come to its end (exit status {done.returncode})."
    )


def sections(text: str) -> dict[str, str]:
    """What RESULTS.md holds already, by the name of the measurement."""
    parts = text.split("<!-- ")[1:]
    return {name: body.strip() for name, body in (part.split(" -->", 1) for part in parts)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="measurements to run; all by default. The others' results stay.")
    parser.add_argument("--quick", action="store_true", help="a short version, printed and not written")
    arguments = parser.parse_args()
    others = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in (*MARKDOWN, *SHARED))
    known = [*MARKDOWN, *others]
    unknown = set(arguments.names) - set(known)
    if unknown:
        parser.error(f"{', '.join(sorted(unknown))}: no such measurement; there are {', '.join(known)}")
    results = sections(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() and not arguments.quick else {}
    for name in arguments.names or known:
        results[name] = run(name, ["--quick"] if arguments.quick and name in MARKDOWN else [])
    head = (
        "# Results\n\n"
        f"Written by `python -m benchmarks` on {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}. Ratios are between things measured side by side in one run; absolute "
        "times are of this machine, on which other programs ran too: hence the processor time beside the clock."
    )
    text = "\n\n".join([head, *(f"<!-- {name} -->\n{results[name]}" for name in known if name in results)]) + "\n"
    if arguments.quick:
        print(text)
    else:
        RESULTS.write_text(text, encoding="utf-8")
        print(RESULTS.relative_to(Path.cwd()) if RESULTS.is_relative_to(Path.cwd()) else RESULTS)


if __name__ == "__main__":
    main()
