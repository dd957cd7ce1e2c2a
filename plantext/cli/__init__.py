"""The command line."""

from plantext.cli.commands import app, main

__all__ = ["app", "main"]
