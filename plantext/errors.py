"""Messages that can be said in another language, the errors that are made of them, and arguments named."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import wraps
from numbers import Integral
from types import UnionType
from typing import Any, ParamSpec, TypeVar


class Message(str):
    """A text for the researcher, in English, that keeps the template and the values it was made of.

    Wherever it goes, into tables and JSON too, it is the text. The command line looks the template up in its catalogue.

    Parameters
    ----------
    template : str
        With fields, as ``str.format`` has them; without values, the text as it is.
    **values
        What the fields stand for; messages among them are translated too.

    Examples
    --------
    >>> told = Message("{file}: {n:,} rows", file="a.csv", n=1200)
    >>> told
    'a.csv: 1,200 rows'
    >>> told.said({"{file}: {n:,} rows": "{file}：{n:,} 行"}.get)
    'a.csv：1,200 行'
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str = "", /, **values: object) -> Message:
        """Make the text of its template and values."""
        if isinstance(template, Message) and not values:
            return template
        known = {name: _plain(value) for name, value in values.items()}
        made = super().__new__(cls, template.format(**known) if known else template)
        made.template, made.values = template, known
        return made

    def said(self, translate: Callable[[str], str]) -> str:
        """Return the text with its template, and those of the messages in it, translated."""
        template = translate(self.template) if self.template else ""
        if not self.values:
            return template
        told = {
            name: value.said(translate) if isinstance(value, Message) else value for name, value in self.values.items()
        }
        return template.format(**told)

    def mapped(self, function: Callable[[str], str]) -> Message:
        """Return the message with a function applied to the texts among its values, as deep as they lie."""
        if not self.values:
            return Message(function(self.template))
        told = {
            name: value.mapped(function) if isinstance(value, Message) else function(value)
            for name, value in self.values.items()
            if isinstance(value, str)
        }
        return Message(self.template, **self.values | told)


def join(separator: str, parts: Iterable[str]) -> Message:
    """Join texts to a message in which those that are messages stay translatable.

    Examples
    --------
    >>> join("; ", [Message("{n} rows", n=2), "a.csv"])
    '2 rows; a.csv'
    """
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Message(separator.join(f"{{{name}}}" for name in values), **values)


def listed(items: Iterable[object], none: str = "none") -> Message:
    """List items, or say that there are none.

    Examples
    --------
    >>> listed(["page", "row"]), listed([])
    ('page, row', 'none')
    """
    return join(", ", (item if isinstance(item, str) else str(item) for item in items)) or Message(none)


def either(first: str, *others: str) -> Message:
    """List alternatives.

    Examples
    --------
    >>> either(".csv", ".tsv", ".xlsx")
    '.csv or .tsv or .xlsx'
    """
    told = Message(first)
    for other in others:
        told = Message("{one} or {other}", one=told, other=other)
    return told


def _plain(value: object) -> object:
    """A value that can be sent to other processes: libraries have errors and numbers that cannot."""
    if isinstance(value, PlantextError):
        return value.message
    if value is None or isinstance(value, str | int | float | list | tuple | dict):
        return value
    return int(value) if isinstance(value, Integral) else str(value)


class PlantextError(Exception):
    """A fault that the researcher can mend.

    The message names the file (and page, line or row), what was expected, what came and what to do. It is given as a
    template and its values, of which the command line makes it anew in the user's language.

    Examples
    --------
    >>> raise TableError("{path}: expected {n} columns, got {found}.", path="a.csv", n=3, found=2)
    Traceback (most recent call last):
        ...
    plantext.errors.TableError: a.csv: expected 3 columns, got 2.
    """

    def __init__(self, message: str = "", /, **values: object) -> None:
        self.message = Message(message, **values)
        super().__init__(self.message)


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
