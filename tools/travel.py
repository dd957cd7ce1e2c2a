"""Does what plantext computes travel? Make all tables and figures under other settings, and compare.

``python -m tools.travel settings``
    Here, with numpy's kernels cut back, other hash seeds, threads, locales, time zones and paths.
``python -m tools.travel versions [PYTHON ...]``
    In new environments with the lowest and the newest versions that pyproject.toml allows, with the fast tests.
``python -m tools.travel arm64``
    On an emulated ARM64 processor, with the pinned versions (Debian's qemu-user-static, debootstrap; root).

Each prints a line a setting and ends with status 1 if a table or figure is not the same.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
FAST = tuple(
    f"tests/{room}"
    for room in ("cli", "dates", "extraction", "figures", "networks", "reading", "recognition", "storage", "tables")
)
"""Tests that run with every version."""

LABELS = ["ORG", "FORUM", "LAW", "PLAN", "CONCEPT"]
PLAN, DRAFT = "priority-plan-2023", "priority-plan-2023-draft-p145"


@dataclass(frozen=True)
class Setting:
    """Circumstances to compute in: variables of the environment and the name of a folder."""

    name: str
    variables: Mapping[str, str] = field(default_factory=dict)
    folder: str = "plantext"


def make_tables(folder: Path) -> None:
    """Write one table of each kind that floating point has a part in, and the layouts."""
    import pandas as pd

    import plantext as pt
    from plantext.networks import compare, graph, structure, twomode
    from plantext.networks.layout import layout
    from plantext.networks.presence import incidence
    from plantext.networks.uncertainty import bootstrap
    from plantext.storage.tablefile import write_csv

    draft, plan, paper = pt.extract(pt.read(DRAFT)), pt.load(PLAN), pt.load("ict-white-paper-r4")
    made = {f"draft-{name}": getattr(draft, name) for name in ("sentences", "mentions", "entities")}
    made["pairs"] = pt.cooccur(plan, unit="paragraph", labels=LABELS)
    made["pairs-bicm"] = pt.cooccur(plan, unit="paragraph", labels=LABELS, null="bicm")
    made["pairs-curveball"] = pt.cooccur(plan, unit="paragraph", labels=LABELS, null="curveball", null_samples=50)
    made["two-mode"] = twomode.two_mode(plan, by="section", depth=1, labels=LABELS)
    made["keyness"] = compare.keyness(plan, paper, labels=LABELS)
    made["intervals"] = bootstrap.edge_intervals(incidence(plan, labels=LABELS), made["pairs"].head(60), samples=200)
    for measure in ("jaccard", "npmi", "log_likelihood"):
        net = pt.network(made["pairs"], measure=measure, min_count=2)
        made[f"centralities-{measure}"] = structure.centralities(net)
        made[f"communities-{measure}"] = structure.communities(net, methods=graph.METHODS)
        places = layout(net, aspect=1.3)
        made[f"layout-{measure}"] = pd.DataFrame(
            [(name, *xy) for name, xy in places.items()], columns=["name", "x", "y"]
        )
    large = layout(pt.network(pt.cooccur(paper, labels=LABELS), top=None, min_frequency=2, communities=None))
    made["layout-large"] = pd.DataFrame([(name, *xy) for name, xy in large.items()], columns=["name", "x", "y"])
    for name, table in made.items():
        write_csv(table, folder / f"{name}.csv")


def run_code(path: Path, cwd: Path, **_: object) -> None:
    """Execute the code of a notebook in this process, without Jupyter: an emulated processor starts no kernels."""
    names = {"__name__": "__main__", "display": lambda *_: None}
    with contextlib.chdir(cwd), contextlib.redirect_stdout(io.StringIO()):
        for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"], 1):
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), f"{path.name}, cell {number}", "exec"), names)  # noqa: S102


def compare_all(kept_tables: Path, *, figures: bool = True) -> list[str]:
    """Make tables and figures here and now and tell what is not the same as kept."""
    from plantext.figures import reproduce
    from plantext.figures.comparing import compare_tables

    told = []
    with tempfile.TemporaryDirectory() as room:
        make_tables(Path(room))
        for kept in sorted(kept_tables.iterdir()):
            told += [f"{kept.name}: {line}" for line in compare_tables(kept, Path(room) / kept.name)]
    for figure in reproduce.check_figures(ROOT, run=run_code) if figures else ():
        told += [f"{figure.verdict}: {line}" for line in figure.messages]
    return told


def settings() -> list[Setting]:
    """Settings that differ in everything that has ever moved a number."""
    import numpy as np

    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    kernels = [" ".join(found[at:]) for at in range(len(found))] or [""]
    return [
        Setting(
            "baseline kernels, one thread, locale C",
            {"NPY_DISABLE_CPU_FEATURES": kernels[0], "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
             "PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "America/St_Johns"},
        ),
        Setting(
            "some kernels, two threads, Japanese locale, path and time zone",
            {"NPY_DISABLE_CPU_FEATURES": kernels[len(kernels) // 2], "OPENBLAS_NUM_THREADS": "2",
             "OMP_NUM_THREADS": "2", "PYTHONHASHSEED": "2", "LC_ALL": "ja_JP.UTF-8", "TZ": "Asia/Tokyo"},
            "重点 計画/研究 用",
        ),
    ]  # fmt: skip


def _copy(folder: Path) -> Path:
    """What git tracks, as it is in the working tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in listed.stdout.decode().split("\0"):
        if name and not name.startswith("tests/") and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def _run(setting: Setting, tables: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as room:
        copy = Path(room) / setting.folder
        copy.mkdir(parents=True)
        _copy(copy)
        variables = {**os.environ, **setting.variables, "PYTHONPATH": str(copy)}
        command = [sys.executable, "-m", "tools.travel", "compare", str(tables)]
        done = subprocess.run(command, cwd=copy, env=variables, capture_output=True, check=False, encoding="utf-8")
        if done.returncode not in (0, 1) or not done.stdout:
            return [f"failed: {done.stderr[-2000:]}"]
        return list(json.loads(done.stdout.splitlines()[-1]))


def _tell(results: Iterator[tuple[str, list[str]]]) -> int:
    status = 0
    for name, told in results:
        print(f"{name}: {'; '.join(told) if told else 'the same'}", flush=True)
        status |= bool(told)
    return status


def check_settings() -> int:
    """Compute under every setting of :func:`settings`, two at a time."""
    with tempfile.TemporaryDirectory() as room, ThreadPoolExecutor(2) as pool:
        make_tables(Path(room))
        chosen = settings()
        results = pool.map(lambda setting: _run(setting, Path(room)), chosen)
        return _tell((setting.name, told) for setting, told in zip(chosen, results, strict=True))


def _environment(room: Path, python: str, resolution: str) -> tuple[Path, list[str]]:
    """A new environment, and why it could not be made."""
    uv = [sys.executable, "-m", "uv"]
    target = room / f"{len(list(room.iterdir()))}-{resolution}"
    interpreter = str(target / "bin" / "python")
    for command in (
        [*uv, "venv", "--quiet", "--python", python, str(target)],
        [*uv, "pip", "install", "--quiet", "--python", interpreter, "--resolution", resolution, "-e", ".[dev]"],
    ):
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
        if done.returncode:
            return target, [f"cannot be installed: {done.stderr[-1500:]}"]
    return target, []


def check_versions(pythons: Sequence[str]) -> int:
    """Install the lowest and the newest versions, run the fast tests, make the tables and compare them."""

    def results(room: Path, tables: Path) -> Iterator[tuple[str, list[str]]]:
        for python in pythons:
            for resolution in ("lowest-direct", "highest"):
                target, told = _environment(room, python, resolution)
                interpreter = str(target / "bin" / "python")
                if not told:
                    tests = [interpreter, "-m", "pytest", "-q", "-o", "filterwarnings=default", "-m", "not soak and not browser and not notebooks",
                             "-n", "2", *FAST]  # fmt: skip
                    done = subprocess.run(tests, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
                    told = [] if not done.returncode else [f"tests: {done.stdout[-1500:]}"]
                    command = [interpreter, "-m", "tools.travel", "compare", "--tables-only", str(tables)]
                    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
                    told += json.loads(done.stdout.splitlines()[-1]) if done.stdout else [done.stderr[-1500:]]
                yield f"Python {python}, {resolution} versions", told
                shutil.rmtree(target, ignore_errors=True)

    with tempfile.TemporaryDirectory() as room, tempfile.TemporaryDirectory() as tables:
        make_tables(Path(tables))
        return _tell(results(Path(room), Path(tables)))


_SYSTEM = (
    "python3.11,libgomp1,libstdc++6,libgfortran5,zlib1g,libbz2-1.0,liblzma5,libsqlite3-0,libffi8,libexpat1,libssl3"
)


def check_arm64() -> int:
    """Run tables, figures, communities and layouts on an emulated ARM64 processor."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [line for line in project["dependencies"] if not line.startswith("jupyterlab")]
    with tempfile.TemporaryDirectory() as room, tempfile.TemporaryDirectory() as tables:
        system, packages = Path(room) / "system", Path(room) / "packages"
        make_tables(Path(tables))
        subprocess.run(
            ["debootstrap", "--arch=arm64", "--foreign", "--variant=minbase", f"--include={_SYSTEM}", "bookworm", str(system)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        for package in sorted((system / "var/cache/apt/archives").glob("*.deb")):
            subprocess.run(["dpkg", "-x", str(package), str(system)], check=True)
        install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(packages),
                   "--python-version", "3.11", "--python-platform", "aarch64-manylinux_2_28"]  # fmt: skip
        subprocess.run([*install, "--only-binary", ":all:", "-c", "constraints.txt", *needed], cwd=ROOT, check=True)
        # The names that importlib.metadata asks for; the code itself is read from here.
        subprocess.run([*install, "--no-deps", "."], cwd=ROOT, check=True)
        command = ["qemu-aarch64-static", "-L", str(system), "-E", f"PYTHONPATH={ROOT}:{packages}",
                   str(system / "usr/bin/python3.11"), "-m", "tools.travel", "compare", str(tables)]  # fmt: skip
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
        told = json.loads(done.stdout.splitlines()[-1]) if done.stdout else [f"failed: {done.stderr[-3000:]}"]
        return _tell(iter([("ARM64", told)]))


def main() -> int:
    """Read the command line and run one of the parts."""
    parser = argparse.ArgumentParser(prog="python -m tools.travel", description=__doc__.partition("\n")[0])
    parts = parser.add_subparsers(dest="part", required=True)
    parts.add_parser("settings")
    parts.add_parser("arm64")
    parts.add_parser("versions").add_argument("pythons", nargs="*", default=["3.11", "3.12", "3.13"])
    compare = parts.add_parser("compare")
    compare.add_argument("tables", type=Path)
    compare.add_argument("--tables-only", action="store_true")
    given = parser.parse_args()
    if given.part == "compare":
        told = compare_all(given.tables, figures=not given.tables_only)
        print(json.dumps(told))
        return bool(told)
    if given.part == "versions":
        return check_versions(given.pythons)
    return check_settings() if given.part == "settings" else check_arm64()


if __name__ == "__main__":
    sys.exit(main())
