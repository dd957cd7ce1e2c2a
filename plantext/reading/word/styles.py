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
    """

    kind: str = ""
    level: int = 0
    hidden: bool = False
    struck: bool = False


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
        hidden: bool | None = None
        struck: bool | None = None
        for _ in range(_DEPTH):
            style = self.nodes.get(identifier)
            if style is None:
                break
            name = _value(style, "name").lower()
            run = style.find(W + "rPr")
            hidden = is_on(run, "vanish") if hidden is None else hidden
            struck = is_on(run, "strike", "dstrike") if struck is None else struck
            kind = kind or next((found for found, pattern in _KINDS if pattern.fullmatch(name)), "")
            if level is None:
                # The name of a heading holds where the style says nothing else.
                heading = _HEADING.fullmatch(name)
                level = outline_level(style.find(W + "pPr"))
                level = int(heading.group(1)) if level is None and heading else level
            identifier = _value(style, "basedOn")
        return Look(kind, level or 0, bool(hidden), bool(struck))


def _value(style: Any, name: str) -> str:
    node = style.find(W + name)
    return str(node.get(W + "val", "")) if node is not None else ""
