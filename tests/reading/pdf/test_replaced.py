"""Text that a file gives in the place of what its page shows (ActualText)."""

from __future__ import annotations

import pytest
from altered import alter, read, show, told
from pikepdf import Dictionary, Pdf


def span(actual: str, drawn: str) -> str:
    return f"/Span <</ActualText <FEFF{actual.encode('utf-16-be').hex()}>>> BDC {show(drawn, 100)} EMC\n"


def test_what_the_page_shows_is_read_where_the_file_says_something_else() -> None:
    document = read(alter(show("Before.", 150) + span("Nine of ten.", "Five of ten.") + show("After.", 50)))
    assert document.text == "Before. Five of ten. After."
    (note,) = [note for note in document.report if "ActualText" in note.message]
    assert (note.kind, note.text) == ("uncertain", "Nine of ten.")


def test_a_text_among_the_properties_of_the_page() -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].Resources.Properties = Dictionary(P=Dictionary(ActualText="Nine of ten."))

    document = read(alter(f"/Span /P BDC {show('Five of ten.', 100)} EMC", change))
    assert document.text == "Five of ten."


@pytest.mark.parametrize("actual", ["Five of ten.", "Five\u00a0of ten.", "Five of\u00ad ten", "\u2022 Five of ten."])
def test_the_same_in_other_characters_is_no_doubt(actual: str) -> None:
    document = read(alter(show("Before.", 150) + span(actual, "Five of ten.")))
    assert not told(document, "uncertain")
