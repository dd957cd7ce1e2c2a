"""What a PDF holds beside its pages' text is told."""

from __future__ import annotations

import zlib

import pytest
from altered import alter, cut, read, show, told
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, String

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


def fill_in(pdf: Pdf, field: Dictionary) -> None:
    for key, value in {"/Subtype": Name.Widget, "/Rect": Array([0, 0, 9, 9]), "/T": String("name")}.items():
        field[key] = value
    widget = pdf.make_indirect(field)
    pdf.pages[0].Annots = Array([widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]))


def values(pdf: Pdf) -> None:
    chosen = Array([String("One"), String("Two")])
    fill_in(pdf, Dictionary(FT=Name.Ch, V=chosen))


def long_value(pdf: Pdf) -> None:
    value = pdf.make_stream(b"Filled in at length")
    fill_in(pdf, Dictionary(FT=Name.Tx, V=value))


def stamp(pdf: Pdf) -> None:
    drawn = pdf.make_stream(b"")
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Stamp, Rect=[0, 0, 9, 9], AP=Dictionary(N=drawn))])


def pinned(pdf: Pdf) -> None:
    file = AttachedFileSpec(pdf, b"a,b", filename="pinned.csv").obj
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=file)])


def portfolio(pdf: Pdf) -> None:
    attachment(pdf)
    pdf.Root.Collection = Dictionary(Type=Name.Collection)


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
        (values, "uncertain", "field"),
        (long_value, "uncertain", "field"),
        (stamp, "unread", "annotations"),
        (pinned, "unread", "pinned.csv"),
        (portfolio, "uncertain", "portfolio"),
    ],
)
def test_what_the_pages_do_not_hold_is_told(change: object, kind: str, words: str) -> None:
    document = read(alter(BODY, change))  # type: ignore[arg-type]
    assert any(words in message for message in told(document, kind))
    assert document.text == "The text of the page."


def test_values_and_comments_are_quoted() -> None:
    texts = [note.text for change in (field, comment, values, long_value) for note in read(alter(BODY, change)).report]
    assert {"Filled in by hand", "Written upon it", "One, Two", "Filled in at length"} <= set(texts)


def test_a_plain_file_says_nothing_of_the_kind() -> None:
    assert not told(read(alter(BODY)), "uncertain") and not told(read(alter(BODY)), "unread")


@pytest.mark.parametrize(("share", "doubted"), [(0.7, True), (1.0, False)])
def test_content_that_breaks_off_is_told(share: float, doubted: bool) -> None:
    document = read(cut(share))
    assert "Line 0 of the text is here." in document.text
    assert any("breaks off" in message for message in told(document, "uncertain")) is doubted


def test_a_form_within_forms_that_breaks_off_is_told() -> None:
    def nest(pdf: Pdf) -> None:
        packed = zlib.compress("".join(show(f"Line {i}.", 190 - 6 * i) for i in range(30)).encode())
        form = pdf.make_stream(b"")
        form.write(packed[: len(packed) // 2], filter=Name.FlateDecode)
        resources = Dictionary(Font=pdf.pages[0].Resources.Font)
        for _ in range(3):
            for key, value in {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 200, 200])}.items():
                form[key] = value
            form["/Resources"] = resources
            resources, form = Dictionary(XObject=Dictionary(X=form)), pdf.make_stream(b"/X Do")
        pdf.pages[0].Resources.XObject = resources.XObject

    assert any("breaks off" in message for message in told(read(alter(BODY + "/X Do", nest)), "uncertain"))


def test_what_cannot_be_looked_at_is_told_and_the_rest_looked_at() -> None:
    def damage(pdf: Pdf) -> None:
        comment(pdf)
        pdf.Root.AcroForm = Array([])

    document = read(alter(BODY, damage))
    assert any("forms of the file could not be looked at" in message for message in told(document, "uncertain"))
    assert told(document, "unread")
