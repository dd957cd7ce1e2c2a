"""Names of a package that are imported when they are first asked for, so that ``import plantext`` stays light."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from importlib import import_module
from typing import Any


def lazy(
    package: str, homes: Mapping[str, str], modules: Collection[str], shown: Iterable[str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Make the ``__getattr__`` and ``__dir__`` of a package (PEP 562).

    Parameters
    ----------
    package : str
        Its ``__name__``.
    homes : mapping of str to str
        Module of the package by the public names that it defines, parted by spaces.
    modules : collection of str
        Modules and packages inside it that can be reached as attributes.
    shown : iterable of str
        What ``dir`` lists.

    Returns
    -------
    tuple of callable
        ``__getattr__`` and ``__dir__``.
    """
    home_of = {name: module for module, names in homes.items() for name in names.split()}
    listed = sorted(shown)

    def get(name: str) -> Any:
        if name in modules:
            return import_module(f"{package}.{name}")
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{home_of[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return get, lambda: list(listed)
