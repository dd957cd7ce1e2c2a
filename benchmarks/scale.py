"""A parliament on a laptop, from minutes to network and concordance: python -m benchmarks.scale [SPEECHES...] [--quick].

Made-up minutes of 1,000, 10,000 and 100,000 speeches of 30 sentences each, a file a meeting. Every step is a process of its own,
which says how much processor time and memory it took; extraction has two. `--step` runs one in this process.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.inputs import made_up
from benchmarks.report import status, table, target
from benchmarks.timing import exponent, processor_time

SIZES = (1_000, 10_000, 100_000)
TIME_POWER, MEMORY_POWER, GIBIBYTES = 1.05, 0.1, 8
SPEECHES_A_MEETING, SENTENCES_A_SPEECH = 100, 30
_BODIES = ("本会議", "予算委員会", "総務委員会", "経済産業委員会", "内閣委員会")
_CONCEPTS = (
    "減税",
    "消費税の引上げ",
    "個人情報の活用",
    "行政のデジタル化",
    "地方分権",
    "電子投票",
    "研究開発投資",
    "規制の緩和",
)
_STANCES = ("に賛成いたします", "に反対いたします", "には懸念があります", "について伺います")
_FILLING = (
    "この点については、引き続き丁寧に検討する必要があると考えております",
    "現場の声をよく聞きながら、着実に進めてまいります",
    "先ほども申し上げたとおり、結論は出ておりません",
    "もう一点、確認をさせていただきます",
    "その上で、予算の裏づけがなければ進まないのではないでしょうか",
    "委員の御指摘は重く受け止めております",
    "国民の理解を得ることが何よりも大切であります",
    "具体的な数字を示していただきたいと思います",
)
TERM = "電子投票に反対"
"""What the concordance looks for: it stands in some of a hundred speeches."""
NAMES = ("総務省", "G7広島サミット")
"""Whose evidence is looked for."""


class Taken(NamedTuple):
    """What a step took and what it found."""

    wall: float
    processor: float
    mebibytes: float
    found: int


def write_meeting(path: Path, number: int, *, speeches: int = SPEECHES_A_MEETING) -> None:
    """Write the minutes of a meeting; equal numbers give equal minutes."""
    draw = random.Random(number)  # noqa: S311
    said_there = []
    for place in range(speeches):
        person = draw.randrange(400)
        # One sentence in five holds names, as in the Diet.
        named = made_up(62 * SENTENCES_A_SPEECH // 5, seed=number * SPEECHES_A_MEETING + place).split("。")[:-1]
        filling = draw.choices(_FILLING, k=SENTENCES_A_SPEECH - 1 - len(named))
        lines = [line.strip() for line in draw.sample([*named, *filling], len(named) + len(filling))]
        said = f"私は{draw.choice(_CONCEPTS)}{draw.choice(_STANCES)}。"
        paragraphs = ["。".join(lines[at : at + 5]) + "。" for at in range(0, len(lines), 5)]
        speech = "\n".join([said, *paragraphs])
        said_there.append({"speaker": f"議員{person}", "speakerGroup": f"会派{person % 8}", "speech": speech})
    day = f"{2005 + number // 50:04}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    meeting = {
        "id": f"m{number:06}",
        "house": "衆議院",
        "name": draw.choice(_BODIES),
        "date": day,
        "issue": f"第{number}号",
    }
    path.write_text(json.dumps([meeting | {"speeches": said_there}], ensure_ascii=False), encoding="utf-8")


def extraction(minutes: Path, tables: Path) -> int:
    """Two processes, no cache."""
    from plantext.extraction.run import extract_to

    return extract_to(sorted(minutes.glob("*.json")), tables, jobs=2, cache=None).n_sentences


def pairs(_: Path, tables: Path) -> int:
    """All pairs of names in a paragraph."""
    import plantext as pt

    return len(pt.cooccur(pt.open_run(tables)))


def two_mode(_: Path, tables: Path) -> int:
    """Names by parties."""
    import plantext as pt
    from plantext.networks.twomode import two_mode as count

    return len(count(pt.open_run(tables), by="party"))


def discourse(minutes: Path, tables: Path) -> int:
    """Statements, and the discourse network of parties."""
    import plantext as pt

    book = minutes.parent / "codebook.csv"
    book.write_text("concept,forms,notes\n" + "".join(f"{name},,\n" for name in _CONCEPTS), encoding="utf-8")
    return len(pt.discourse(pt.open_run(tables), codebook=book, actor="party").statements)


def concordance(_: Path, tables: Path) -> int:
    """A string that few speeches hold."""
    import plantext as pt

    return len(pt.kwic(pt.open_run(tables), TERM))


def evidence(_: Path, tables: Path) -> int:
    """The sentences behind a pair of names."""
    import plantext as pt

    return len(pt.evidence(pt.open_run(tables), *NAMES, unit="sentence"))


def explorer(_: Path, tables: Path) -> int:
    """The page of the 60 strongest edges, its sentences aside; bytes of the page."""
    import plantext as pt
    from plantext.explorer import write_explorer

    return write_explorer(pt.load(tables), tables.parent / "page.html", aside=True).stat().st_size


STEPS: dict[str, tuple[Callable[[Path, Path], int], str]] = {
    "extract, two processes": (extraction, "sentences"),
    "cooccur": (pairs, "pairs"),
    "two_mode": (two_mode, "pairs"),
    "discourse": (discourse, "statements"),
    "kwic": (concordance, "places"),
    "evidence": (evidence, "sentences"),
    "explore": (explorer, "bytes"),
}
"""The steps in order, and what each counts."""


def perform(step: str, folder: Path) -> None:
    """Do a step in this process, and print what it took."""
    start, busy = time.perf_counter(), processor_time()
    found = STEPS[step][0](folder / "minutes", folder / "tables")
    taken = time.perf_counter() - start, processor_time() - busy
    unit = 1024 * (1024 if sys.platform == "darwin" else 1)
    # Of the processes that ended, the largest is known: it is reckoned twice, for there are two.
    own, other = (resource.getrusage(who).ru_maxrss / unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps([*taken, own + 2 * other, found]))


def measure(size: int, room: Path) -> dict[str, Taken]:
    """All steps at a size, each in a process of its own."""
    (room / "minutes").mkdir()
    for number in range(size // SPEECHES_A_MEETING):
        write_meeting(room / "minutes" / f"meeting-{number:06}.json", number)
    found = {}
    for step in STEPS:
        command = [sys.executable, "-m", "benchmarks.scale", "--step", step, "--folder", str(room)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found[step] = Taken(*json.loads(done.stdout.splitlines()[-1]))
        print(f"{size} speeches, {step}: {found[step]}", file=sys.stderr)
    return found


def report(taken: dict[int, dict[str, Taken]]) -> list[bool]:
    """Print the table and the targets; returns which were met."""
    sizes = sorted(taken)
    header = ["", "speeches", "seconds", "of processor", "MiB at most", "found", "time", "memory"]
    rows, met = [], []
    powers = {}
    for step, (_, what) in STEPS.items():
        found = [taken[size][step] for size in sizes]
        growth = ["", ""]
        if len(sizes) > 1:
            # What a process takes before it begins would hide how the work grows.
            powers[step] = (
                exponent(sizes, [it.processor for it in found]),
                exponent(sizes, [it.mebibytes for it in found]),
            )
            growth = [f"n^{power:.2f}" for power in powers[step]]
        for size, it in zip(sizes, found, strict=True):
            last = growth if size == sizes[-1] else ["", ""]
            cells = [f"{it.wall:.1f}", f"{it.processor:.1f}", f"{it.mebibytes:.0f}", f"{it.found:,} {what}"]
            rows.append([step, f"{size:,}", *cells, *last])
    print("### A parliament on a laptop\n")
    print(
        f"Made-up minutes, {SENTENCES_A_SPEECH} sentences a speech; each step a process of its own, extraction two more.\n"
    )
    print(table(header, rows))
    for step, (time_power, memory_power) in powers.items():
        wanted = f"time at most n^{TIME_POWER}, memory n^{MEMORY_POWER}"
        good = round(time_power, 2) <= TIME_POWER and round(memory_power, 2) <= MEMORY_POWER
        met.append(target(f"{sizes[-1]:,} speeches: {step}", wanted, f"n^{time_power:.2f}, n^{memory_power:.2f}", good))
    most = max(it.mebibytes for it in taken[sizes[-1]].values())
    wanted = f"under {GIBIBYTES * 1024:,} MiB"
    met.append(
        target(f"{sizes[-1]:,} speeches: memory of any step", wanted, f"{most:.0f} MiB", most < GIBIBYTES * 1024)
    )
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, help="speeches, in hundreds")
    parser.add_argument("--quick", action="store_true", help="a meeting and two")
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--folder", type=Path, help="where the minutes and tables of a step are")
    arguments = parser.parse_args()
    if arguments.step:
        perform(arguments.step, arguments.folder)
        return 0
    taken = {}
    for size in arguments.sizes or ((100, 200) if arguments.quick else SIZES):
        with tempfile.TemporaryDirectory() as room:
            taken[size] = measure(size, Path(room))
    return status(report(taken))


if __name__ == "__main__":
    sys.exit(main())
