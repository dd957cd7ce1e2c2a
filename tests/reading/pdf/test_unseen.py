"""Text that a page holds and does not show."""

from __future__ import annotations

import pytest
from altered import PICTURE, alter, read, show, told
from pikepdf import Array

DARK = "0 0 0.4 rg 10 90 180 30 re f\n"
PALE = "1 1 1 rg 10 90 180 30 re f\n"


HIDING = [
    *("3 Tr", "7 Tr", "1 1 1 rg", "1 g", "0 0 0 0 k"),
    *("1 Tr 1 1 1 RG", "2 Tr 1 1 1 rg 1 1 1 RG", "4 Tr 1 g", "5 Tr 1 G"),
    *("0 0 10 10 re W n", "0 0 0 0 re W n", "0 0 200 200 re W n 0 0 10 10 re W n"),
    "0.01 0 0 0.01 0 0 cm",
]


@pytest.mark.parametrize("before", HIDING)
def test_text_that_is_not_seen_is_left_out_and_told(before: str) -> None:
    document = read(alter(show("Seen by all.", 150) + show("Hidden away.", 100, before)))
    assert document.text == "Seen by all."
    assert any("does not show" in message for message in told(document, "dropped"))


@pytest.mark.parametrize(
    "before", ["1 Tr", "2 Tr 1 1 1 rg", "4 Tr", "0.9 g", "10 90 100 50 re W n", "0 0 200 200 re W n"]
)
def test_text_that_is_seen_stays(before: str) -> None:
    document = read(alter(show("Seen by all.", 150) + show("Seen as well.", 100, before)))
    assert document.text == "Seen by all. Seen as well."
    assert not told(document, "dropped")


def test_white_text_is_seen_on_a_colour_or_a_picture_and_not_on_white() -> None:
    title = show("A white title.", 100, "1 1 1 rg")
    assert read(alter(show("Above.", 150) + DARK + title)).text == "Above.\nA white title."
    assert "A white title." in read(alter(PICTURE + show("Above.", 150) + title)).text
    assert read(alter(show("Above.", 150) + PALE + title)).text == "Above."


def test_invisible_text_over_a_picture_is_what_ocr_read() -> None:
    document = read(alter(PICTURE + show("Read from the picture.", 100, "3 Tr")))
    assert document.text == "Read from the picture."
    assert any("OCR" in message for message in told(document, "uncertain"))


def test_text_outside_the_visible_area_is_left_out_and_told() -> None:
    def crop(pdf: object) -> None:
        pdf.pages[0].CropBox = Array([0, 80, 200, 200])  # type: ignore[attr-defined]

    document = read(alter(show("Seen by all.", 150) + show("Cut away.", 40), crop))
    assert document.text == "Seen by all."
    assert any("outside" in message for message in told(document, "dropped"))
