"""Counting pairs and measuring them, against a Counter, scipy and other builders: python -m benchmarks.pairs [--quick].

All builders count the same units, one after the other at each size, each in a process of its own; medians count.
Writes pairs.svg.
"""

from __future__ import annotations

import argparse
import json
import math
import signal
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks import builders
from benchmarks.inputs import ROOT, made_up_units, run_of
from benchmarks.peers import NotInstalledError, peers_python, pins
from benchmarks.report import status, table, target
from benchmarks.timing import exponent, in_turns

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
FIGURE = Path(__file__).with_name("pairs.svg")
OURS = {
    "product": "plantext: counting alone",
    "counts": "plantext: tables to counts",
    "pairs": "plantext: tables to the pairs table, all measures and Fisher",
    "network": "plantext: tables to a network of all pairs, all measures",
}
PEERS = {"networkx": "networkx", "textnets": "textnets", "nlplot": "nlplot", "renard": "renard-pipeline"}
COUNTER = "Counter over combinations"
FULL_SECONDS, FULL_MIB, FACTOR, PRECISION = 5.0, 2048, 10.0, 1e-9


def title(name: str) -> str:
    """What a builder is called in tables and figures."""
    return {**OURS, **PEERS, "counter": COUNTER}[name]


class Built(NamedTuple):
    """What a builder took, or why it came to no end."""

    seconds: float = math.nan
    mib: float = math.nan
    pairs: int = 0
    total: int = 0
    why: str = ""


