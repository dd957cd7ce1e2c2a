"""Imports run one way, and each heavy library lives in the rooms that need it."""

from __future__ import annotations

import ast
from pathlib import Path

import networkx as nx
import pytest

PACKAGE = Path(__file__).parent.parent / "plantext"
FLOORS = [
    "errors labels lazy moved",
    "display storage",
    "records text",
    "tables",
    "dates",
    "reading",
    "corpus recognition",
    "clauses",
    "networks",
    "extraction",
    "quality",
    "figures",
    "lookup",
    "explorer",
    "study",
    "cli",
    "__main__",
]
"""The rooms from the bottom up; a module imports from the floors below it and from its own room."""
HOMES = {
    "ahocorasick_rs": {"recognition"},
    "spacy": {"recognition", "quality", "clauses"},
    "thinc": {"clauses"},
    "sudachipy": {"recognition"},
    "pypdfium2": {"reading"},
    "pikepdf": {"reading"},
    "rapidocr": {"reading"},
    "lxml": {"reading", "figures"},
    "markdown_it": {"reading"},
    "igraph": {"networks"},
    "matplotlib": {"figures"},
    "filelock": {"storage"},
    "requests": {"corpus"},
    "typer": {"cli"},
    "nbclient": {"figures"},
    "distributed": {"extraction"},
    "openpyxl": {"quality", "reading", "storage"},
    "regex": {"clauses"},
    "pickle": set(),
}
"""The rooms that may import a library."""
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor.split()}


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


def room_of(module: str) -> str:
    """The room of a module: its package, or the module itself where it stands alone."""
    return module.split(".")[1]


ROOMED = sorted(name for name in MODULES if name != "plantext")


@pytest.mark.parametrize("name", ROOMED)
def test_imports_run_down(name: str) -> None:
    mine = room_of(name)
    theirs = {room_of(other) for other in imports_of(MODULES[name]) if other in MODULES and other != "plantext"}
    assert {other for other in theirs - {mine} if FLOOR_OF[other] >= FLOOR_OF[mine]} == set()


@pytest.mark.parametrize("name", ROOMED)
def test_heavy_libraries_stay_in_their_rooms(name: str) -> None:
    used = {imported.split(".")[0] for imported in imports_of(MODULES[name])}
    assert {library for library in used & HOMES.keys() if room_of(name) not in HOMES[library]} == set()


def every_import(name: str) -> set[str]:
    """The modules of plantext that a module imports anywhere, for type checking too; of a package and its module, the module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = {f"{node.module}.{alias.name}" for alias in node.names} & MODULES.keys()
            found.update(below or {node.module})
    return found & MODULES.keys() - {name}


def test_no_module_leads_back_to_itself() -> None:
    # The package itself imports its public names for type checkers alone, and they import its version.
    graph = nx.DiGraph((name, other) for name in ROOMED for other in every_import(name) if other != "plantext")
    assert [sorted(circle) for circle in nx.strongly_connected_components(graph) if len(circle) > 1] == []


def test_few_modules_stand_at_the_top() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= 8


def test_every_room_says_in_a_line_what_it_holds() -> None:
    lines = [path.read_text(encoding="utf-8").splitlines()[:1] for path in PACKAGE.rglob("__init__.py")]
    assert all(line and line[0].startswith('"""') for line in lines)


def test_a_forbidden_import_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text(
        "def f():\n    from plantext.cli.commands import app\n    import pickle\n", encoding="utf-8"
    )
    assert {"plantext.cli.commands", "pickle"} <= imports_of(tmp_path / "m.py")
