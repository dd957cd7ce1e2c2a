"""Errors as messages: the one family that the command line prints without a traceback, and arguments named."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import wraps
from types import UnionType
from typing import Any, ParamSpec, TypeVar


class PlantextError(Exception):
    """A fault that the researcher can mend.

    The message names the file (and page, line or row), what was expected, what came and what to do.
    """


class ReadingError(PlantextError):
    """A file that cannot be read as a document."""


class CorpusError(PlantextError):
    """A manifest, checksum or download that does not fit."""


class LexiconError(PlantextError):
    """A lexicon row that is malformed, doubled or contradicts another."""


class TableError(PlantextError):
    """A table whose columns or values do not fit the schema."""


class OutputError(PlantextError):
    """A file that cannot be written; what was there before is untouched."""


class EmptyResultError(PlantextError):
    """A filter or threshold that leaves nothing to show."""


_P = ParamSpec("_P")
_R = TypeVar("_R")
# Types that annotations name without their module being loaded.
_OURS = {name: frozenset({name}) for name in ("Extraction", "Document", "DataFrame", "Graph", "Figure")} | {
    "Run": frozenset({"Extraction", "StoredRun"})
}
_PLAIN: dict[str, type | tuple[type, ...]] = {
    "str": str, "int": int, "bool": bool, "float": (int, float), "Path": os.PathLike, "Iterable": Iterable,
    "Sequence": Sequence, "Collection": Collection, "Mapping": Mapping, "dict": dict, "list": list, "tuple": tuple,
}  # fmt: skip


def names_arguments(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a function that fails over an argument of a wrong type say which one it is, and what it takes.

    Nothing is asked of arguments with which it succeeds.

    Examples
    --------
    >>> @names_arguments
    ... def double(text: str) -> str:
    ...     return text.upper() * 2
    >>> double(3)
    Traceback (most recent call last):
    TypeError: double: text: expected str, got int (3).
    """

    @wraps(function)
    def call(*arguments: _P.args, **options: _P.kwargs) -> _R:
        try:
            return function(*arguments, **options)
        except (AttributeError, TypeError, ValueError, KeyError) as error:
            if wrong := _find_wrong(function, arguments, options):
                raise TypeError(f"{function.__name__}: {wrong}") from error
            raise

    return call


def _find_wrong(function: Callable[..., Any], arguments: tuple[Any, ...], options: dict[str, Any]) -> str:
    """The first argument whose type its annotation rules out, as a message; empty where none is."""
    signature = inspect.signature(function)
    try:
        given = signature.bind(*arguments, **options).arguments
    except TypeError:  # too many, too few: Python says so itself
        return ""
    for name, value in given.items():
        parameter = signature.parameters[name]
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        expected = inspect.formatannotation(parameter.annotation).strip("'")
        known = function.__globals__
        if not any(_may_be(value, part, known) for part in _alternatives(expected)):
            return f"{name}: expected {expected}, got {type(value).__name__} ({_short(value)})."
    return ""


def _alternatives(annotation: str) -> list[str]:
    """The types that a union names, without parting those in brackets."""
    parts, depth = [""], 0
    for character in annotation:
        depth += (character == "[") - (character == "]")
        if character == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _may_be(value: Any, annotation: str, known: Mapping[str, Any]) -> bool:
    """Whether a value may be of a type, as far as the name of the type tells."""
    name = annotation.partition("[")[0].rpartition(".")[2]
    if name == "None":
        return value is None
    if name in _OURS:
        return any(kind.__name__ in _OURS[name] for kind in type(value).__mro__)
    kinds = _PLAIN.get(name, known.get(name))
    try:
        return not isinstance(kinds, type | tuple | UnionType) or isinstance(value, kinds)
    except TypeError:  # a type that tells nothing of values, such as Any
        return True


def _short(value: object) -> str:
    text = repr(value)
    return " ".join(text.split())[:60] + ("…" if len(text) > 60 else "")
