"""The display of each class, looked up by name: objects ask here and need not import their displays.

A display imports the class that it shows, so that a class which imported its display would close a circle.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

DISPLAYS = {
    "Document": "plantext.display.document",
    "Extraction": "plantext.display.extraction",
    "Network": "plantext.display.network",
}
"""Class -> module with ``as_html`` and, where the class has no ``repr`` of its own, ``as_text``."""


def _display_of(shown: object) -> ModuleType:
    names = (cls.__name__ for cls in type(shown).__mro__)
    return import_module(next(DISPLAYS[name] for name in names if name in DISPLAYS))


def show_html(shown: object) -> str:
    """Render an object for a notebook."""
    html: str = _display_of(shown).as_html(shown)
    return html


def show_text(shown: object) -> str:
    """Summarise an object in one line, for its ``repr``."""
    text: str = _display_of(shown).as_text(shown)
    return text
