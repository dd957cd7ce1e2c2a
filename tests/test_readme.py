"""What the READMEs tell people to type works as written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
READMES = ["README.md", "README.ja.md"]


def blocks(readme: str, language: str) -> list[str]:
    """The fenced code blocks of a language."""
    return re.findall(
        rf"^```{language}\n(.*?)^```$", (ROOT / readme).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder like the checkout, in which the examples may write."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    return tmp_path


@pytest.mark.parametrize("readme", READMES)
def test_the_address_stands_in_one_place(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    named = re.findall(r"^repository-code: (.*)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    # Until it is published somewhere, readers fill it in.
    assert re.findall(r"^REPOSITORY=(\S+)", text, re.MULTILINE) == (named or ["…"])
    assert re.findall("^git clone .*$", text, re.MULTILINE) == ['git clone "$REPOSITORY" plantext && cd plantext']


@pytest.mark.model
def test_python_examples_run(desk: Path) -> None:
    code = "\n".join(blocks("README.md", "python"))
    assert "pt.extract" in code
    script = f"import matplotlib; matplotlib.use('agg')\n{code}\nassert len(run.mentions) and net.number_of_edges() and fig.axes\n"
    subprocess.run([sys.executable, "-W", "error::UserWarning", "-c", script], cwd=desk, check=True, timeout=300)


@pytest.mark.parametrize("language", ["python", "bash"])
def test_the_examples_in_japanese_are_among_those_in_english(language: str) -> None:
    english, japanese = (
        {
            line.partition("  #")[0].removesuffix(" --lang en")
            for block in blocks(readme, language)
            for line in block.splitlines()
        }
        for readme in READMES
    )
    assert japanese and japanese <= english


@pytest.mark.model
def test_command_line_examples_run(desk: Path) -> None:
    script = "\n".join(blocks("README.md", "bash"))
    assert "plantext extract" in script
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run(["bash", "-euc", script], cwd=desk, check=True, timeout=300, env={**os.environ, "PATH": path})
    assert (desk / "net.graphml").is_file()


@pytest.mark.parametrize("readme", READMES)
def test_pictures_and_linked_files_exist(readme: str) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_make_targets_named_exist(readme: str) -> None:
    named = set(re.findall(r"\bmake ([a-z]+)\b", "\n".join(blocks(readme, ""))))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"figures", "test", "lab"} <= named <= targets


def test_conda_and_pip_install_the_same_pins() -> None:
    environment = (ROOT / "environment.yml").read_text(encoding="utf-8")
    installs = re.findall(r"^ {6}- (.+)$", environment, re.MULTILINE)
    assert installs == ["-c constraints.txt", "-e .[dev]"]
    assert "--require-hashes -r requirements.txt" in (ROOT / "Makefile").read_text(encoding="utf-8")
    python = re.search(r"- python=(\d+\.\d+)$", environment, re.MULTILINE)
    required = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert python is not None
    assert required == f">={python[1]}"
