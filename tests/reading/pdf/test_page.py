"""Pages that are pictures but for a line, and characters beyond the BMP."""

from __future__ import annotations

from altered import PICTURE, alter, read, show, told
from pikepdf import Pdf


def test_a_picture_with_a_stamp_is_doubted() -> None:
    document = read(alter(PICTURE + show("Received on the fifth of June", 20)))
    assert any("what the picture shows was not read" in message for message in told(document, "uncertain"))


def test_a_page_of_drawn_letters_with_a_number_is_doubted() -> None:
    letters = "".join(
        f"{5 + i % 40 * 4} {20 + i // 40 * 6} m {6 + i % 40 * 4} {25 + i // 40 * 6} {7 + i % 40 * 4} {24 + i // 40 * 6} "
        f"{8 + i % 40 * 4} {20 + i // 40 * 6} c f\n"
        for i in range(1000)
    )
    document = read(alter(letters + show("12", 5)))
    assert any("words that are drawn were not read" in message for message in told(document, "uncertain"))


def test_a_picture_under_a_page_of_text_is_no_doubt() -> None:
    lines = "".join(show(f"Line {i} of the text stands here.", 190 - 6 * i) for i in range(25))
    assert not told(read(alter(PICTURE + lines)), "uncertain")


def test_characters_beyond_the_bmp_are_joined_and_half_a_pair_is_lost() -> None:
    cmap = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <D842DFB7> <42> <D842> endbfchar endcmap"

    def map_font(pdf: Pdf) -> None:
        pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(cmap.encode())

    assert read(alter(show("A and B here", 100), map_font)).text == "𠮷 and \ufffd here"
