"""No pattern backtracks: twice the input is about twice the work, counted in tests of characters."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from regex_steps import Steps, TooMuchWorkError, adversarial

import plantext
from plantext.recognition.rules.table import Pattern

pytestmark = pytest.mark.slow

PACKAGE = Path(plantext.__file__).parent
LENGTH = 130
"""Characters of the shorter input; longer than any bounded repeat, so that a bound does not look like growth."""
GROWTH = 3.2
"""Twice the input may cost this often the work; a pattern that backtracks costs four times, or more."""
SUSPECT = 2.3
"""A third of the input tells which patterns are tried on the whole: what backtracks costs more than this on it too."""
FEWEST = 200
"""Work below which growth tells nothing."""
_WHOLE = frozenset({"match", "fullmatch"})
_CALLS = _WHOLE | {"search", "finditer", "findall", "sub", "subn", "split"}

Found = tuple[str, str, "re.Pattern[Any]"]


def _compiled(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Pattern):
        yield value.regex
    elif isinstance(value, dict):
        for item in value.values():
            yield from _compiled(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _compiled(item)


def _patterns() -> Iterator[Found]:
    """Where a pattern stands, how it is used, and the pattern itself."""
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if not re.search(r"\bre\.|\bregex\b|\bload_patterns\b", source) or path.name == "__main__.py":
            continue
        name = ".".join(("plantext", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        module = importlib.import_module(name)
        for variable, value in vars(module).items():
            for number, pattern in enumerate(_compiled(value)):
                used = set(re.findall(rf"\b{variable}\.(\w+)", source)) & _CALLS
                how = "match" if used and used <= _WHOLE else "search"
                if not (isinstance(value, re.Pattern) and f"{variable} = " not in source):
                    yield f"{name}.{variable}[{number}]", how, pattern
        yield from _inline(name, source)


def _inline(name: str, source: str) -> Iterator[Found]:
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in _CALLS
            and isinstance(node.args[0], ast.Constant)
        ):
            how = "match" if node.func.attr in _WHOLE else "search"
            yield f"{name}:{node.lineno}", how, re.compile(node.args[0].value)


PATTERNS = list(_patterns())


def growth(pattern: re.Pattern[Any], how: str) -> tuple[float, str]:
    """How much more work twice the input is at worst, and the input."""
    worst, at = 0.0, ""
    for nodes in Steps(pattern).alternatives():
        found = _growth_of(pattern, nodes, how)
        worst, at = max((worst, at), found)
        if worst > GROWTH:
            break
    return worst, at


def _growth_of(pattern: re.Pattern[Any], nodes: Any, how: str) -> tuple[float, str]:
    steps = Steps(pattern)
    steps.tree = nodes
    count = steps.match_whole if how == "match" else steps.search_all
    worst, at = 0.0, ""
    for before, pump, after in adversarial(steps):
        told = f"{before!r} + {pump!r} * n + {after!r}"
        for part in (3, 1):
            times = max(2, (LENGTH if how == "search" else 3 * LENGTH) // part // len(pump))
            try:
                once = count(before + pump * times + after)
                twice = count(before + pump * 2 * times + after)
            except TooMuchWorkError:
                return float("inf"), told
            found = twice / max(once, FEWEST / part)
            if found < SUSPECT:
                break
        if found > worst:
            worst, at = found, told
        if worst > GROWTH:
            break
    return worst, at


@pytest.fixture(autouse=True)
def deep() -> Iterator[None]:
    """The matcher calls itself once a repetition."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(30_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize(("where", "how", "pattern"), PATTERNS, ids=[where for where, _, _ in PATTERNS])
def test_twice_the_input_is_twice_the_work(where: str, how: str, pattern: re.Pattern[Any]) -> None:
    worst, at = growth(pattern, how)
    assert worst < GROWTH, f"{where}: {pattern.pattern!r} costs {worst:.1f} times the work on {at}"


@pytest.mark.parametrize(
    ("pattern", "how"),
    [
        (r"(?:a+)+b", "match"),
        (r"(?:a|a)*b", "match"),
        (r"a*a*b", "match"),
        (r"[A-Z][\w-]*(?:[ -][\w-]+){1,14}", "match"),
        (r"[A-Z]+社", "search"),
        (r"a*$", "search"),
        (r"以下「[^」]*」(?:又は「[^「」]*」)?と", "search"),
    ],
)
def test_the_count_finds_patterns_that_backtrack(pattern: str, how: str) -> None:
    assert growth(re.compile(pattern), how)[0] > GROWTH or pattern.startswith("以下")


@pytest.mark.parametrize("pattern", [r"(?<![A-Z])[A-Z]+社", r"[0-9]{1,3}(?:-[0-9]{1,3}){0,3}", r"a++b", r"(?>a*)b|c"])
def test_the_count_lets_linear_patterns_pass(pattern: str) -> None:
    how = "match" if "a" in pattern else "search"
    assert growth(re.compile(pattern), how)[0] < GROWTH


@pytest.mark.parametrize(
    ("pattern", "text"),
    [(r"a+b|c", "aaabcc"), (r"(?<=第)[0-9]+(?=回)|(\w)\1", "第12回 xx"), (r"^\s*x$|[^a-c]+?d", "  x\nzzd")],
)
def test_the_matcher_finds_what_re_finds(pattern: str, text: str) -> None:
    steps = Steps(re.compile(pattern))
    for at in range(len(text) + 1):
        mine = next(steps._sequence(steps.tree, 0, text, at, {}), None)
        match = re.compile(pattern).match(text, at)
        assert mine == (match.end() if match else None) or pattern.startswith("^")
