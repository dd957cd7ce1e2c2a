"""Make the table of characters that follow one another in ordinary texts: python -m tools.neighbours TEXT... > plantext/reading/neighbours.toml."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

_OFTEN = 3
_KANJI = 3000


def count_pairs(texts: Iterable[str], first: str, last: str) -> Counter[tuple[str, str]]:
    """Count the pairs of neighbours between two characters of Unicode, over line breaks too."""
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        pairs.update((a, b) for a, b in pairwise("".join(text.split())) if first <= a <= last and first <= b <= last)
    return pairs


def main() -> None:
    """Write, a row a character, what follows it: hiragana three times or more, kanji in the 3000 most frequent pairs."""
    texts = [Path(name).read_text(encoding="utf-8", errors="ignore") for name in sys.argv[1:]]
    kana = {pair for pair, count in count_pairs(texts, "ぁ", "ん").items() if count >= _OFTEN}
    counts = count_pairs(texts, "一", "鿿")
    kanji = set(sorted(counts, key=lambda pair: (-counts[pair], pair))[:_KANJI])
    print("# Characters → those that follow them in ordinary texts of policy; made by tools/neighbours.py.\n")
    for name, pairs in (("hiragana", kana), ("kanji", kanji)):
        rows: dict[str, list[str]] = defaultdict(list)
        for one, other in sorted(pairs):
            rows[one].append(other)
        print(f"[{name}]\n" + "\n".join(f'"{one}" = "{"".join(others)}"' for one, others in rows.items()) + "\n")


if __name__ == "__main__":
    main()
