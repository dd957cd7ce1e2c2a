"""What every measurement prints: Markdown, and the targets it met or missed in comments that the first page reads."""

from __future__ import annotations

import json
from collections.abc import Sequence

MISSED = 3
"""Exit status of a measurement that came to its end and missed a target."""
_OPEN, _CLOSE = "<!-- target ", " -->"


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; numbers stand to the right."""
    lines = ["| " + " | ".join(header) + " |", "|---|" + "---:|" * (len(header) - 1)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def target(what: str, wanted: str, measured: str, met: bool) -> bool:
    """Print a target for the first page, and say whether it was met."""
    row = json.dumps([what, wanted, measured, "met" if met else "**not met**"], ensure_ascii=False)
    print(f"{_OPEN}{row}{_CLOSE}")
    return met


def status(met: Sequence[bool]) -> int:
    """Exit status of a measurement, by whether each target was met."""
    return 0 if all(met) else MISSED


def targets(text: str) -> list[list[str]]:
    """The targets in a section: what, wanted, measured, met."""
    lines = [line for line in text.splitlines() if line.startswith(_OPEN)]
    return [json.loads(line.removeprefix(_OPEN).removesuffix(_CLOSE)) for line in lines]
