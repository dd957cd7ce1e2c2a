"""Pages that are pictures: read where the extra is installed, and told in either case."""

from __future__ import annotations

import io
from types import SimpleNamespace

import numpy as np
import pytest
from pdfs import image_pdf, lines_of, make_pdf, paragraph, read

from plantext.errors import ReadingError
from plantext.reading import read_bytes
from plantext.reading.pdf import ocr, pages
from plantext.reading.pdf.glyphs import Line

ROWS = [("国は計画を定める。", 20, 0.99), ("県は施策を定める。", 60, 0.7)]


def fake_engine(image: np.ndarray) -> SimpleNamespace:
    """What an engine gives for two lines of text, 20 pixels high."""
    boxes = [np.array([[10, top], [150, top], [150, top + 20], [10, top + 20]], dtype=float) for _, top, _ in ROWS]
    return SimpleNamespace(boxes=boxes, txts=[text for text, _, _ in ROWS], scores=[score for _, _, score in ROWS])


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> pages.Pages:
    monkeypatch.setattr(pages, "is_available", lambda: True)
    monkeypatch.setattr(ocr, "_engine", lambda: fake_engine)
    monkeypatch.setattr(ocr, "version", lambda _: "3")
    return pages.read_pages(image_pdf(2), "scan.pdf", lambda *_: None)


def test_lines_of_pictures_stand_where_their_boxes_do(recognised: pages.Pages) -> None:
    first, second = recognised.lines[0]
    assert [first.text, second.text] == [text for text, _, _ in ROWS]
    assert first.x0 < first.x1 and first.page == 1 and not first.vertical
    assert first.y - second.y == pytest.approx(40 * (first.x1 - first.x0) / 140)
    assert 0.5 < first.size / (20 * (first.x1 - first.x0) / 140) < 1


def test_every_page_and_every_unsure_line_is_told(recognised: pages.Pages) -> None:
    told = [note for note in recognised.notes if note.kind == "uncertain"]
    assert {note.page for note in told if "OCR (rapidocr" in note.message} == {1, 2}
    assert recognised.found["ocr_pages"] == "1-2"
    assert next((note.text, note.confidence) for note in told if "not sure of this line" in note.message) == (
        ROWS[1][0],
        0.7,
    )


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "is_available", lambda: False)
    with pytest.raises(ReadingError, match=r"pip install 'plantext\[ocr\]'"):
        pages.read_pages(image_pdf(1), "scan.pdf", lambda *_: None)


@pytest.mark.parametrize(("given", "right"), ocr._ALIKE["examples"].items())
def test_characters_of_one_shape_are_told_by_their_neighbours(given: str, right: str) -> None:
    assert ocr.mend(given) == right


def test_sizes_that_differ_by_chance_are_one_size_and_others_stay() -> None:
    sizes = [10.1, 10.2, 9.4, 9.0, 7.0, 14.0]
    even = ocr.even_sizes([Line("国は計画を定める", 0, 80, 700, size, False, 1) for size in sizes])
    assert len({line.size for line in even[:4]}) == 1
    assert [line.size for line in even[4:]] == [7.0, 14.0]


@pytest.mark.slow
@pytest.mark.skipif(not ocr.is_available(), reason="the extra plantext[ocr] is not installed")
def test_a_rendered_page_reads_as_its_text_layer_where_rapidocr_is_installed() -> None:
    import pypdfium2

    page = [paragraph(57, 700, lines_of(4))]
    with pypdfium2.PdfDocument(make_pdf(page)) as made:
        picture = made[0].render(scale=200 / 72).to_pil().convert("L")
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=200)
    document = read_bytes(out.getvalue(), "scan.pdf", doc_id="scan")
    assert document.meta["ocr_pages"] == "1"
    right = read(page).text
    same = sum(a == b for a, b in zip(document.text, right, strict=False))
    assert same >= 0.95 * len(right)
