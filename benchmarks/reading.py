"""Reading a PDF, side by side with pypdfium2's own text extraction: python -m benchmarks.reading [FILE.pdf] [--quick].

Both open the file anew each time and take turns; medians count.
"""

from __future__ import annotations

import argparse
import resource
import sys
from importlib.metadata import version
from pathlib import Path

import pypdfium2

from benchmarks.inputs import SHARED
from benchmarks.report import status, table, target
from benchmarks.timing import in_turns
from plantext.reading import read_file

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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=SHARED / "priority-plan-2023.pdf")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one round")
    arguments = parser.parse_args()
    path: Path = arguments.file
    print("### Reading\n")
    if not path.is_file():
        print(f"{path.name} is not at hand; `python -m benchmarks.reading FILE.pdf` measures another.")
        return 0
    rounds = 1 if arguments.quick else arguments.rounds
    plain, ours = f"pypdfium2 {version('pypdfium2')}, text only", "plantext, document with its tree"
    document = read_file(path)
    characters = {plain: extract_plain(path), ours: len(document.text)}
    times = in_turns({plain: lambda: extract_plain(path), ours: lambda: read_file(path)}, rounds)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))
    print(f"Input: {path.name}; medians of {rounds}, in turns.\n")
    rows = [[name, f"{t.wall:.2f}", f"{t.processor:.2f}", f"{characters[name]:,}"] for name, t in times.items()]
    print(table(["", "seconds", "of processor", "characters"], rows))
    factor = times[ours].processor / times[plain].processor
    print(f"{factor:.2f} times pypdfium2; {memory:.0f} MiB at most.\n")
    met = target("Reading a PDF, against pypdfium2", f"at most {FACTOR:g}×", f"{factor:.2f}×", factor <= FACTOR)
    return status([met])


if __name__ == "__main__":
    sys.exit(main())
