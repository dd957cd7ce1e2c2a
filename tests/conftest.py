"""What several tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Messages are compared in English, also where the user speaks Japanese.
os.environ["LANGUAGE"] = "C"

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared_corpus() -> Path:
    """The folder with the documents that may not be passed on; tests that need it skip without it."""
    folder = Path(os.environ.get("PLANTEXT_DATA", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip("the documents are not at hand (set PLANTEXT_DATA to their folder)")
    return folder


HEAVY = ("notebooks", "slow", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files with long tests first: two processes then end together, not one behind the other's longest file."""
    heavy = {item.path for item in items if any(item.get_closest_marker(name) for name in HEAVY)}
    items.sort(key=lambda item: item.path not in heavy)
