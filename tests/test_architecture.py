"""Imports run one way, and each heavy library lives in the rooms that need it."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "plantext"


def imports_of(path: Path) -> set[str]:
    """Modules that a file imports anywhere, other than for type checking."""
    found: set[str] = set()
    todo: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        todo.extend(ast.iter_child_nodes(node))
    return found


MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}
"""Every module of the package by its dotted name."""

ROOMS = [
    {"errors", "records", "view"},
    {"tables", "reading", "dates", "lexicon", "spans", "tokens"},
]
HEAVY = {
    "spacy": {"pipeline"},
    "matplotlib": {"figures"},
    "pypdfium2": {"reading"},
    "docx": {"reading"},
    "bs4": {"reading"},
    "igraph": {"graph"},
    "pooch": {"corpus"},
    "typer": {"cli"},
    "nbclient": {"notebooks"},
}
