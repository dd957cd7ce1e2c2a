"""The table of contents is left out and compared with the headings."""

from __future__ import annotations

from pdfs import lines_of, paragraph, read


def test_contents_are_left_out_and_held_against_the_headings() -> None:
    titles = ["第１ 総論", "第２ 各論", "第３ 体制", "第４ 評価", "第５ その他"]
    toc = [(57, 700 - 20 * i, 11, f"{title}{'.' * 30}{i + 1}") for i, title in enumerate(titles)]
    pages = [
        [(57, 760, 14, title), *paragraph(57, 700, lines_of(4)), (290, 30, 10, str(i + 1))]
        for i, title in enumerate(titles[:4])
    ]
    document = read([toc, *pages])
    assert "...." not in document.text
    told = [note for note in document.report if "table of contents" in note.message]
    assert any("4 of 5 entries" in note.message for note in told)
    assert any(note.text.endswith("その他") and note.kind == "uncertain" for note in told)