def build(python: Path, name: str, units: Path, rounds: int) -> Built:
    """Run one builder on one file of units."""
    done = subprocess.run(
        [python, "-m", "benchmarks.builders", name, units, str(rounds)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == -signal.SIGPROF:
        return Built(why=f"more than {builders.SECONDS} s")
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        return Built(why=f"more than {builders.GIBIBYTES} GiB" if "MemoryError" in last else last)
    return Built(**json.loads(done.stdout.splitlines()[-1]))


def grow(sizes: tuple[int, ...], rounds: int, pythons: dict[str, Path], room: Path) -> dict[str, dict[int, Built]]:
    """Every builder at every size, up to the first that it cannot bear."""
    found: dict[str, dict[int, Built]] = {name: {} for name in pythons}
    for size in sizes:
        units = room / f"{size}.txt"
        units.write_text("".join("\t".join(names) + "\n" for names in made_up_units(size)), encoding="utf-8")
        for name, python in pythons.items():
            if not any(built.why for built in found[name].values()):
                found[name][size] = build(python, name, units, rounds)
                print(size, name, found[name][size], file=sys.stderr)
        counted = {(b.pairs, b.total) for at in found.values() if size in at and not (b := at[size]).why}
        if len(counted) != 1:
            raise SystemExit(f"At {size} mentions the builders do not agree: {counted}")
    return found


def borne(found: dict[int, Built]) -> tuple[int, Built, str]:
    """The largest size that a builder bore, what it took there, and why no more."""
    sizes = [size for size, built in found.items() if not built.why]
    why = next((f"{size:,}: {built.why}" for size, built in found.items() if built.why), "")
    return (sizes[-1], found[sizes[-1]], why) if sizes else (0, Built(), why)


def seconds(value: float) -> str:
    return f"{value:.4f}" if value < 0.01 else f"{value:.2f}" if value < 10 else f"{value:.0f}"


def ratio(value: float) -> str:
    return f"{value:.2g}" if value < 10 else f"{value:,.0f}"


def at_the_largest(found: dict[str, dict[int, Built]], size: int) -> bool:
    """Print what the builders took at the largest size; whether plantext met its targets there."""
    at = {name: builds[size] for name, builds in found.items() if size in builds and not builds[size].why}
    full, loop = at["pairs"], at["counter"].seconds
    print(
        f"{size:,} mentions of 1,100 names in {size // 10:,} units, the r-th name 1/r times as frequent as the first: "
        f"{full.pairs:,} pairs that meet {full.total:,} times, the same for every builder. Memory is of the whole "
        "process, with its libraries and the input.\n"
    )
    rows = [[title(name), seconds(b.seconds), ratio(loop / b.seconds), f"{b.mib:.0f}"] for name, b in at.items()]
    print(table(["", "seconds of processor", "× faster than the Counter", "MiB at most"], rows))
    of = f"{size:,} mentions: "
    factor = loop / at["product"].seconds
    return all(
        [
            target(
                f"{of}full pairs table",
                f"under {FULL_SECONDS:g} s",
                f"{full.seconds:.2f} s",
                full.seconds < FULL_SECONDS,
            ),
            target(
                f"{of}memory of the process", f"under {FULL_MIB:,} MiB", f"{full.mib:,.0f} MiB", full.mib < FULL_MIB
            ),
            target(f"{of}counting, against a Counter", f"at least {FACTOR:g}×", f"{ratio(factor)}×", factor >= FACTOR),
        ]
    )


def against_peers(found: dict[str, dict[int, Built]]) -> bool:
    """Print each peer at the largest size that it bears, beside plantext at that size; whether plantext was faster."""
    rows, faster = [], []
    for name in (name for name in PEERS if name in found):
        size, built, why = borne(found[name])
        ours = [found[step][size].seconds for step in ("counts", "pairs", "network")] if size else []
        factors = [ratio(built.seconds / mine) for mine in ours] or ["", "", ""]
        rows.append(
            [
                f"{title(name)} {pins()[title(name)]}",
                f"{size:,}",
                seconds(built.seconds),
                f"{built.mib:.0f}",
                *factors,
                why,
            ]
        )
        if size:
            faster.append(
                target(
                    f"Counting pairs, against {title(name)} at {size:,} mentions",
                    "faster",
                    f"{factors[0]}×",
                    ours[0] < built.seconds,
                )
            )
    print(
        f"#### Other builders, each at the largest size it bears in {builders.SECONDS} s and {builders.GIBIBYTES} GiB\n"
    )
    print(
        table(
            [
                *("", "mentions", "seconds of processor", "MiB at most", "× plantext's counts"),
                *("× plantext's pairs table", "× plantext's network", "why no more"),
            ],
            rows,
        )
    )
    print(
        "networkx: a bipartite graph and its weighted projection. textnets: tidy text to the projection onto terms. nlplot: "
        "its table of edges and its graph, without the centralities that its build_graph goes on to. Renard: its extractor "
        "of co-occurrences, installed without the neural libraries that its package asks for and the extractor does not use.\n"
    )
    return all(faster)


def exact(both: int, one: int, other: int, units: int) -> Fraction:
    """P(X >= both) in whole numbers."""
    ways = math.comb(one, both) * math.comb(units - one, other - both)
    total = 0
    for k in range(both, min(one, other) + 1):
        total += ways
        ways = ways * (one - k) * (other - k) // ((k + 1) * (units - one - other + k + 1))
    return Fraction(total, math.comb(units, other))


def tests(size: int, rounds: int) -> bool:
    """Print what Fisher's test took, against scipy on some pairs and whole numbers on a few; whether it is as exact."""
    from scipy import __version__, stats

    from plantext.networks.cooccurrence import cooccur
    from plantext.networks.hypergeometric import fisher

    pairs = cooccur(run_of(made_up_units(size)))
    margins = [pairs[name].to_numpy() for name in ("count", "n_source", "n_target", "n_units")]
    part = slice(0, None, max(1, len(pairs) // 5_000))
    both, one, other, units = (column[part] for column in margins)
    times = in_turns(
        {"all": lambda: fisher(*margins), "scipy": lambda: stats.hypergeom.sf(both - 1, units, one, other)}, rounds
    )
    ours, peer = times["all"].processor / len(pairs), times["scipy"].processor / len(both)
    p, expected = fisher(both, one, other, units), stats.hypergeom.sf(both - 1, units, one, other)
    apart = float(np.max(np.abs(p / expected - 1)))
    # Deep tails, which names drawn at random do not have: down to the smallest numbers that a float holds.
    deep = [(k, 300, 400, 50_000) for k in range(3, 110)] + [
        tuple(map(int, row)) for row in zip(both, one, other, units, strict=True)
    ][::500]
    worst = max(abs(float(Fraction(float(fisher(*row))) / exact(*row) - 1)) for row in deep)
    least = float(fisher(*deep[106]))
    print("#### Fisher's exact test\n")
    print(
        table(
            ["", "pairs", "seconds of processor", "µs a pair"],
            [
                ["plantext", f"{len(pairs):,}", seconds(times["all"].processor), f"{ours * 1e6:.2f}"],
                [
                    f"scipy {__version__}, hypergeom.sf",
                    f"{len(both):,}",
                    seconds(times["scipy"].processor),
                    f"{peer * 1e6:.2f}",
                ],
            ],
        )
    )
    print(
        f"{peer / ours:.0f} times as fast. Largest relative difference to scipy {apart:.1e}; to sums in whole numbers, "
        f"over {len(deep)} tables with p down to {least:.0e}, {worst:.1e}.\n"
    )
    return target(
        "Fisher: relative difference to scipy, and to exact sums in deep tails",
        f"at most {PRECISION:g}",
        f"{apart:.0e}, {worst:.0e}",
        max(apart, worst) <= PRECISION,
    )


def draw(found: dict[str, dict[int, Built]]) -> None:
    """Time and memory of every builder over the number of mentions, on logarithmic axes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    styles = dict(zip(found, ["o-", "s-", "D-", "^-", "v--", "<--", ">--", "p--", "h--"], strict=False))
    with mpl.rc_context({"svg.hashsalt": "plantext", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(10, 5), layout="constrained")
        left, right = figure.subplots(1, 2)
        for name, builds in found.items():
            sizes = [size for size, built in builds.items() if not built.why]
            if not sizes:
                continue
            times, memory = ([getattr(builds[size], what) for size in sizes] for what in ("seconds", "mib"))
            large = [size for size in sizes if size >= 10_000] if len(sizes) > 3 else sizes
            power = f": n^{exponent(large, [builds[s].seconds for s in large]):.2f}" if len(large) > 1 else ""
            label = f"plantext: {name}" if name in OURS else title(name)
            left.loglog(sizes, times, styles[name], markersize=4, label=label + power)
            right.loglog(sizes, memory, styles[name], markersize=4, label=label)
        left.set(xlabel="mentions", ylabel="seconds of processor time", title="time, with its power from 10,000 on")
        right.set(xlabel="mentions", ylabel="MiB at most, of the whole process", title="memory")
        figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=3, fontsize=8)
        figure.savefig(FIGURE, metadata={"Date": None})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one round, up to 3,000 mentions, no peers, no figure")
    arguments = parser.parse_args()
    sizes, rounds = (SIZES[:2], 1) if arguments.quick else (SIZES, arguments.rounds)
    pythons = dict.fromkeys([*OURS, "counter"], Path(sys.executable))
    print("### Pairs\n")
    if not arguments.quick:
        try:
            pythons |= dict.fromkeys(PEERS, peers_python())
        except NotInstalledError as error:
            print(f"The peers are not at hand, for they could not be installed: {error}\n")
    with tempfile.TemporaryDirectory() as room:
        found = grow(sizes, rounds, pythons, Path(room))
    met = [at_the_largest(found, sizes[-1])]
    if not arguments.quick:
        met.append(against_peers(found))
        draw(found)
        print("![Time and memory over the number of mentions](pairs.svg)\n")
    met.append(tests(sizes[-1], rounds))
    return status(met)


if __name__ == "__main__":
    sys.exit(main())
