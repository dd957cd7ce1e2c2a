"""What a PDF holds beside its pages' text is told."""

from __future__ import annotations

import pytest
from altered import alter, cut, read, show, told
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf

BODY = show("The text of the page.", 100)


def field(pdf: Pdf) -> None:
    parent = pdf.make_indirect(Dictionary(FT=Name.Tx, T="name", V="Filled in by hand"))
    widget = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 9, 9], Parent=parent))
    pdf.pages[0].Annots = Array([widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([parent]))


def comment(pdf: Pdf) -> None:
    pdf.pages[0].Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[0, 0, 9, 9], Contents="Written upon it")]
    )


def attachment(pdf: Pdf) -> None:
    pdf.attachments["budget.csv"] = AttachedFileSpec(pdf, b"a,b")


def xfa(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (field, "uncertain", "field"),
        (comment, "unread", "annotations"),
        (attachment, "unread", "budget.csv"),
        (xfa, "uncertain", "XFA"),
    ],
)
def test_what_the_pages_do_not_hold_is_told(change: object, kind: str, words: str) -> None:
    document = read(alter(BODY, change))  # type: ignore[arg-type]
    assert any(words in message for message in told(document, kind))
    assert document.text == "The text of the page."


def test_values_and_comments_are_quoted() -> None:
    texts = [note.text for change in (field, comment) for note in read(alter(BODY, change)).report]
    assert "Filled in by hand" in texts and "Written upon it" in texts


def test_a_plain_file_says_nothing_of_the_kind() -> None:
    assert not told(read(alter(BODY)), "uncertain") and not told(read(alter(BODY)), "unread")


@pytest.mark.parametrize(("share", "doubted"), [(0.7, True), (1.0, False)])
def test_content_that_breaks_off_is_told(share: float, doubted: bool) -> None:
    document = read(cut(share))
    assert "Line 0 of the text is here." in document.text
    assert any("breaks off" in message for message in told(document, "uncertain")) is doubted
