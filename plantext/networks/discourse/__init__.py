"""Discourse networks: who shares which positions with whom, from a table of statements."""

from pkgutil import iter_modules

from plantext.lazy import lazy

_MODULES = {module.name for module in iter_modules(__path__)}

__getattr__, __dir__ = lazy(__name__, {}, _MODULES, _MODULES)
