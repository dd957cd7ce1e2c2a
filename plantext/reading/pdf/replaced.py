"""Text that a file gives in the place of what a page draws (ActualText): told where it says something else."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from itertools import groupby
from typing import Any, NamedTuple

from plantext.errors import Message
from plantext.reading.pdf.unseen import page_objects, text_of
from plantext.records import Note

_KEY = b"ActualText"
_LONGEST = 20_000
"""Characters of such a text that are compared."""


class _Replaced(NamedTuple):
    """A text object, its place among those of the page, the mark that replaces it, and by what."""

    item: Any
    number: int
    mark: Any
    text: str


def _find(raw: Any, page: Any) -> list[_Replaced]:
    found = []
    texts = (item for item, kind, _ in page_objects(raw, page) if kind == raw.FPDF_PAGEOBJ_TEXT)
    for number, item in enumerate(texts):
        for i in range(raw.FPDFPageObj_CountMarks(item)):
            mark = raw.FPDFPageObj_GetMark(item, i)
            size = ctypes.c_ulong()
            if not raw.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, None, 0, ctypes.byref(size)) or not size.value:
                continue
            buffer = (ctypes.c_ubyte * size.value)()
            raw.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, buffer, size.value, ctypes.byref(size))
            found.append(_Replaced(item, number, mark, _decoded(bytes(buffer))))
    return found


def _decoded(data: bytes) -> str:
    """A text string of a PDF, whose first bytes say how it is encoded."""
    for begin, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if data.startswith(begin):
            return data[len(begin) :].decode(encoding, "replace")
    return data.decode("latin-1")


def restore_drawn(document: Any, page: Any, number: int) -> list[Note]:
    """Take from a page the texts that say something else than it shows; a note on them.

    What a page shows is read from then on when its text is loaded anew.

    Parameters
    ----------
    document : pypdfium2.PdfDocument
        The document, of which the page is opened once more.
    number : int
        Page number, from 1.
    """
    from pypdfium2 import raw

    found = _find(raw, page)
    if not found:
        return []
    drawn = _drawn(raw, document, number)
    false = []
    # What is drawn by several objects under one mark is replaced as a whole.
    for text, group in groupby(found, key=lambda it: it.text):
        parts = list(group)
        if differs(text, "".join(drawn[it.number] for it in parts if it.number < len(drawn))):
            false += parts
    for it in false:
        raw.FPDFPageObj_RemoveMark(it.item, it.mark)
    if not false:
        return []
    told = dict.fromkeys(it.text for it in false)
    message = Message(
        "{n} places say something else than they show (ActualText): what they show was read.", n=len(told)
    )
    return [Note("uncertain", message, number, " / ".join(told)[:60], 0.6)]


def _drawn(raw: Any, document: Any, number: int) -> list[str]:
    """What each text object of a page draws."""
    page = document[number - 1]
    for it in _find(raw, page):
        raw.FPDFPageObj_RemoveMark(it.item, it.mark)
    textpage = page.get_textpage()
    texts = [
        text_of(raw, textpage, [item]) for item, kind, _ in page_objects(raw, page) if kind == raw.FPDF_PAGEOBJ_TEXT
    ]
    textpage.close()
    page.close()
    return texts


def differs(said: str, drawn: str) -> bool:
    """Tell whether a text says something else than the characters that are drawn; only letters and digits count.

    Characters that are drawn and have no Unicode value are what such a text is for.

    Examples
    --------
    >>> differs("ﬁve years", "five  years"), differs("九年", "五年"), differs("●", "l")
    (False, True, False)
    """
    here, there = _letters(said), _letters(drawn)
    if (
        not here
        or not there
        or any(unicodedata.category(character) in ("Co", "Cn") for character in drawn)
        or "\ufffd" in drawn
    ):
        return False
    return Counter(here) != Counter(there)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text[:_LONGEST])
    return "".join(character for character in folded if character.isalnum())
