"""Printing of text that may come from a document: nothing in it steers the terminal."""

from __future__ import annotations

import re

import typer

from plantext.cli.language import translate

# Control characters but line feed and tab, and what turns the direction of writing.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def legible(text: str) -> str:
    r"""Return text whose control characters are shown instead of obeyed.

    Examples
    --------
    >>> legible("総務省\x1b[2J")
    '総務省\\x1b[2J'
    """
    return _STEERING.sub(lambda match: ascii(match.group())[1:-1], text)


def echo(message: object = "", *, err: bool = False) -> None:
    """Print a line; what is a message of the library, in the user's language."""
    typer.echo(legible(translate(message)), err=err)
