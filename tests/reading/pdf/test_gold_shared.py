"""Pages of other makers against their right reading; skipped where ../shared with documents and scorer is absent."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "gold" / "reading" / "score_reading.py"
GOLD = {
    "first": SHARED / "gold" / "reading" / "reading.jsonl",
    "dev": ROOT / "corpus" / "gold" / "reading-dev.jsonl",
    "aside": ROOT / "corpus" / "gold" / "reading-aside.jsonl",
}
FLOORS = {
    "first": {"sentences": 0.97, "headings": 0.93, "footnotes": 0.98},
    "dev": {"sentences": 0.94, "headings": 0.95, "footnotes": 0.96},
    "aside": {"sentences": 0.93, "headings": 0.90, "footnotes": 0.97},
}


def score(gold: Path) -> dict[str, float]:
    """F1 of sentences, headings and footnotes over all pages."""
    done = subprocess.run(
        [sys.executable, str(SCORER), str(gold), str(SHARED / "corpus" / "field")],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    total = next(line for line in done.stdout.splitlines() if line.startswith("total"))
    numbers = [float(value) for value in re.findall(r"[0-9.]+", total)]
    return {"sentences": numbers[4], "headings": numbers[7], "footnotes": numbers[10]}


@pytest.mark.skipif(not SCORER.is_file(), reason="the documents and the scorer are not at hand (../shared)")
@pytest.mark.parametrize("part", GOLD)
def test_pages_of_other_makers_read_right_where_shared_is_at_hand(part: str) -> None:
    found = score(GOLD[part])
    assert all(found[name] >= floor for name, floor in FLOORS[part].items()), found
