"""Pages set sideways and upside down."""

from __future__ import annotations

import pytest
from altered import alter, read
from pikepdf import Pdf

LINES = ["First comes this line.", "Then comes that line.", "The third is the last."]
MATRICES = {
    0: "1 0 0 1 0 0 cm",
    90: "0 1 -1 0 200 0 cm",
    180: "-1 0 0 -1 200 200 cm",
    270: "0 -1 1 0 0 200 cm",
}


@pytest.mark.parametrize("page", [0, 90, 180, 270])
@pytest.mark.parametrize("angle", MATRICES)
def test_turned_text_reads_as_upright_text(angle: int, page: int) -> None:
    def turn(pdf: Pdf) -> None:
        pdf.pages[0].Rotate = page

    shown = "".join(f"BT /F1 12 Tf 20 {150 - 40 * i} Td ({line}) Tj ET\n" for i, line in enumerate(LINES))
    turned = read(alter(f"q {MATRICES[angle]}\n{shown}Q", turn))
    assert turned.text == read(alter(shown)).text
    assert all(line in turned.text for line in LINES)
