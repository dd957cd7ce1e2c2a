"""Help texts in Japanese, broken between characters: the wrappers of typer break at spaces, and cut what has none."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable
from typing import Any

from plantext.text import display_width

# What may not begin a line stays with the token before it.
_TOKEN = re.compile(r"(?:\s+|[!-~]+|[^\s!-~])[、。，．）」』】〉》：；・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*")
_NARROWEST = 24


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of so many columns, Latin words whole.

    Examples
    --------
    >>> wrap("表を JSON で書きます。", 10)
    ['表を JSON', 'で書きま', 'す。']
    """
    lines = [""]
    for token in _TOKEN.findall(" ".join(text.split())):
        if lines[-1] and display_width(lines[-1] + token) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += token.lstrip() if not lines[-1] else token
    return lines


def wide_formatter(base: type[Any]) -> type[Any]:
    """Make a formatter of help texts that knows wide characters out of that of the command line's library."""

    class Formatter(base):  # type: ignore[misc]
        """Writes texts and lists with their columns counted."""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or gettext.gettext("Usage: "))

        def write_text(self, text: str) -> None:
            indent = " " * self.current_indent
            for i, paragraph in enumerate(re.split(r"\n\s*\n", text)):
                self.write("\n" if i else "")
                for line in wrap(paragraph, max(self.width - self.current_indent, _NARROWEST)):
                    self.write(f"{indent}{line}\n")

        def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
            # The library does not ask for the translation of the help of --help.
            pairs = [(name, gettext.gettext(text) if text else "") for name, text in rows]
            first = min(max((display_width(name) for name, _ in pairs), default=0), col_max) + col_spacing
            room = max(self.width - self.current_indent - first, _NARROWEST)
            for name, text in pairs:
                lines = wrap(text, room)
                head = " " * self.current_indent + name
                if display_width(name) > first - col_spacing:
                    self.write(f"{head}\n")
                    head = " " * self.current_indent
                self.write(
                    f"{head}{' ' * (self.current_indent + first - display_width(head))}{lines[0]}".rstrip() + "\n"
                )
                for line in lines[1:]:
                    self.write(f"{' ' * (self.current_indent + first)}{line}\n")

    return Formatter
