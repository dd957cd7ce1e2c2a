"""The fuzzer: every target for its share of the time; what it finds is kept in fuzz/found/.

``python -m fuzz [--seconds 600] [TARGET ...]`` runs them one after the other, each in a process of its own.
Exit status 1 if anything was found.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FOUND = Path(__file__).parent / "found"
NAMES = [
    "text",
    "markdown",
    "html",
    "docx",
    "pdf",
    "zip",
    "entities",
    "dates",
    "view",
    "lexicon",
    "register",
    "manifest",
    "csv",
    "parquet",
    "run.json",
    "gold",
    "graphml",
    "gexf",
    "pajek",
    "network-json",
]
_SMALL = 20_000
_KINDS = {"text": ".txt", "markdown": ".md", "html": ".html", "docx": ".docx", "pdf": ".pdf", "zip": ".zip"}
_HEAVY = {
    "boxes.docx",
    "footnotes.docx",
    "bomb-true.docx",
    "bomb.zip",
    "forms-of-forms.pdf",
    "many-lines.pdf",
    "bomb-in-bomb.pdf",
}
"""Small files of which one reading takes a second; mutated ones would take all the time."""
_STATS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


def _samples(name: str) -> list[bytes]:
    """Where the search begins: the small hostile files of its kind, or one good file."""
    from fuzz import samples, seeds

    if name in _KINDS:
        made = (seed.make() for seed in seeds.seeds() if seed.name.endswith(_KINDS[name]) and seed.name not in _HEAVY)
        return [data for data in made if len(data) <= _SMALL]
    return samples.of(name)


def _fuzz_one(name: str, seconds: int, folder: Path) -> None:
    """In a process of its own: search with one target until the time is over or something is found."""
    import atheris

    with atheris.instrument_imports(include=["plantext"]):
        from fuzz.targets import TARGETS

    for number, data in enumerate(_samples(name)):
        (folder / str(number)).write_bytes(data)
    options = [
        f"-max_total_time={seconds}",
        "-timeout=30",
        "-report_slow_units=1000",
        "-rss_limit_mb=4096",
        "-max_len=4096" if name in ("entities", "dates", "view") else f"-max_len={_SMALL}",
        "-print_final_stats=1",
        f"-artifact_prefix={FOUND}/{name}-",
        str(folder),
    ]
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


def _run(name: str, seconds: int) -> tuple[int, list[Path], str]:
    """Executions, finds and the tail of what a target printed."""
    before = set(FOUND.iterdir())
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "fuzz", "--one", name, "--seconds", str(seconds), "--folder", folder]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    count = _STATS.search(done.stderr)
    finds = sorted(set(FOUND.iterdir()) - before)
    if done.returncode and not finds:
        raise SystemExit(f"{name}: the fuzzer could not run.\n{done.stderr[-2000:]}")
    return int(count.group(1)) if count else 0, finds, done.stdout[-3000:]


def main() -> int:
    """Run the targets asked for."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--seconds", type=int, default=600, help="for all of them together")
    parser.add_argument("--one", choices=NAMES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    FOUND.mkdir(exist_ok=True)
    if asked.one:
        _fuzz_one(asked.one, asked.seconds, asked.folder)
        return 0
    unknown = set(asked.targets) - set(NAMES)
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    until = time.monotonic() + asked.seconds
    names = asked.targets or NAMES
    total, found = 0, 0
    print(f"{'target':14} {'executions':>10} {'finds':>6}", flush=True)
    for number, name in enumerate(names):
        share = (until - time.monotonic()) / (len(names) - number)
        count, finds, told = _run(name, max(2, int(share) - 4))  # loading takes some seconds
        total, found = total + count, found + len(finds)
        print(f"{name:14} {count:>10,} {len(finds):>6}", flush=True)
        for path in finds:
            print(f"{told}\n  kept: {path.relative_to(FOUND.parent.parent)}", flush=True)
    print(f"{'all':14} {total:>10,} {found:>6}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
