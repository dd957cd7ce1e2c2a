"""Fixtures of the tests of review."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(params=[".csv", ".xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / f"review{request.param}"
