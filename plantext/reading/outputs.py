"""Files in a folder of documents that plantext itself has written: tables of a run, figures, networks, explorers."""

from __future__ import annotations

import json
from pathlib import Path

from plantext.errors import Message
from plantext.tables.schemas import INFO, TABLES

_PAIR = ("-nodes.csv", "-edges.csv")
_GENERATOR = b'<meta name="generator" content="plantext '
_HEAD = 4000
_ACCOUNT_BYTES = 5_000_000
# What the account of a figure has, and hardly anything else.
_ACCOUNT = frozenset({"documents", "environment", "figure", "data"})


def find_output(path: Path) -> str:
    """Tell as what plantext has written a file; empty where it has not.

    Examples
    --------
    >>> find_output(Path("plan.pdf"))
    ''
    """
    if (path.stem in TABLES or path.name == INFO) and path.with_name(INFO).is_file():
        return Message("belongs to the tables of a run")
    if path.suffix in (".csv", ".json") and _is_account(path.with_suffix(".json")):
        return Message("belongs to a figure")
    if any(path.name.endswith(end) for end in _PAIR):
        stem = path.name[: -len(_PAIR[0])]
        if all(path.with_name(stem + end).is_file() for end in _PAIR):
            return Message("belongs to a network")
    if path.suffix in (".html", ".htm") and _GENERATOR in _begin(path):
        return Message("is a page that `plantext explore` has written")
    return ""


def _begin(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:  # told when it is read
        return b""


def _is_account(path: Path) -> bool:
    try:
        if not path.is_file() or path.stat().st_size > _ACCOUNT_BYTES:
            return False
        account = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(account, dict) and account.keys() >= _ACCOUNT
