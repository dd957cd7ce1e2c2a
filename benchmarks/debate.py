"""From minutes to a discourse network: python -m benchmarks.debate [--quick].

Meetings of the Diet where they are at hand, else made-up ones, repeated with changed names until there are enough speeches; one JSON
file a repetition. A process of its own reads, codes and builds, and says how much time and memory it took. It is one process
alone, so that on a quiet machine the clock shows its processor time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.inputs import ROOT, SHARED, made_up
from benchmarks.report import status, table, target
from benchmarks.timing import exponent

SIZES = (2_500, 10_000)
SECONDS, MEMORY_POWER = 60.0, 0.1
CODEBOOK = ROOT / "corpus" / "diet-2023" / "codebook.csv"
CHILD = """
import json, resource, sys, time
from pathlib import Path
start, busy = time.perf_counter(), time.process_time()
import plantext as pt
found = pt.discourse(sorted(Path(sys.argv[1]).glob("*.json")), codebook=sys.argv[2], actor="party", aggregation="ignore")
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))
print(json.dumps([time.perf_counter() - start, time.process_time() - busy, memory, len(found.statements), len(found.network)]))
"""


def meetings() -> tuple[str, list[dict[str, Any]]]:
    """What is repeated, and its name."""
    files = [SHARED / "field" / f"kokkai_212-{part}.json" for part in ("end", "plane")]
    if all(path.is_file() for path in files):
        found = [meeting for path in files for meeting in json.loads(path.read_text(encoding="utf-8"))]
        return f"{len(found)} meetings of the Diet", found
    speeches = [
        {
            "speaker": f"議員{n % 20}",
            "group": f"会派{n % 4}",
            "speech": f"補正予算に反対いたします。{made_up(500, seed=n)}",
        }
        for n in range(200)
    ]
    return "a made-up meeting", [
        {
            "id": "meeting",
            "house": "衆議院",
            "name": "本会議",
            "date": "2023-11-29",
            "issue": "第1号",
            "speeches": speeches,
        }
    ]


def renamed(value: Any, number: int) -> Any:
    """A copy of meetings whose ids and speakers are new."""
    if isinstance(value, list):
        return [renamed(item, number) for item in value]
    if not isinstance(value, dict):
        return value
    # A meeting's own name is no person's.
    changed = ("id", "speaker") if "speeches" in value else ("id", "speaker", "name")
    return {key: f"{item}{number:03}" if key in changed else renamed(item, number) for key, item in value.items()}


def write_minutes(folder: Path, speeches: int, found: list[dict[str, Any]]) -> int:
    """Write files until they hold the number of speeches; returns how many they hold."""
    each = sum(len(meeting["speeches"]) for meeting in found)
    folder.mkdir()
    repetitions = -(-speeches // each)
    for number in range(repetitions):
        text = json.dumps(renamed(found, number), ensure_ascii=False)
        (folder / f"minutes-{number:03}.json").write_text(text, encoding="utf-8")
    return repetitions * each


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="some hundred speeches")
    arguments = parser.parse_args()
    name, found = meetings()
    rows, memory, busy = [], [], 0.0
    for size in (300, 600) if arguments.quick else SIZES:
        with tempfile.TemporaryDirectory() as room:
            count = write_minutes(Path(room) / "minutes", size, found)
            command = [sys.executable, "-c", CHILD, str(Path(room) / "minutes"), str(CODEBOOK)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        last, busy, peak, statements, nodes = json.loads(done.stdout)
        memory.append((count, peak))
        rows.append([f"{count:,}", f"{last:.1f}", f"{busy:.1f}", f"{peak:.0f}", f"{statements:,}", f"{nodes:,}"])
    print(f"### Debates\n\nFrom JSON to a discourse network of parties; {name}, repeated with changed names.\n")
    print(table(["speeches", "seconds", "of processor", "MiB at most", "statements", "parties"], rows))
    power = exponent([count for count, _ in memory], [peak for _, peak in memory])
    print(f"Memory grows with the power {power:.2f} of the number of speeches.\n")
    size = f"{memory[-1][0]:,} speeches to a discourse network"
    return status(
        [
            target(size, f"at most {SECONDS:g} s of processor", f"{busy:.1f} s", busy <= SECONDS),
            target(f"{size}: memory", f"at most n^{MEMORY_POWER}", f"n^{power:.2f}", power <= MEMORY_POWER),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
