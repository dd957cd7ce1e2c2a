"""What commands say beside their results, on stderr, unless they are asked to be quiet."""

from __future__ import annotations

import sys
from contextvars import ContextVar

from plantext.cli.printing import echo

_QUIET = ContextVar("quiet", default=False)


def be_quiet(quiet: bool) -> None:
    """Say nothing but results and errors from now on, or speak again."""
    _QUIET.set(quiet)


def say(message: object) -> None:
    """Write a note on stderr."""
    if not _QUIET.get():
        echo(message, err=True)


def shows_progress() -> bool:
    """Whether somebody watches, and wants to."""
    return sys.stderr.isatty() and not _QUIET.get()
