"""A made-up gold file, for the tests of quality."""

from __future__ import annotations

import json
from pathlib import Path

TEXT = "総務省は京都市で開く。"
SPANS = [[0, 3, "ORG"], [4, 7, "PLACE"]]


def write_gold(folder: Path, *rows: object) -> Path:
    """Write a gold file of these rows."""
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
