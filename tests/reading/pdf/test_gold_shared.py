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
PLACES = {"first": 0, "dev": 1, "aside": 2}
"""Where the table of the documentation has each part."""


def stated(part: str, page: Path) -> dict[str, float]:
    """What a page of the documentation says of a part."""
    rows = re.findall(
        r"^\|[^|\n]+\| ([0-9]+) \| ([01]\.[0-9]{2}) \| ([01]\.[0-9]{2}) \| ([01]\.[0-9]{2}) \|$",
        page.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert len(rows) == len(PLACES)
    return dict(zip(("sentences", "headings", "footnotes"), map(float, rows[PLACES[part]][1:]), strict=True))


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
    for page in (ROOT / "docs" / "quality.md", ROOT / "docs" / "ja" / "quality.md"):
        assert found == pytest.approx(stated(part, page), abs=0.0101), page
