"""How far a network would change under other units, other choices, a null model."""

from pkgutil import iter_modules

from plantext.lazy import lazy

_MODULES = {module.name for module in iter_modules(__path__)}

__getattr__, __dir__ = lazy(__name__, {}, _MODULES, _MODULES)
