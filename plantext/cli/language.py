"""The language of the command line: Japanese where the user's environment is, else English."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plantext.errors import Message

DOMAIN = "plantext"
"""Name of the catalogue; `tools/messages.py` makes it."""
LOCALES = Path(__file__).parent / "locale"
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_JAPANESE = 0x11
"""Primary language of Windows."""


def tr(message: str, **values: object) -> str:
    """Return a message in the user's language, with its values put in.

    Examples
    --------
    >>> tr("{n} places", n=3)
    '3 places'
    """
    return gettext.gettext(message).format(**values)


def translate(message: object) -> str:
    """Say a message of the library in the user's language; anything else as it is.

    Examples
    --------
    >>> translate(Message("{path}: no such file.", path="a.csv"))
    'a.csv: no such file.'
    """
    return message.said(gettext.gettext) if isinstance(message, Message) else str(message)


def use_language() -> None:
    """Speak the user's language from now on, as the environment or, on Windows, the system tells it."""
    if sys.platform == "win32" and not any(os.environ.get(name) for name in _VARIABLES):
        import ctypes

        if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _JAPANESE:
            os.environ["LANGUAGE"] = "ja"
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    # For typer too, which asks for words of its own in the same way.
    gettext.textdomain(DOMAIN)


def translate_help(command: Any) -> None:
    """Put the help of a command, of what it takes and of its own commands into the user's language."""
    if not gettext.find(DOMAIN, LOCALES):
        return
    # The start of a command in English does without it.
    from plantext.cli.wrapping import wide_formatter

    formatter = wide_formatter(command.context_class.formatter_class)
    context = type("Context", (command.context_class,), {"formatter_class": formatter})
    for item in _with_help(command):
        item.help = gettext.gettext(item.help)
        if hasattr(item, "context_class"):  # a command
            # The tables of rich cut a text without spaces.
            item.context_class, item.rich_markup_mode = context, None
            # The first paragraph; by default, so many words, and Japanese has none.
            item.short_help = " ".join(item.help.partition("\n\n")[0].split())


def _with_help(command: Any) -> Iterator[Any]:
    """A command, its parameters and its own commands, as far as they have a help text."""
    for item in (command, *command.params):
        if getattr(item, "help", None):
            yield item
    for inner in getattr(command, "commands", {}).values():
        yield from _with_help(inner)


def help_texts(command: Any) -> list[str]:
    """List the help texts of a command and all below it, each once."""
    return list(dict.fromkeys(item.help for item in _with_help(command)))
