"""Chromium with the network cut: whatever a page asks for is refused and remembered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from made_study import made_up_run

from plantext.explorer import write_explorer
from plantext.labels import SHOWN
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network

CHROMIUM = Path(os.environ.get("PLANTEXT_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

Open = Callable[..., Any]


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known wherever these tests are run from."""
    config.addinivalue_line("markers", "browser: drives Chromium (a minute)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium without a window."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")
    if not CHROMIUM.is_file():
        pytest.skip(f"{CHROMIUM} is missing (apt-get install chromium, or set PLANTEXT_CHROMIUM)")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> Path:
    """The script of axe-core."""
    path = Path(os.environ.get("AXE_PATH", Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"))
    if not path.is_file():
        pytest.skip("axe-core is missing (npm install axe-core, or set AXE_PATH to its axe.min.js)")
    return path


@pytest.fixture
def faults() -> list[str]:
    """Errors and dialogs of the pages opened so far; a test that provokes one clears it."""
    return []


@pytest.fixture
def open_page(browser: Any, faults: list[str]) -> Iterator[Open]:
    """Open a file offline; afterwards, no request may have left it and no error may have been told."""
    contexts: list[Any] = []
    asked: list[str] = []

    def refuse(route: Any) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
            return
        asked.append(route.request.url)
        route.abort()

    def open_file(path: Path, link: str = "", *, width: int = 1280, height: int = 800, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(60_000)
        context.route("**/*", refuse)
        context.set_offline(True)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(path.as_uri() + link)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert asked == []
    assert faults == []


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = made_up_run()
    return write_explorer(
        run, tmp_path_factory.mktemp("explorer") / "net.html", network(cooccur(run, labels=SHOWN), min_frequency=1)
    )


@pytest.fixture(scope="session")
def bare_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = made_up_run()
    path = tmp_path_factory.mktemp("explorer") / "bare.html"
    return write_explorer(run, path, network(cooccur(run, labels=SHOWN), min_frequency=1), text=False)
