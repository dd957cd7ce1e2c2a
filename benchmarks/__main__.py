"""Run every measurement and write RESULTS.md: python -m benchmarks [--quick]."""

from __future__ import annotations

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


def main() -> None:
    quick = "--quick" in sys.argv[1:]
    others = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in (*MARKDOWN, *SHARED))
    head = (
        "# Results\n\n"
        f"Written by `python -m benchmarks{' --quick' if quick else ''}` on {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}. "
        "Ratios are between things measured side by side in one run; absolute times are of this machine, "
        "on which other programs ran too.\n"
    )
    parts = [run(name, ["--quick"] if quick else []) for name in MARKDOWN]
    parts += [run(name, []) for name in others]
    text = "\n\n".join([head.strip(), *parts]) + "\n"
    if quick:
        print(text)
    else:
        RESULTS.write_text(text, encoding="utf-8")
        print(RESULTS)


if __name__ == "__main__":
    main()
