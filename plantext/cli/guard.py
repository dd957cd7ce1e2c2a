"""Errors as messages: a command that fails says what to do, and leaves nothing half written."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

import typer

from plantext.cli.language import tr, translate
from plantext.cli.printing import echo
from plantext.errors import PlantextError


def _tell(message: str) -> None:
    echo(f"plantext: {message}", err=True)


@contextmanager
def _errors_as_messages() -> Iterator[None]:
    try:
        yield
    except PlantextError as error:
        _tell(translate(error.message))
        raise typer.Exit(1) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(1) from None
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        _tell(tr("{what}. Check the path, and whether the disk is full or read-only.", what=what))
        raise typer.Exit(1) from None
    except MemoryError:
        _tell(tr("too little memory. Close other programs, take fewer --jobs, or give fewer or smaller documents."))
        raise typer.Exit(1) from None
    except KeyboardInterrupt as error:
        _tell(tr("stopped; nothing is half written. Run it again: an extraction goes on where it stopped."))
        raise typer.Exit(128 + (error.args[0] if error.args else signal.SIGINT)) from None


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Make the errors of a command messages on stderr, with an exit code."""

    @wraps(command)
    def run(*arguments: object, **options: object) -> None:
        with _errors_as_messages():
            command(*arguments, **options)

    return run
