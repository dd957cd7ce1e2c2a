"""The examples in docstrings: every one runs, and public functions have one."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import plantext

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(plantext.__path__, "plantext.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert result.failed == 0


@pytest.mark.parametrize("name", plantext.__all__)
def test_public_names_have_an_example(name: str) -> None:
    assert ">>> " in (getattr(plantext, name).__doc__ or ""), f"plantext.{name} has no example"
