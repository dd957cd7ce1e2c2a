"""What stands in a Word file beside its text: pictures, charts, objects, formulas. Each is counted, to be told."""

from __future__ import annotations

from typing import Any

from plantext.reading.word.parts import W

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"
_VML = "{urn:schemas-microsoft-com:vml}"
_KINDS = {
    _DRAWING + "diagram}relIds": "drawn",
    _DRAWING + "chart}chart": "drawn",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": "drawn",
    # Words of a drawing that are no paragraphs of Word.
    _DRAWING + "main}txBody": "drawn",
    _VML + "textpath": "drawn",
    _DRAWING + "picture}pic": "pictures",
    _VML + "imagedata": "pictures",
    W + "object": "objects",
    W + "subDoc": "subdocuments",
    MATH + "oMath": "formulas",
}
# Formulas that do not print as a row of characters.
_RAISED = [
    MATH + name for name in ("sSup", "sSub", "sSubSup", "sPre", "rad", "nary", "m", "eqArr", "limLow", "limUpp", "func")
]
_SMALLEST = 4
"""Half points of type up to which nobody reads it."""


def kind_beside(node: Any) -> str:
    """Name what a node is, if it is no text.

    Examples
    --------
    >>> from lxml import etree
    >>> kind_beside(etree.Element(MATH + "oMath")), kind_beside(etree.Element(W + "object"))
    ('', 'objects')
    """
    kind = _KINDS.get(node.tag, "")
    if kind == "formulas" and next(node.iter(*_RAISED), None) is None:
        return ""
    return kind


def words_beside(node: Any) -> str:
    """The words that such a node holds, as an example."""
    program = next((inner.get("ProgID", "") for inner in node.iter("{*}OLEObject")), "")
    return program or node.get("string", "") or "".join(node.itertext())


def is_unreadable(run: Any | None, paragraph: Any | None) -> bool:
    """Tell whether the properties of a run set it white on no other colour, or too small to be read."""
    if run is None:
        return False
    size = run.find(W + "sz")
    if size is not None and size.get(W + "val", "").isdecimal() and int(size.get(W + "val")) <= _SMALLEST:
        return True
    colour = run.find(W + "color")
    if colour is None or colour.get(W + "val", "").upper() != "FFFFFF":
        return False
    shades = [
        run.find(W + "shd"),
        run.find(W + "highlight"),
        paragraph.find(W + "shd") if paragraph is not None else None,
    ]
    return all(shade is None for shade in shades)
