"""Ruby goes; many fragments cost no more than they must."""

from __future__ import annotations

from pdfs import KANJI, lines_of, paragraph, read


def test_ruby_goes() -> None:
    page = [*paragraph(57, 700, lines_of(4)), (57, 636, 11, "強靱な基盤である。"), (68, 646, 5, "じん")]
    document = read([page])
    assert "強靱な基盤である。" in document.text and "じん" not in document.text
    assert any(note.message.startswith("Ruby") and note.text == "じん" for note in document.report)


def test_many_fragments_on_a_page_are_bounded() -> None:
    crowd = [
        (50 + 12 * (i % 40), 800 - 3 * (i // 40), 4 if i % 2 else 11, "ジ" if i % 2 else KANJI[i % len(KANJI)])
        for i in range(6000)
    ]
    assert read([crowd]).text
