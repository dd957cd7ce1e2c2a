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


def test_a_page_that_says_contents_and_lists_titles_alone_is_left_out() -> None:
    from plantext.reading.pdf.contents import find_contents
    from plantext.reading.pdf.glyphs import Line

    def page(*texts: str) -> list[Line]:
        return [Line(text, 57, 57 + 11 * len(text), 700 - 18 * n, 11, False, 1) for n, text in enumerate(texts)]

    titles = ["１．はじめに", "２．現状", "（１）国内", "（２）海外", "３．今後"]
    kept, _, notes = find_contents([page("考え方について", "目　次", *titles)])
    assert [line.text for line in kept[0]] == ["考え方について"]
    assert notes[0].kind == "dropped" and "table of contents" in notes[0].message
    prose = page("目　次", *titles, "ここから本文が始まる。")
    assert find_contents([prose])[0] == [prose]
    assert find_contents([page(*titles)])[0] == [page(*titles)]


def test_contents_with_few_leaders_go_on_over_pages() -> None:
    from plantext.reading.pdf.contents import find_contents
    from plantext.reading.pdf.glyphs import Line

    def page(number: int, *texts: str) -> list[Line]:
        return [Line(text, 57, 57 + 11 * len(text), 700 - 18 * n, 11, False, number) for n, text in enumerate(texts)]

    def chapter(n: int) -> list[str]:
        return [f"第{n}章　甲{'.' * 20}{n}", *(f"第{n}{k}条（乙）" for k in range(4))]

    head = [Line("目", 150, 161, 720, 11, False, 1), Line("次", 250, 261, 720, 11, False, 1)]
    kept, contents, _ = find_contents(
        [[*head, *page(1, *chapter(1), *chapter(2))], page(2, *chapter(3)), page(3, *chapter(4)[1:])]
    )
    assert [len(lines) for lines in kept] == [0, 0, 4]
    assert [entry.label for entry in contents.entries] == ["1", "2", "3"]
