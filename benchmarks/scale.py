"""A parliament on a laptop, from minutes to network and concordance: python -m benchmarks.scale [SPEECHES...] [--quick] [--whole].

Made-up minutes of 1,000, 10,000 and 100,000 speeches of 30 sentences each, a file a meeting. Every step is a process of its own,
which says how much processor time and memory it took; extraction has two. Above 10,000 speeches the tables are those of
10,000 repeated under other names, unless `--whole`. `--step` runs one in this process.
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
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.inputs import made_up
from benchmarks.pairs import PEERS, Built, borne, build, title
from benchmarks.peers import NotInstalledError, peers_python
from benchmarks.repeating import repeat
from benchmarks.report import status, table, target
from benchmarks.timing import exponent, processor_time

SIZES = (1_000, 10_000, 100_000)
EXTRACTED = 10_000
"""Speeches that are extracted at most: 100,000 take three quarters of an hour of processor time."""
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


def write_meeting(
    path: Path, number: int, *, speeches: int = SPEECHES_A_MEETING, sentences: int = SENTENCES_A_SPEECH
) -> None:
    """Write the minutes of a meeting; equal numbers give equal minutes."""
    draw = random.Random(number)  # noqa: S311
    said_there = []
    for place in range(speeches):
        person = draw.randrange(400)
        # One sentence in five holds names, as in the Diet.
        named = made_up(62 * sentences // 5, seed=number * SPEECHES_A_MEETING + place).split("。")[:-1]
        filling = draw.choices(_FILLING, k=max(0, sentences - 1 - len(named)))
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

    return write_explorer(pt.open_run(tables), tables.parent / "page.html", aside=True).stat().st_size


EXTRACT = "extract, two processes"
STEPS: dict[str, tuple[Callable[[Path, Path], int], str]] = {
    EXTRACT: (extraction, "sentences"),
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


def measure(size: int, room: Path, repeated: Path | None = None) -> dict[str, Taken]:
    """All steps at a size, each in a process of its own; of tables that are repeated, all but extraction."""
    (room / "minutes").mkdir(parents=True)
    if repeated is None:
        for number in range(size // SPEECHES_A_MEETING):
            write_meeting(room / "minutes" / f"meeting-{number:06}.json", number)
    else:
        repeat(repeated, room / "tables", size // EXTRACTED)
    found = {}
    for step in STEPS:
        if step == EXTRACT and repeated is not None:
            continue
        command = [sys.executable, "-m", "benchmarks.scale", "--step", step, "--folder", str(room)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found[step] = Taken(*json.loads(done.stdout.splitlines()[-1]))
        print(f"{size} speeches, {step}: {found[step]}", file=sys.stderr)
    return found


def write_units(tables: Path, path: Path) -> int:
    """Write the names of each paragraph, as the builders of pairs read them; the number of mentions."""
    import plantext as pt
    from plantext.networks.presence import incidences

    mentions = 0
    with path.open("w", encoding="utf-8") as file:
        for _, table in incidences(pt.open_run(tables)):
            names, ends = table.names["name"].to_numpy()[table.matrix.indices], table.matrix.indptr.tolist()
            mentions += int(table.matrix.sum())
            file.writelines("\t".join(names[a:b]) + "\n" for a, b in pairwise(ends))
    return mentions


def build_all(units: Mapping[int, Path]) -> dict[str, dict[int, Built]]:
    """Every builder of pairs at every size, up to the first that it cannot bear."""
    pythons = {"counts": Path(sys.executable)} | dict.fromkeys(PEERS, peers_python())
    found: dict[str, dict[int, Built]] = {name: {} for name in pythons}
    for size, path in sorted(units.items()):
        for name, python in pythons.items():
            if not any(built.why for built in found[name].values()):
                found[name][size] = build(python, name, path, 1)
                print(f"{size} speeches, {name}: {found[name][size]}", file=sys.stderr)
    return found


def report_builders(found: Mapping[str, Mapping[int, Built]], mentions: Mapping[int, int]) -> None:
    """Print each builder at the largest size that it bears."""
    rows = []
    for name, builds in found.items():
        size, built, why = borne(dict(builds))
        known = f"{built.seconds:.1f}" if size else ""
        rows.append([title(name), f"{size:,}", f"{mentions.get(size, 0):,}", known, why])
    print("#### Pairs of the names in its paragraphs, by other builders, each at the largest size it bears\n")
    print(table(["", "speeches", "mentions", "seconds of processor", "why no more"], rows))


def report(taken: dict[int, dict[str, Taken]]) -> list[bool]:
    """Print the table and the targets; returns which were met."""
    sizes = sorted(taken)
    header = ["", "speeches", "seconds", "of processor", "MiB at most", "found", "time", "memory"]
    rows, met = [], []
    powers, largest = {}, {}
    for step, (_, what) in STEPS.items():
        measured = [size for size in sizes if step in taken[size]]
        largest[step] = measured[-1]
        found = [taken[size][step] for size in measured]
        growth = ["", ""]
        if len(measured) > 1:
            # What a process takes before it begins would hide how the work grows.
            powers[step] = (
                exponent(measured, [it.processor for it in found]),
                exponent(measured, [it.mebibytes for it in found]),
            )
            growth = [f"n^{power:.2f}" for power in powers[step]]
        for size, it in zip(measured, found, strict=True):
            last = growth if size == measured[-1] else ["", ""]
            cells = [f"{it.wall:.1f}", f"{it.processor:.1f}", f"{it.mebibytes:.0f}", f"{it.found:,} {what}"]
            rows.append([step, f"{size:,}", *cells, *last])
    print("### A parliament on a laptop\n")
    print(
        f"Made-up minutes, {SENTENCES_A_SPEECH} sentences a speech; each step a process of its own, extraction two more."
    )
    repeated = [f"{size:,}" for size in sizes if EXTRACT not in taken[size]]
    if repeated:
        print(f"The tables of {', '.join(repeated)} are those of {EXTRACTED:,} repeated under other names.")
    print()
    print(table(header, rows))
    for step, (time_power, memory_power) in powers.items():
        wanted = f"time at most n^{TIME_POWER}, memory n^{MEMORY_POWER}"
        good = round(time_power, 2) <= TIME_POWER and round(memory_power, 2) <= MEMORY_POWER
        met.append(
            target(f"{largest[step]:,} speeches: {step}", wanted, f"n^{time_power:.2f}, n^{memory_power:.2f}", good)
        )
    most = max(it.mebibytes for steps in taken.values() for it in steps.values())
    wanted = f"under {GIBIBYTES * 1024:,} MiB"
    met.append(
        target(f"{sizes[-1]:,} speeches: memory of any step", wanted, f"{most:.0f} MiB", most < GIBIBYTES * 1024)
    )
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, help="speeches, in hundreds")
    parser.add_argument("--quick", action="store_true", help="a meeting and two, no peers")
    parser.add_argument("--whole", action="store_true", help="extract at every size")
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--folder", type=Path, help="where the minutes and tables of a step are")
    arguments = parser.parse_args()
    if arguments.step:
        perform(arguments.step, arguments.folder)
        return 0
    taken, units, mentions = {}, {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for size in arguments.sizes or ((100, 200) if arguments.quick else SIZES):
            room, extracted = Path(folder) / str(size), Path(folder) / str(EXTRACTED) / "tables"
            source = extracted if size > EXTRACTED and not arguments.whole and extracted.is_dir() else None
            taken[size] = measure(size, room, source)
            units[size] = room / "units.txt"
            mentions[size] = write_units(room / "tables", units[size])
        met = report(taken)
        if not arguments.quick:
            try:
                report_builders(build_all(units), mentions)
            except NotInstalledError as error:
                print(f"The peers are not at hand, for they could not be installed: {error}\n")
    return status(met)


if __name__ == "__main__":
    sys.exit(main())
