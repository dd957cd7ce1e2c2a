"""The wheel and the source archive stand alone: built, installed away from the checkout, and run there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pandas as pd
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PAGE = "priority-plan-2023-draft-p145"


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PLANTEXT", "VIRTUAL"))
    }
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def build(source: Path, target: Path, kind: str) -> Path:
    done = run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target, cwd=source)
    assert done.returncode == 0, done.stderr
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("sdist"), "sdist")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


def members(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_holds_the_package_with_its_data_and_nothing_else(wheel: Path) -> None:
    held = members(wheel)
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "plantext", "corpus"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    wanted = {re.sub(r"^corpus/", "plantext/_corpus/", name) for name in tracked if (ROOT / name).is_file()}
    assert {name for name in held if ".dist-info/" not in name} == wanted
    assert any(name.startswith("plantext/recognition/rules/lexicons/") for name in held)
    assert held[f"plantext/_corpus/{PAGE}.txt"] == (ROOT / "corpus" / f"{PAGE}.txt").read_bytes()
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_source_archive_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    assert members(build(source, tmp_path / "built", "wheel")) == members(wheel)


def test_the_pins_agree() -> None:
    plain, hashed = ((ROOT / name).read_text(encoding="utf-8") for name in ("constraints.txt", "requirements.txt"))
    pinned = [line for line in plain.splitlines() if not line.startswith("#")]
    block = r"^([a-z0-9.-]+==.+?) \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
    assert re.findall(block, hashed, re.MULTILINE) == pinned
    assert all(line.startswith("#") for line in re.sub(block, "", hashed, flags=re.MULTILINE).splitlines())


def test_one_version_everywhere() -> None:
    import plantext

    told = {
        "package": plantext.__version__,
        "pyproject": re.search(
            r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
        ),
        "citation": re.search(r"^version: (.+)", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE),
        "changelog": re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE),
    }
    versions = {name: found if isinstance(found, str) else found and found[1] for name, found in told.items()}
    assert set(versions.values()) == {plantext.__version__}, versions


def test_every_direct_dependency_is_pinned() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["dev"], *extras["cluster"]]
    names = {re.split(r"[\[<>=!~ ]", line)[0].lower().replace("_", "-") for line in wanted} - {"plantext"}
    pinned = {line.split("==")[0] for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    assert names - pinned == set()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment away from the checkout that holds the wheel and what it asks for, nothing else."""
    room = tmp_path_factory.mktemp("installed")
    venv.create(room / "venv", with_pip=True)
    python = room / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = run(
        python, "-m", "pip", "install", "--quiet", "--no-compile", "-c", ROOT / "constraints.txt", wheel, cwd=room
    )
    assert done.returncode == 0, done.stderr
    return python


def test_the_installed_wheel_extracts(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "方針.txt").write_text(
        "令和5年6月9日、デジタル庁は「データ戦略（案）」を公表した。\n", encoding="utf-8", newline="\n"
    )
    plantext = installed.parent / "plantext"
    rooms = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    done = run(plantext, "extract", PAGE, "方針.txt", "-o", "out", "--csv", cwd=tmp_path, **rooms)
    assert done.returncode == 0, done.stderr
    mentions = pd.read_csv(tmp_path / "out" / "mentions.csv")
    assert set(mentions["doc_id"]) == {PAGE, "方針"}
    own = mentions[mentions["doc_id"] == "方針"].set_index("text")
    assert own.loc["デジタル庁", "label"] == "ORG"
    assert own.loc["令和5年6月9日", "date_start"] == "2023-06-09"

    where = run(installed, "-c", "import plantext; print(plantext.__file__)", cwd=tmp_path)
    assert ROOT not in Path(where.stdout.strip()).parents
    for command in (["network", "out", "-o", "net.graphml"], ["explore", "out", "-o", "net.html"]):
        done = run(plantext, *command, "--unit", "sentence", cwd=tmp_path, **rooms)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / command[-1]).stat().st_size > 1000
