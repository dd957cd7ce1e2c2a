"""The embedded page, whole and in the frames of its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantext.reading import read_bytes
from plantext.records import Document


@pytest.fixture(scope="module")
def text() -> str:
    """The embedded page as its file holds it."""
    return (Path(__file__).parents[2] / "corpus" / "priority-plan-2023-draft-p145.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> Document:
    """The embedded page as it is read."""
    return read_bytes(text.encode(), "page.txt", doc_id="page")
