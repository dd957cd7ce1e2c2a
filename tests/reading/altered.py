"""Small PDF files with what a page does not show: layers, fields, comments, cut streams."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
from pdfs import broken_pdf
from pikepdf import Array, Dictionary, Name, Pdf

from plantext.reading import read_bytes
from plantext.records import Document


def show(text: str, y: int, before: str = "") -> str:
    """Instructions that show a text at a height."""
    return f"q {before} BT /F1 12 Tf 20 {y} Td ({text}) Tj ET Q\n"


PICTURE = "q 200 0 0 200 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"


def alter(content: str, change: Callable[[Pdf], None] = lambda pdf: None) -> bytes:
    """A page of 200 by 200 points with some content, changed."""
    with pikepdf.open(io.BytesIO(broken_pdf(content=content.replace("\x80", "x")))) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def layered(*, off: bool, content: str = "", form: bool = False) -> bytes:
    """A page with a layer named draft, on or off; with ``form`` the layer hides a form of its own."""

    def change(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="draft"))
        setting = Dictionary(OFF=Array([layer] if off else []))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=setting)
        resources = pdf.pages[0].Resources
        resources.Properties = Dictionary(L=layer)
        if form:
            box = pdf.make_stream(show("In a form.", 60).encode())
            for key, value in {
                "/Type": Name.XObject,
                "/Subtype": Name.Form,
                "/BBox": Array([0, 0, 200, 200]),
                "/Resources": Dictionary(Font=resources.Font),
                "/OC": layer,
            }.items():
                box[key] = value
            resources.XObject = Dictionary(X=box)

    return alter(content or f"/OC /L BDC {show('A draft.', 60)} EMC {show('The text.', 100)}", change)


def cut(share: float) -> bytes:
    """A page whose packed content ends after a share of its bytes."""
    packed = zlib.compress("".join(show(f"Line {i} of the text is here.", 190 - 6 * i) for i in range(30)).encode())

    def change(pdf: Pdf) -> None:
        stream = pdf.make_stream(b"")
        stream.write(packed[: int(len(packed) * share)], filter=Name.FlateDecode)
        pdf.pages[0].Contents = stream

    return alter("", change)


def read(data: bytes) -> Document:
    """Read a made file."""
    return read_bytes(data, "made.pdf", doc_id="made")


def told(document: Document, kind: str) -> list[str]:
    """Messages of a kind in a report."""
    return [note.message for note in document.report if note.kind == kind]
