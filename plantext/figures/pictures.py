"""Compare pictures as a reader sees them: the shapes of SVG, the pixels of PNG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np
from lxml import etree
from PIL import Image

from plantext.errors import Message, PlantextError

SHIFT = 0.01  # Points by which a coordinate may differ: a four-thousandth of a millimetre

# Steps of 255 by which a pixel may differ: a line moved by SHIFT changes one by 11 at 300 dpi.
SHADE = 32

MOST_LINES = 3  # Differences that are listed; the others are counted

# Identifiers that matplotlib derives from the coordinates.
_HASHED = re.compile(r"[A-Za-z]{1,2}(?:\d{1,6}_\d{1,6}_)?[0-9a-f]{10}")
_PARTS = re.compile(r"#[0-9a-fA-F]{3,8}|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_SCALE = re.compile(r"(?:scale|rotate|matrix)\([^()]*\)")


@dataclass(frozen=True, slots=True)
class _Shape:
    """An element of an SVG: where it stands, its tag, its attributes."""

    words: str
    group: str
    tag: str
    attributes: dict[str, str]

    @property
    def where(self) -> str:
        """The words that it belongs to, or else its group."""
        return Message("the words {words}", words=self.words) if self.words else self.group or self.tag


def _shapes(path: Path) -> Iterator[_Shape]:
    """The elements of a picture in order, without the account inside; words are told by the comments before them."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.parse(path, parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise PlantextError(
            "{name}: cannot be read as SVG ({error}). Make it again with `plantext figures`.",
            name=path.name,
            error=error,
        ) from error
    numbers: dict[str, str] = {}
    words, group = "", ""
    for element in root.iter():
        if element.tag is etree.Comment:
            words = (element.text or "").strip()
            yield _Shape(words, "", "comment", {"text": words})
            continue
        if not isinstance(element.tag, str) or any(True for _ in element.iterancestors("{*}metadata")):
            continue
        tag = etree.QName(element).localname
        attributes = {
            str(name): _HASHED.sub(lambda found: numbers.setdefault(found.group(), f"id{len(numbers)}"), str(value))
            for name, value in element.attrib.items()
        }
        if "id" in element.attrib:
            group, words = str(element.attrib["id"]), "" if tag == "g" else words
        if tag != "metadata":
            yield _Shape(words, group, tag, attributes)


def compare_shapes(kept: Path, made: Path) -> list[str]:
    """Compare the shapes of two SVG pictures: what differs by more than SHIFT or in colour, in four lines at most."""
    told: list[str] = []
    for old, new in zip_longest(_shapes(kept), _shapes(made)):
        if old is None or new is None or old.tag != new.tag or old.attributes.keys() != new.attributes.keys():
            there, here = (shape.where if shape else Message("nothing more") for shape in (old, new))
            told.append(Message("another shape: kept {there}, made {here}", there=there, here=here))
            break
        what = [_compare_attribute(name, value, new.attributes[name]) for name, value in old.attributes.items()]
        told += [Message("{where}: {line}", where=old.where, line=line) for line in what if line]
    if len(told) <= MOST_LINES:
        return told
    return [*told[:MOST_LINES], Message("and {n} more shapes", n=len(told) - MOST_LINES)]


def _compare_attribute(name: str, old: str, new: str) -> str:
    """How an attribute differs; empty if it does not."""
    if old == new:
        return ""
    exact = [_SCALE.findall(value) for value in (old, new)]
    texts, numbers = ([], []), ([], [])  # type: ignore[var-annotated]
    for value, text, found in zip((old, new), texts, numbers, strict=True):
        last = 0
        for part in _PARTS.finditer(value):
            text.append(value[last : part.start()])
            last = part.end()
            (text if part.group().startswith("#") else found).append(part.group())
        text.append(value[last:])
    if texts[0] != texts[1] or len(numbers[0]) != len(numbers[1]):
        return Message("{name}: kept {before!r}, made {after!r}", name=name, before=old[:60], after=new[:60])
    if exact[0] != exact[1] and not _near(exact[0], exact[1]):
        return Message("{name}: kept {before}, made {after}", name=name, before=exact[0], after=exact[1])
    shift = max((abs(float(a) - float(b)) for a, b in zip(*numbers, strict=True)), default=0.0)
    return Message("moved by {shift:.3g} pt", shift=shift) if shift > SHIFT else ""


def _near(old: list[str], new: list[str]) -> bool:
    """Factors of scales and rotations: equal to six digits."""
    a, b = (np.array([float(n) for part in parts for n in _PARTS.findall(part)]) for parts in (old, new))
    return a.shape == b.shape and bool(np.all(np.abs(a - b) <= 1e-6 * np.maximum(np.abs(a), 1e-6)))


def compare_pixels(kept: Path, made: Path) -> list[str]:
    """Compare two PNG pictures: another size, or how many pixels differ by more than ``SHADE``, and where."""
    pictures = []
    for path in (kept, made):
        try:
            with Image.open(path) as picture:
                pictures.append(np.asarray(picture.convert("RGBA")).astype(np.int16))
        except (OSError, SyntaxError, ValueError) as error:
            raise PlantextError(
                "{name}: cannot be read as PNG. Make it again with `plantext figures`.", name=path.name
            ) from error
    old, new = pictures
    if old.shape != new.shape:
        return [
            Message(
                "kept {old_width}×{old_height} pixels, made {width}×{height}",
                old_width=old.shape[1],
                old_height=old.shape[0],
                width=new.shape[1],
                height=new.shape[0],
            )
        ]
    apart = np.abs(old - new).max(axis=2)
    rows, columns = np.nonzero(apart > SHADE)
    if not len(rows):
        return []
    where = Message(
        "columns {left} to {right}, rows {top} to {bottom}",
        left=columns.min(),
        right=columns.max(),
        top=rows.min(),
        bottom=rows.max(),
    )
    return [Message("{n} pixels differ by up to {most} of 255 ({where})", n=len(rows), most=apart.max(), where=where)]
