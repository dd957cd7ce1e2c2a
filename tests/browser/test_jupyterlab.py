"""JupyterLab as `make lab` starts it: a notebook is run to its end by hand and shows its figures."""

from __future__ import annotations

import io
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
PARTS = ["Makefile", "pyproject.toml", "requirements.txt", "notebooks", "corpus"]
STARTED = 90
"""Seconds that JupyterLab may take to answer."""
RUN = 240_000
"""Milliseconds that the notebook may take."""


@dataclass
class Lab:
    address: str
    token: str
    log: Path


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    """JupyterLab on a copy of the notebooks, so that no output gets into the checkout."""
    environment = ROOT / ".venv"
    if shutil.which("make") is None or not (environment / ".installed").exists():
        pytest.skip("make lab needs make and the environment of `make test`")
    tree = tmp_path / "plantext"
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        tree.mkdir(exist_ok=True)
        copy(ROOT / name, tree / name)
    (tree / ".venv").symlink_to(environment.resolve())

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    settings = tmp_path / "jupyter"
    settings.mkdir()
    server = {"ip": "127.0.0.1", "port": port, "port_retries": 0, "open_browser": False, "allow_root": True}
    (settings / "jupyter_server_config.json").write_text(
        json.dumps({"ServerApp": server, "IdentityProvider": {"token": token}, "LabApp": {"news_url": None}}),
        encoding="utf-8",
    )
    rooms = {"JUPYTER_CONFIG_DIR": settings, "JUPYTER_DATA_DIR": tmp_path / "data", "IPYTHONDIR": tmp_path / "ipython"}
    log = tmp_path / "lab.log"
    with log.open("wb") as told:
        process = subprocess.Popen(
            ["make", "lab"],
            cwd=tree,
            env=os.environ | {name: str(path) for name, path in rooms.items()},
            stdout=told,
            stderr=told,
            start_new_session=True,
        )
    try:
        yield Lab(_when_it_answers(f"http://127.0.0.1:{port}", token, process, log), token, log)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def _when_it_answers(address: str, token: str, process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + STARTED
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(f"{address}/api/status", params={"token": token}, timeout=5).ok:
                return address
        except requests.ConnectionError:
            time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8"))


def test_notebook_03_runs_to_its_end_and_shows_its_figures(lab: Lab, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{lab.address}/lab/tree/03_network.ipynb?token={lab.token}")
    notebook = page.locator(".jp-NotebookPanel")
    page.locator("#jp-main-statusbar").get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    cells = [cell for cell in _source("03_network.ipynb") if cell["cell_type"] == "code"]
    done = """(n) => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
        .filter((prompt) => /^\\[\\d+\\]:$/.test(prompt.textContent)).length === n"""
    page.wait_for_function(done, arg=len(cells), timeout=RUN)
    assert notebook.locator("[data-mime-type='application/vnd.jupyter.stderr']").all_text_contents() == []
    assert notebook.locator("[data-mime-type='application/vnd.jupyter.error']").all_text_contents() == []

    figures = notebook.locator(".jp-OutputArea-output img")
    assert figures.count() == 2
    for number in range(2):
        figures.nth(number).scroll_into_view_if_needed()
        seen = Image.open(io.BytesIO(figures.nth(number).screenshot()))
        assert min(seen.size) > 300
        assert len(seen.convert("RGB").getcolors(maxcolors=2**24)) > 200
    if folder := os.environ.get("PLANTEXT_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / "jupyterlab.png")
    context.close()


def _source(name: str) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    return cells
