"""Objects of a PDF that its pages' text does not show: layers, forms, comments, attached files, damaged streams."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
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
_DRAWN = frozenset({"/Stamp", "/FreeText", "/Watermark"})


class Inspected(NamedTuple):
    """The file to read, without what is on layers that are off, and notes on what its pages do not show."""

    data: bytes
    notes: list[Note]


def inspect_objects(data: bytes) -> Inspected:
    """Look at the objects of a PDF; what cannot be looked at is told, and the file left as it is."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            notes = [note for look, what in _LOOKS for note in _looked(look, what, pdf)]
            off = find_off(pdf)
            dropped = drop_layers(pdf, off) if off else []
            if dropped:
                data = _saved(pdf)
    except pikepdf.PasswordError:
        return Inspected(data, [])
    except _faults():
        message = Message(
            "Layers that are switched off, forms, comments and attached files could not be looked for: the file is damaged."
        )
        return Inspected(data, [Note("uncertain", message, 0, "", 0.5)])
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


def _faults() -> tuple[type[Exception], ...]:
    """Errors of hostile files: qpdf's binding raises whatever a wrong type leads to."""
    import pikepdf

    return pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError


def _looked(look: Callable[[Pdf], Iterator[Note]], what: Message, pdf: Pdf) -> list[Note]:
    try:
        return list(look(pdf))
    except _faults():
        return [
            Note("uncertain", Message("{what} of the file could not be looked at: damaged.", what=what), 0, "", 0.5)
        ]


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _dictionaries(array: Any) -> list[Any]:
    import pikepdf

    return [item for item in array if isinstance(item, pikepdf.Dictionary)] if isinstance(array, pikepdf.Array) else []


def _forms(pdf: Pdf) -> Iterator[Note]:
    """Notes on values of form fields, and on forms whose content is not in the pages."""
    form = pdf.Root.get("/AcroForm")
    if form is not None and "/XFA" in form:
        message = Message(
            "The file is an XFA form: what it shows is made from data that are not in its pages. Print it to a new PDF."
        )
        yield Note("uncertain", message, 0, "", 0.1)
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
        if isinstance(value, pikepdf.Stream):
            return " ".join(value.read_bytes().decode("utf-8", "replace").split())
        values = list(value) if isinstance(value, pikepdf.Array) else [value]
        told = [" ".join(str(it).split()) for it in values if isinstance(it, pikepdf.String)]
        if told:
            return ", ".join(told)
        field = field.get("/Parent")
        if not isinstance(field, pikepdf.Dictionary):
            return ""
    return ""


def _comments(pdf: Pdf) -> Iterator[Note]:
    for number, page in enumerate(pdf.pages[:MAX_PAGES], 1):
        added = [it for it in _dictionaries(page.obj.get("/Annots")) if str(it.get("/Subtype")) not in _SILENT]
        texts = [" ".join(str(it.get("/Contents", "")).split()) for it in added]
        # A stamp or a text may be drawn without being told in words.
        shown = [it for it, text in zip(added, texts, strict=True) if text or str(it.get("/Subtype")) in _DRAWN]
        if shown:
            message = Message("{n_texts} comments or added texts (annotations) were not read.", n_texts=len(shown))
            yield Note("unread", message, number, " / ".join(filter(None, texts))[:200])


def _attachments(pdf: Pdf) -> Iterator[Note]:
    pinned = [
        it.get("/FS")
        for page in pdf.pages[:MAX_PAGES]
        for it in _dictionaries(page.obj.get("/Annots"))
        if str(it.get("/Subtype")) == "/FileAttachment"
    ]
    names = sorted({*pdf.attachments.keys(), *map(_file_name, [*pinned, *_dictionaries(pdf.Root.get("/AF"))])})
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


def _file_name(file: Any) -> str:
    """Name of an attached file."""
    import pikepdf

    names = [file.get("/UF"), file.get("/F")] if isinstance(file, pikepdf.Dictionary) else [file]
    return next((str(name) for name in names if isinstance(name, pikepdf.String)), "without a name")


def _streams(pdf: Pdf) -> Iterator[Note]:
    """Notes on pages whose drawing instructions break off."""
    import pikepdf

    seen: dict[tuple[int, int], bool] = {}
    pdf.get_warnings()
    for number, page in enumerate(pdf.pages[:MAX_PAGES], 1):
        own = page.obj.get("/Contents")
        streams = [*(own if isinstance(own, pikepdf.Array) else [own]), *_forms_of(page.resources)]
        if any(_is_damaged(pdf, stream, seen, 0) for stream in streams):
            message = Message("The page's content breaks off, or is damaged: text may be missing. Get the file again.")
            yield Note("uncertain", message, number, "", 0.3)


def _forms_of(resources: Any) -> list[Any]:
    import pikepdf

    entries = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(entries, pikepdf.Dictionary):
        return []
    return [it for it in entries.values() if isinstance(it, pikepdf.Stream) and str(it.get("/Subtype")) == "/Form"]


def _is_damaged(pdf: Pdf, stream: Any, seen: dict[tuple[int, int], bool], depth: int) -> bool:
    """Whether a stream, or a form that it may draw, cannot be unpacked to its end; each is asked once."""
    import pikepdf

    if not isinstance(stream, pikepdf.Stream):
        return False
    if stream.objgen not in seen:
        seen[stream.objgen] = False  # a form may draw itself
        try:
            stream.read_bytes()
            damaged = bool(pdf.get_warnings())
        except (pikepdf.PdfError, RuntimeError):
            damaged = True
            pdf.get_warnings()
        inner = _forms_of(stream.get("/Resources")) if depth < _DEPTH else []
        seen[stream.objgen] = damaged or any(_is_damaged(pdf, form, seen, depth + 1) for form in inner)
    return seen[stream.objgen]


_LOOKS = (
    (_forms, Message("forms")),
    (_comments, Message("comments")),
    (_attachments, Message("attached files")),
    (_streams, Message("contents of pages")),
)
