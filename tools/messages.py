"""The messages of the command line and of the library, and their translations: ``python -m tools.messages``.

It writes the messages that the code has into the catalogue (plantext.po): help texts, what the command line says (`tr`), and the
templates of the library's errors, notes and other messages. It keeps their translations, drops those of messages that are gone, and
compiles it (plantext.mo). What has no translation yet is listed; write it into the catalogue and run it again.
"""

from __future__ import annotations

import ast
import builtins
import json
import re
import struct
import sys
from pathlib import Path

import typer

from plantext.cli.commands import app
from plantext.cli.language import DOMAIN, LOCALES, help_texts

PACKAGE = Path(__file__).parent.parent / "plantext"
CATALOGUE = LOCALES / "ja" / "LC_MESSAGES" / f"{DOMAIN}.po"
TYPER = (
    "Usage: ",
    "Options",
    "Arguments",
    "Commands",
    "Error",
    "Show this message and exit.",
    "default: {default}",
    "required",
    "Aborted!",
    "Missing command.",
    "No such command {name!r}.",
)
"""Words of typer, which are asked for in the same way."""
_MAKERS = {"Message": 0, "Note": 1, "note": 1, "listed": 1}
"""Calls that make messages, and which of their arguments is the template."""
_HEAD = r"""# Messages of plantext for its command line. Written by `python -m tools.messages`, translated by hand.
msgid ""
msgstr ""
"Language: ja\n"
"Content-Type: text/plain; charset=UTF-8\n"
"""
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def find_messages() -> list[str]:
    """All messages: help texts, what `tr` is given, words of typer, then those of the library, in the order of the code."""
    said = [
        call.args[0]
        for path in sorted((PACKAGE / "cli").glob("*.py"))
        for call in calls_of(path)
        if name_of(call) == "tr"
    ]
    templates = [template for path in sorted(PACKAGE.rglob("*.py")) for template in find_templates(path)]
    return list(dict.fromkeys([*help_texts(typer.main.get_command(app)), *_texts(said), *TYPER, *_texts(templates)]))


def find_templates(path: Path) -> list[ast.expr]:
    """What the calls of a module that make messages are given as a template: errors, notes and :class:`Message` itself."""
    found = []
    for call in calls_of(path):
        name = name_of(call)
        # The errors of Python are not told to users.
        at = 0 if name.endswith("Error") and not hasattr(builtins, name) else _MAKERS.get(name, len(call.args))
        found += call.args[at : at + 1]
    return found


def calls_of(path: Path) -> list[ast.Call]:
    """The calls of a module, in its order."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def name_of(call: ast.Call) -> str:
    """What is called: a function, a class or a method, without what it belongs to."""
    return (
        call.func.id
        if isinstance(call.func, ast.Name)
        else call.func.attr
        if isinstance(call.func, ast.Attribute)
        else ""
    )


def _texts(given: list[ast.expr]) -> list[str]:
    return [it.value for it in given if isinstance(it, ast.Constant) and isinstance(it.value, str) and it.value]


def read_catalogue(text: str) -> dict[str, str]:
    r"""Translations by message, without the head.

    Examples
    --------
    >>> read_catalogue('msgid "{n} rows"\nmsgstr "{n}"\n" 行"\n')
    {'{n} rows': '{n} 行'}
    """
    entries = re.findall(r"^msgid ((?:\".*\"\n)+)msgstr ((?:\".*\"\n?)+)", text, re.MULTILINE)
    joined = [["".join(json.loads(part) for part in _STRING.findall(side)) for side in entry] for entry in entries]
    return {message: translation for message, translation in joined if message}


def write_catalogue(translations: dict[str, str]) -> str:
    """A catalogue, one line a text."""
    entries = (f"\nmsgid {_quote(message)}\nmsgstr {_quote(told)}\n" for message, told in translations.items())
    return _HEAD + "".join(entries)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def compile_catalogue(translations: dict[str, str]) -> bytes:
    """The catalogue in the binary form that gettext reads (GNU .mo): two sorted tables, then the texts."""
    head = "Language: ja\nContent-Type: text/plain; charset=UTF-8\n"
    pairs = sorted((a.encode(), b.encode()) for a, b in ({"": head} | translations).items() if b)
    start = 28 + 16 * len(pairs)
    tables, texts = [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), start + len(texts))
            texts += pair[side] + b"\0"
    n = len(pairs)
    return struct.pack("<7I", 0x950412DE, 0, n, 28, 28 + 8 * n, 0, 28 + 16 * n) + b"".join(tables) + texts


def main() -> int:
    """Renew the catalogue; the exit status says whether a translation is missing."""
    known = read_catalogue(CATALOGUE.read_text(encoding="utf-8")) if CATALOGUE.is_file() else {}
    translations = {message: known.get(message, "") for message in find_messages()}
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(write_catalogue(translations), encoding="utf-8")
    CATALOGUE.with_suffix(".mo").write_bytes(compile_catalogue(translations))
    missing = [message for message, told in translations.items() if not told]
    print(*missing, sep="\n---\n")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
