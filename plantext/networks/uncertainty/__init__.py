"""How far a network would change under other units, other choices, a null model."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

_MODULES = {module.name for module in iter_modules(__path__)}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")


def __dir__() -> list[str]:
    return sorted(_MODULES)
