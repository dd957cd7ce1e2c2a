"""Every drawing, count and comparison is reachable without a second import."""

from __future__ import annotations

import inspect
import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

from plantext import figures

MODULES = [module.name for module in pkgutil.iter_modules(figures.__path__)]
OPENINGS = ("check_f", "compare_", "count_", "draw_", "english_", "make_", "read_", "save_")


@pytest.mark.parametrize("name", MODULES)
def test_public_functions_are_reachable(name: str) -> None:
    module = import_module(f"plantext.figures.{name}")
    own = dict(inspect.getmembers(module, inspect.isfunction))
    wanted = {function for function, value in own.items() if value.__module__ == module.__name__}
    wanted = {function for function in wanted if function.startswith(OPENINGS)} - {"draw_legend", "draw_on"}
    assert {function for function in wanted if getattr(figures, function, None) is not own[function]} == set()


def test_every_listed_name_is_there() -> None:
    assert all(getattr(figures, name) is not None for name in dir(figures))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = figures.nothing


def test_nothing_heavy_loads_with_the_package() -> None:
    code = "import sys, plantext.figures; print(sorted({'matplotlib', 'numpy', 'pandas', 'lxml'} & sys.modules.keys()))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
