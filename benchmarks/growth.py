"""Time and memory over the number of documents: python -m benchmarks.growth [--quick]; writes growth.svg."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.inputs import make_archive
from benchmarks.report import status, table, target
from benchmarks.timing import exponent

SIZES = (1, 6, 24, 96)
CHARACTERS = 10_000
TIME_POWER, MEMORY_POWER = 1.1, 0.1
FIGURE = Path(__file__).with_name("growth.svg")
CHILD = """
import resource, sys, time
from pathlib import Path
from plantext.extraction import run as extraction
from plantext.recognition.recognizer import make_recognizer
files = sorted(Path(sys.argv[1]).glob("*.txt"))
make_recognizer().find("総務省")
start = time.process_time()
if sys.argv[3] == "folder":
    extraction.extract_to(files, sys.argv[2], cache=None)
else:
    extraction.extract(files, cache=None)
seconds = time.process_time() - start
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1)))
"""


def measure(documents: int, how: str, rounds: int) -> tuple[float, float]:
    """Seconds of processor time and mebibytes at most, in a process of its own; medians."""
    taken = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as room:
            folder = Path(room)
            make_archive(folder / "texts", documents, characters=CHARACTERS)
            done = subprocess.run(
                [sys.executable, "-c", CHILD, str(folder / "texts"), str(folder / "out"), how],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            taken.append(tuple(map(float, done.stdout.split())))
    return statistics.median(time for time, _ in taken), statistics.median(memory for _, memory in taken)


def draw(sizes: tuple[int, ...], seconds: list[float], memory: dict[str, list[float]]) -> None:
    """Both curves on logarithmic axes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "plantext", "svg.fonttype": "none"}):
        figure = Figure(figsize=(8, 3.2), layout="constrained")
        left, right = figure.subplots(1, 2)
        left.loglog(sizes, seconds, "o-", color="#1b6ca8")
        left.set(
            xlabel="documents", ylabel="seconds of processor time", title=f"time ~ n^{exponent(sizes, seconds):.2f}"
        )
        for (name, values), style in zip(memory.items(), ("o-", "s--"), strict=True):
            right.loglog(sizes, values, style, label=f"{name}: n^{exponent(sizes, values):.2f}")
        right.set(xlabel="documents", ylabel="MiB at most", title="memory")
        right.legend()
        for axes in (left, right):
            axes.set_xticks(sizes, [str(size) for size in sizes])
            axes.minorticks_off()
        figure.savefig(FIGURE, metadata={"Date": None})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one round, up to six documents, no figure")
    arguments = parser.parse_args()
    sizes, rounds = (SIZES[:2], 1) if arguments.quick else (SIZES, arguments.rounds)
    folder = [measure(size, "folder", rounds) for size in sizes]
    whole = [measure(size, "memory", 1) for size in sizes]
    rows = [
        [size, f"{seconds:.1f}", f"{memory:.0f}", f"{other:.0f}"]
        for size, (seconds, memory), (_, other) in zip(sizes, folder, whole, strict=True)
    ]
    print(
        f"### Growth\n\nMade-up documents of {CHARACTERS:,} characters each; a process of its own each time; ", end=""
    )
    print(f"medians of {rounds} (in memory: one run).\n")
    print(table(["documents", "seconds of processor", "MiB at most, into a folder", "MiB at most, in memory"], rows))
    seconds, memory = [time for time, _ in folder], [peak for _, peak in folder]
    time_power, memory_power = exponent(sizes, seconds), exponent(sizes, memory)
    print(f"Time grows with the power {time_power:.2f} of the number of documents, ", end="")
    print(f"memory with the power {memory_power:.2f} ({memory[-1] - memory[0]:.0f} MiB more at {sizes[-1]}).\n")
    met = [
        target(
            "Extraction: time over documents",
            f"at most n^{TIME_POWER}",
            f"n^{time_power:.2f}",
            time_power <= TIME_POWER,
        ),
        target(
            "Extraction: peak memory over documents",
            f"at most n^{MEMORY_POWER}",
            f"n^{memory_power:.2f}",
            memory_power <= MEMORY_POWER,
        ),
    ]
    if not arguments.quick:
        draw(sizes, seconds, {"into a folder": memory, "in memory": [peak for _, peak in whole]})
        print("\n![Time and memory over the number of documents](growth.svg)")
    return status(met)


if __name__ == "__main__":
    sys.exit(main())
