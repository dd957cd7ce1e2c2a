"""How long reading the plan takes, side by side with pypdfium2's own text extraction.

    python benchmarks/reading.py [FILE.pdf] [--repeat N]

Both open the file anew each time and take turns; the best of N runs counts. The target is a factor of four.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from plantext.reading import read_file

ROOT = Path(__file__).parent.parent
FACTOR = 4.0


def extract_plain(path: Path) -> int:
    """Characters that pypdfium2 extracts, page by page."""
    document = pypdfium2.PdfDocument(path)
    count = 0
    for page in document:
        textpage = page.get_textpage()
        count += len(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return count


def read_all(path: Path) -> int:
    """Characters of the document that plantext reads."""
    return len(read_file(path).text)


def measure(function: Callable[[Path], int], path: Path) -> tuple[float, int]:
    """Seconds of processor time, which other programs do not lengthen, and the characters read."""
    start = time.process_time()
    count = function(path)
    return time.process_time() - start, count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(os.environ.get("PLANTEXT_DATA", ROOT.parent / "shared" / "corpus")) / "priority-plan-2023.pdf"
    parser.add_argument("file", type=Path, nargs="?", default=default)
    parser.add_argument("--repeat", type=int, default=5)
    arguments = parser.parse_args()
    if not arguments.file.is_file():
        print(f"{arguments.file}: not at hand; give a PDF.", file=sys.stderr)
        return 1
    # In turns, so that both meet the machine in the same state.
    turns = [
        (measure(extract_plain, arguments.file), measure(read_all, arguments.file)) for _ in range(arguments.repeat)
    ]
    plain, characters = min(turn[0] for turn in turns)
    full, kept = min(turn[1] for turn in turns)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'what':<34}{'seconds':>9}{'characters':>12}")
    print(f"{'pypdfium2, text only':<34}{plain:>9.2f}{characters:>12,}")
    print(f"{'plantext, document with its tree':<34}{full:>9.2f}{kept:>12,}")
    print(f"factor {full / plain:.2f} (target: at most {FACTOR:g}); peak memory {memory:.0f} MB")
    return 0 if full <= FACTOR * plain else 1


if __name__ == "__main__":
    sys.exit(main())
