"""What the tests of saved figures share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from made_runs import random_run

from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network

NET = network(cooccur(random_run(1)), top=15)


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
