"""Score statements on sentences kept aside, against two readers: python -m tools.score_statements (PLANTEXT_DATA)."""

from __future__ import annotations

import json
import os
import sys

from plantext import corpus
from plantext.quality.undertakings import score, score_statements

GOLD = corpus.corpus_folder() / "gold" / "statements-aside.jsonl"
LATER = GOLD.with_name("statements-aside-2.jsonl")


def main() -> int:
    """Print the scores of the program against each reader, of both parts kept aside, and of the readers against each other."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    for gold in (GOLD, LATER):
        print(
            score_statements(gold, os.environ.get("PLANTEXT_DATA", "../shared/corpus")).round(3).to_string(index=False)
        )
    both = score([row["a"] for row in rows], [row["b"] for row in rows])
    print("reader b, reader a: " + ", ".join(f"{key} {value:.3f}" for key, value in both.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
