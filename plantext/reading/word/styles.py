"""Styles of a Word file: what a paragraph or a run is, by its style and those it is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from plantext.reading.word.parts import W

# Styles based on each other; more are a circle.
_DEPTH = 20
_FALSE = frozenset({"0", "false", "off"})
_HEADING = re.compile(r"(?:heading|見出し)\s?([1-9１-９])")
_CONTENTS = re.compile(r"toc\s?[1-9]|目次\s?[1-9１-９]|table of figures|図表目次")
_KINDS = (
    ("title", re.compile(r"title|表題")),
    ("subtitle", re.compile(r"subtitle|副題")),
    ("bullet", re.compile(r"list.*|箇条書き.*|リスト.*")),
    ("caption", re.compile(r"caption|図表番号")),
    ("contents", _CONTENTS),
)
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says.

    Parameters
    ----------
    kind : str
        ``title``, ``subtitle``, ``bullet``, ``caption``, ``contents`` or empty.
    level : int
        Outline level of a heading, from 1; 0 for none.
    hidden, struck : bool
        Whether its text is not printed, or is crossed out.
    listed : tuple of str
        The list whose numbers it carries (none, or ``0``, for none), its level (empty where the list says it), and the
        style that says so.
    """

    kind: str = ""
    level: int = 0
    hidden: bool = False
    struck: bool = False
    listed: tuple[str, str, str] = ("", "", "")


def is_on(node: Any | None, *names: str) -> bool | None:
    """Tell whether properties switch one of some flags on or off; None where they say nothing."""
    if node is None:
        return None
    found = [flag for name in names if (flag := node.find(W + name)) is not None]
    return any(flag.get(W + "val", "1").lower() not in _FALSE for flag in found) if found else None


def outline_level(properties: Any | None) -> int | None:
    """The outline level that paragraph properties give, from 1; 0 for body text, None where they give none."""
    node = properties.find(W + "outlineLvl") if properties is not None else None
    value = node.get(W + "val", "") if node is not None else ""
    if len(value) != 1 or value not in "0123456789":
        return None
    return 0 if int(value) >= _BODY_LEVEL else int(value) + 1


def list_of(properties: Any | None) -> tuple[str, str]:
    """The list that paragraph properties put a paragraph into, and its level; empty where they say nothing."""
    node = properties.find(W + "numPr") if properties is not None else None
    return (value_of(node, "numId"), value_of(node, "ilvl")) if node is not None else ("", "")


@dataclass
class Styles:
    """The styles of a file by their identifiers."""

    nodes: dict[str, Any] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(cls, root: Any | None) -> Styles:
        """Collect the styles of a styles part; none without one."""
        found = cls()
        for style in root.iter(W + "style") if root is not None else ():
            identifier = style.get(W + "styleId", "")
            found.nodes[identifier] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default", "0").lower() not in _FALSE:
                found.default = identifier
        return found

    def look(self, identifier: str) -> Look:
        """What a style says, with those it is based on."""
        if identifier not in self.looks:
            self.looks[identifier] = self._look(identifier)
        return self.looks[identifier]

    def _look(self, identifier: str) -> Look:
        kind, level = "", None
        listed, at = ("", ""), ""
        hidden: bool | None = None
        struck: bool | None = None
        for _ in range(_DEPTH):
            style = self.nodes.get(identifier)
            if style is None:
                break
            name = value_of(style, "name").lower()
            run = style.find(W + "rPr")
            hidden = is_on(run, "vanish") if hidden is None else hidden
            struck = is_on(run, "strike", "dstrike") if struck is None else struck
            kind = kind or next((found for found, pattern in _KINDS if pattern.fullmatch(name)), "")
            if level is None:
                # The name of a heading holds where the style says nothing else.
                heading = _HEADING.fullmatch(name)
                level = outline_level(style.find(W + "pPr"))
                level = int(heading.group(1)) if level is None and heading else level
            number, of_list = list_of(style.find(W + "pPr"))
            at = at or of_list
            listed = listed if listed[0] else (number, identifier)
            identifier = value_of(style, "basedOn")
        return Look(kind, level or 0, bool(hidden), bool(struck), (listed[0], at, listed[1]))


def value_of(node: Any, name: str) -> str:
    """The value of a property; empty where there is none."""
    found = node.find(W + name)
    return str(found.get(W + "val", "")) if found is not None else ""
