"""Objects of a PDF that its pages' text does not show: layers, forms, comments, attached files, damaged streams."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from plantext.errors import Message
from plantext.reading.pdf.layers import drop_layers, find_off
from plantext.records import Note

if TYPE_CHECKING:
    from pikepdf import Pdf

_DEPTH = 8
MAX_PAGES = 5000
"""Pages whose streams and annotations are looked at."""
_SILENT = frozenset({"/Link", "/Popup", "/Widget", "/FileAttachment"})


class Inspected(NamedTuple):
    """The file to read, without what is on layers that are off, and notes on what its pages do not show."""

    data: bytes
    notes: list[Note]


def inspect_objects(data: bytes) -> Inspected:
    """Look at the objects of a PDF; a file that qpdf cannot open is left as it is."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            notes = [*_form_notes(pdf), *_comments(pdf), *_attachments(pdf), *_damage(pdf)]
            off = find_off(pdf)
            dropped = drop_layers(pdf, off) if off else []
            if dropped:
                data = _saved(pdf)
    # Hostile files make qpdf's binding raise whatever a wrong type leads to.
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return Inspected(data, [])
    for number, names in dropped:
        notes.append(
            Note(
                "dropped",
                Message("What stands on a layer that is switched off ({names}).", names=names),
                number,
                "",
                0.9,
            )
        )
    return Inspected(data, notes)


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _dictionaries(array: Any) -> list[Any]:
    import pikepdf

    return [item for item in array if isinstance(item, pikepdf.Dictionary)] if isinstance(array, pikepdf.Array) else []


def _form_notes(pdf: Pdf) -> Iterator[Note]:
    """Notes on values of form fields, and on forms whose content is not in the pages."""
    form = pdf.Root.get("/AcroForm")
    if form is not None and "/XFA" in form:
        message = Message(
            "The file is an XFA form: what it shows is made from data that are not in its pages. Print it to a new PDF."
        )
        yield Note("uncertain", message, 0, "", 0.1)
    if form is None:
        return
    for number, page in enumerate(pdf.pages[:MAX_PAGES], 1):
        widgets = [it for it in _dictionaries(page.obj.get("/Annots")) if str(it.get("/Subtype")) == "/Widget"]
        values = [value for value in map(_value, widgets) if value]
        if values:
            message = Message(
                "Text filled into a form, in {n} fields, was not read: it is not in the page's own text.",
                n=len(values),
            )
            yield Note("uncertain", message, number, " / ".join(values)[:200], 0.4)


def _value(field: Any) -> str:
    """Text that a field of a form was filled in with, its own or inherited."""
    import pikepdf

    for _ in range(_DEPTH):
        value = field.get("/V")
        if isinstance(value, pikepdf.String):
            return " ".join(str(value).split())
        field = field.get("/Parent")
        if not isinstance(field, pikepdf.Dictionary):
            return ""
    return ""


def _comments(pdf: Pdf) -> Iterator[Note]:
    for number, page in enumerate(pdf.pages[:MAX_PAGES], 1):
        texts = [
            " ".join(str(it.get("/Contents")).split())
            for it in _dictionaries(page.obj.get("/Annots"))
            if str(it.get("/Subtype")) not in _SILENT and str(it.get("/Contents", "")).strip()
        ]
        if texts:
            message = Message("{n_texts} comments or added texts (annotations) were not read.", n_texts=len(texts))
            yield Note("unread", message, number, " / ".join(texts)[:200])


def _attachments(pdf: Pdf) -> Iterator[Note]:
    names = sorted(pdf.attachments.keys())
    if names:
        told = ", ".join(names[:5])
        if len(names) > 5:
            told = Message("{few} and {n} more", few=told, n=len(names) - 5)
        yield Note(
            "unread", Message("{n_names} attached files were not read: {told}.", n_names=len(names), told=told), 0, ""
        )
    if names and "/Collection" in pdf.Root:
        message = Message(
            "The file is a portfolio: its documents are attached to it. Save them, and read them by themselves."
        )
        yield Note("uncertain", message, 0, "", 0.2)


def _damage(pdf: Pdf) -> Iterator[Note]:
    """Notes on pages whose drawing instructions break off."""
    seen: dict[tuple[int, int], bool] = {}
    pdf.get_warnings()
    for number, page in enumerate(pdf.pages[:MAX_PAGES], 1):
        if any(_is_damaged(pdf, stream, seen) for stream in _streams(page)):
            message = Message("The page's content breaks off, or is damaged: text may be missing. Get the file again.")
            yield Note("uncertain", message, number, "", 0.3)


def _streams(page: Any) -> Iterator[Any]:
    """Streams that draw a page: its own, and those of its forms."""
    import pikepdf

    own = page.obj.get("/Contents")
    todo = list(own) if isinstance(own, pikepdf.Array) else [own]
    todo += _forms_of(page.resources)
    for stream in todo:
        if isinstance(stream, pikepdf.Stream):
            yield stream


def _forms_of(resources: Any) -> list[Any]:
    import pikepdf

    entries = resources.get("/XObject")
    if not isinstance(entries, pikepdf.Dictionary):
        return []
    return [it for it in entries.values() if isinstance(it, pikepdf.Stream) and str(it.get("/Subtype")) == "/Form"]


def _is_damaged(pdf: Pdf, stream: Any, seen: dict[tuple[int, int], bool]) -> bool:
    """Whether a stream cannot be unpacked to its end; each is asked once."""
    import pikepdf

    if stream.objgen not in seen:
        try:
            stream.read_bytes()
            seen[stream.objgen] = bool(pdf.get_warnings())
        except (pikepdf.PdfError, RuntimeError):
            seen[stream.objgen] = True
            pdf.get_warnings()
    return seen[stream.objgen]
