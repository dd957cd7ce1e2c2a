"""What commands say beside their results, on stderr, unless they are asked to be quiet."""

from __future__ import annotations

import sys
import warnings
from contextvars import ContextVar
from typing import Any

from plantext.cli.printing import echo
from plantext.errors import Message

_QUIET = ContextVar("quiet", default=False)


def be_quiet(quiet: bool) -> None:
    """Say nothing but results and errors from now on, or speak again."""
    _QUIET.set(quiet)


def say(message: object) -> None:
    """Write a note on stderr."""
    if not _QUIET.get():
        echo(message, err=True)


def say_warnings() -> None:
    """Say the library's warnings as notes from now on; others are shown as Python shows them."""
    otherwise = warnings.showwarning

    def show(message: Warning | str, *place: Any, **options: Any) -> None:
        told = message.args[0] if isinstance(message, Warning) and message.args else message
        if isinstance(told, Message):
            say(told)
        else:
            otherwise(message, *place, **options)

    warnings.showwarning = show


def shows_progress() -> bool:
    """Whether somebody watches, and wants to."""
    return sys.stderr.isatty() and not _QUIET.get()
