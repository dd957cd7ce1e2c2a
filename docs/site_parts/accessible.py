"""What the theme leaves out for those who read by keyboard or ear."""

from __future__ import annotations

from typing import Any

CHANGES = {
    "body": {
        "<pre>": '<pre tabindex="0">',  # wide code scrolls, so the keyboard must reach it; so must wide tables
        '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    },
    "furo_navigation_tree": {'class="caption" role="heading"': 'class="caption" role="heading" aria-level="2"'},
}
"""By part of the page: what stands there, and what is put in its place."""


def _amend(_app: Any, _pagename: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    for part, changes in CHANGES.items():
        for before, after in changes.items():
            if part in context:
                context[part] = context[part].replace(before, after)


def setup(app: Any) -> dict[str, bool]:
    """Connect to Sphinx, after the theme."""
    app.connect("html-page-context", _amend, priority=900)
    return {"parallel_read_safe": True}
