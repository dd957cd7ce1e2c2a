"""Old names of modules, which work for one release with a warning that names the new one."""

from __future__ import annotations

import importlib
import sys
import warnings
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

MOVED = {
    "cache": "extraction.cache",
    "cells": "storage.tablefile",
    "cli_review": "cli.review",
    "concordance": "lookup.kwic",
    "dates.anchors": "dates.mention",
    "dates.moments": "dates.calendar",
    "documents": "extraction.serialize",
    "drawing": "figures",
    "evaluation": "quality.evaluation",
    "fetching": "corpus.download",
    "folders": "storage.folder",
    "highlighting": "lookup.highlight",
    "methods": "lookup.methods",
    "networks.bootstrap": "networks.uncertainty.bootstrap",
    "networks.nullmodel": "networks.uncertainty.nullmodel",
    "networks.sensitivity": "networks.uncertainty.sensitivity",
    "networks.stability": "networks.uncertainty.stability",
    "notebooks": "figures.reproduce",
    "passages": "lookup.evidence",
    "provenance": "extraction.provenance",
    "recognition.pipeline": "recognition.spacy",
    "recognize": "recognition.api",
    "review": "quality.review",
    "view": "text",
    "writing": "storage.atomic",
}
"""Old name in plantext -> new name, of modules and of packages with all that they hold."""


def new_name(name: str) -> str | None:
    """Name the module that an old one became.

    Parameters
    ----------
    name : str
        Such as ``plantext.drawing.bars``.

    Returns
    -------
    str or None
        None where `name` is not an old one.

    Examples
    --------
    >>> new_name("plantext.drawing.bars")
    'plantext.figures.bars'
    """
    package, _, rest = name.partition(".")
    parts = rest.split(".")
    if package == "plantext":
        for n in (2, 1):
            if found := MOVED.get(".".join(parts[:n])):
                return ".".join(["plantext", found, *parts[n:]])
    return None


class _OldNames(MetaPathFinder, Loader):
    """Finds the new module under its old name."""

    def __init__(self) -> None:
        self._specs: dict[str, ModuleSpec | None] = {}

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return None if new_name(fullname) is None else ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        new = new_name(spec.name) or ""
        module = importlib.import_module(new)
        self._specs[spec.name] = module.__spec__
        warnings.warn(
            f"{spec.name} is now {new}; the old name goes with the next release.", FutureWarning, stacklevel=2
        )
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Give the module its own spec back; it was executed under its new name."""
        if module.__spec__ is not None:
            module.__spec__ = self._specs.pop(module.__spec__.name, module.__spec__)


def find_old_names() -> None:
    """Let ``import`` find modules under their old names, once a process."""
    if not any(isinstance(finder, _OldNames) for finder in sys.meta_path):
        sys.meta_path.append(_OldNames())
