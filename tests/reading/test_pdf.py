"""PDF pages made for the purpose: columns, notes, running heads, tables; and files broken on purpose."""

from __future__ import annotations

import pytest
from pdfs import broken_pdf, image_pdf, make_pdf

from plantext.errors import ReadingError
from plantext.reading import read_bytes
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.layout import lay_out
from plantext.records import Document

KANJI = "国と地方が協力して社会の基盤を整え人々の暮らしを便利にするための計画を定めて進めることとし"
HELLO = "BT /F1 12 Tf 20 100 Td (Hello world.) Tj ET"


def read(pages: list[list[tuple[float, float, float, str]]]) -> Document:
    return read_bytes(make_pdf(pages), "made.pdf", doc_id="made")


def paragraph(x: float, y: float, lines: list[str], size: float = 11) -> list[tuple[float, float, float, str]]:
    return [(x + (size if i == 0 else 0), y - 16 * i, size, line) for i, line in enumerate(lines)]


def lines_of(count: int, last: str = "終わる。", width: int = 40) -> list[str]:
    """Lines that fill the width, the first one indented by a character."""
    body = (KANJI * 3)[: width - 1], *[(KANJI * 3)[i : i + width] for i in range(1, count - 1)]
    return [*body, last]


def shape(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_lines_become_paragraphs_by_indentation_and_full_lines() -> None:
    first, second = lines_of(3), lines_of(4, "次も終わる。")
    document = read([[*paragraph(57, 700, first), *paragraph(57, 652, second)]])
    assert [text for _, text in shape(document)] == ["".join(first), "".join(second)]


def test_headings_sections_and_paragraph_across_pages() -> None:
    body = lines_of(6)
    first = [(57, 760, 14, "第１ 総論"), (57, 736, 12.8, "１．現状"), *paragraph(57, 700, body[:4])]
    second = [(57, 760 - 16 * i, 11, line) for i, line in enumerate(body[4:])]
    document = read([first, second])
    assert [(b.kind, b.section, b.page, b.page_end) for b in document.blocks] == [
        ("heading", "第1", 1, 1),
        ("heading", "第1/1", 1, 1),
        ("paragraph", "第1/1", 1, 2),
    ]
    assert document.text.endswith("".join(body))


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        [(200, 810, 9, "計画の本文"), *paragraph(57, 700, lines_of(4)), (290, 30, 10, f"- {number} -")]
        for number in (1, 2, 3, 4)
    ]
    document = read(pages)
    assert {text for _, text in shape(document)} == {"".join(lines_of(4))}
    dropped = [note.message for note in document.report if note.kind == "dropped"]
    assert any("Page numbers on 4 pages" in message for message in dropped)
    assert any("running head" in message for message in dropped)


def test_footnote_marks_leave_the_text_and_notes_are_tied() -> None:
    page = [
        *paragraph(57, 700, lines_of(4)),
        (68, 636, 11, "この法律"),
        (112, 641, 6, "12"),
        (120, 636, 11, "に基づいて定める。"),
        (57, 64, 6, "12"),
        (66, 60, 9, "平成十年法律第一号"),
    ]
    document = read([page])
    note = next(block for block in document.blocks if block.kind == "footnote")
    assert document.text[note.start : note.end] == "平成十年法律第一号"
    assert (note.mark, document.text[note.anchor - 4 : note.anchor]) == ("12", "この法律")
    assert "この法律に基づいて定める。" in document.text


def test_notes_whose_number_is_not_raised_are_tied_by_the_marks_of_the_page() -> None:
    page = [
        *paragraph(57, 700, lines_of(4)),
        (57, 636, 11, "この法律"),
        (101, 641, 6, "1"),
        (109, 636, 11, "に基づいて定める。"),
        (57, 76, 9, "1 平成十年法律第一号"),
        (57, 64, 9, "2 平成二十年法律第二号"),
    ]
    document = read([page])
    notes = [(b.mark, document.text[b.start : b.end]) for b in document.blocks if b.kind == "footnote"]
    assert notes == [("1", "平成十年法律第一号"), ("2", "平成二十年法律第二号")]


def test_small_print_that_opens_with_another_number_is_no_note() -> None:
    page = [*paragraph(57, 700, lines_of(4)), (57, 64, 9, "300団体が加わった。")]
    assert [block.kind for block in read([page]).blocks if block.kind == "footnote"] == []


def test_a_numbered_title_a_little_larger_than_the_text_is_a_heading() -> None:
    body = [Line(text, x, 480, y, size, False, 1) for x, y, size, text in paragraph(57, 700, lines_of(6))]
    larger = Line("１．国内の動向", 57, 140, 720, 11.8, False, 1)
    same = Line("２．次の項目", 57, 130, 590, 11, False, 1)
    kinds = {piece.text: piece.kind for piece in lay_out([[larger, *body, same]], (), {}).pieces}
    assert (kinds[larger.text], kinds[same.text]) == ("heading", "bullet")


def test_untied_footnotes_are_reported() -> None:
    page = [*paragraph(57, 700, lines_of(4)), (57, 64, 6, "7"), (66, 60, 9, "本文に印のない注")]
    document = read([page])
    assert any("Footnote 7" in note.message for note in document.report)


def test_ruby_goes() -> None:
    page = [*paragraph(57, 700, lines_of(4)), (57, 636, 11, "強靱な基盤である。"), (68, 646, 5, "じん")]
    document = read([page])
    assert "強靱な基盤である。" in document.text and "じん" not in document.text
    assert any(note.message.startswith("Ruby") and note.text == "じん" for note in document.report)


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = lines_of(9, width=20), lines_of(9, "右も終わる。", width=20)
    rows = [(57 + (11 if i == 0 else 0), 700 - 16 * i, 11, line) for i, line in enumerate(left)]
    rows += [(315 + (11 if i == 0 else 0), 700 - 16 * i, 11, line) for i, line in enumerate(right)]
    random_order = rows[::2] + rows[1::2]
    document = read([random_order])
    assert [text for _, text in shape(document)] == ["".join(left), "".join(right)]
    assert any(note.kind == "order" and "columns" in note.message for note in document.report)


def test_numbered_lists_in_columns_read_down() -> None:
    items = ["①公開", "②公平", "③安全", "④継続", "⑤解決", "⑥迅速"]
    rows = [(120 + 200 * (i // 3), 600 - 20 * (i % 3), 11, item) for i, item in enumerate(items)]
    document = read([[*paragraph(57, 700, lines_of(4)), *rows]])
    assert [text for kind, text in shape(document) if kind == "bullet"] == items


def test_table_cells_are_kept_apart() -> None:
    cells = [("省庁", "件数"), ("総務省", "十件"), ("法務省", "二件")]
    rows = [(100 + 220 * j, 600 - 20 * i, 11, cell) for i, row in enumerate(cells) for j, cell in enumerate(row)]
    document = read([[*paragraph(57, 700, lines_of(4)), *rows]])
    assert [text for kind, text in shape(document) if kind == "table"] == [cell for row in cells for cell in row]


def test_wrapped_cells_are_whole() -> None:
    left, right = "省庁の名前が長いので折り返", "件数と割合をここに記すもの"
    rows = [
        (100, 600, 11, left),
        (320, 600, 11, right),
        (100, 585, 11, "した省庁"),
        (320, 585, 11, "とする件"),
        (100, 555, 11, "法務省"),
        (320, 555, 11, "二件"),
    ]
    document = read([[*paragraph(57, 700, lines_of(4)), *rows]])
    cells = [text for kind, text in shape(document) if kind == "table"]
    assert cells == [left + "した省庁", right + "とする件", "法務省", "二件"]


def test_lists_inside_a_note_begin_sentences() -> None:
    page = [
        *paragraph(57, 700, lines_of(4)),
        (57, 636, 11, "制度"),
        (80, 641, 6, "3"),
        (88, 636, 11, "を設ける。"),
        (57, 84, 6, "3"),
        (66, 80, 9, "制度について"),
        (66, 66, 9, "・一つ目である。"),
        (66, 52, 9, "・二つ目である。"),
    ]
    document = read([page])
    texts = [sentence.text for sentence in document.sentences if sentence.kind == "footnote"]
    assert texts == ["制度について", "・一つ目である。", "・二つ目である。"]


def test_vertical_text_is_doubted() -> None:
    column = [
        (500, 780 - 14 * i, 11, letter)
        for i, letter in enumerate("縦に組んだ文章は順序が確かではないので知らせる。" * 2)
    ]
    document = read([column])
    assert any(note.kind == "uncertain" and "vertically" in note.message for note in document.report)


def test_many_fragments_on_a_page_are_bounded() -> None:
    crowd = [
        (50 + 12 * (i % 40), 800 - 3 * (i // 40), 4 if i % 2 else 11, "じ" if i % 2 else "靱") for i in range(6000)
    ]
    assert read([crowd]).text


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


def test_measures_of_a_pdf() -> None:
    page = [
        (57, 760, 14, "１．国際戦略の推進"),
        (57, 736, 11, "[No.1-1] 題名その一"),
        (57, 712, 11, "主担当府省庁：総務省・法務省"),
        (57, 688, 11, "KPI：-"),
        *paragraph(57, 660, lines_of(4)),
    ]
    document = read([page])
    record = document.measure_records[0]
    assert (record.number, record.title, record.ministries, record.kpi, record.section) == (
        "1-1",
        "題名その一",
        ("総務省", "法務省"),
        "",
        "1",
    )
    assert record.n_sentences == 1


def encrypted() -> bytes:
    names = "/ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
    return broken_pdf(
        trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'ab' * 32}> /U <{'cd' * 32}> /P -44 >> {names}"
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"just words", "does not begin as one"),
        (b"%PDF-1.4\n" + b"junk " * 500, "damaged or cut off"),
        (make_pdf([paragraph(57, 700, lines_of(4))])[:3000], "damaged or cut off"),
        (image_pdf(3), "ocrmypdf"),
        (encrypted(), "password"),
        (broken_pdf(content=""), "holds text"),
        (broken_pdf(kids="[2 0 R 2 0 R]", count=2, content=HELLO), "holds text"),
    ],
)
def test_files_that_cannot_be_read_say_why(data: bytes, told: str) -> None:
    with pytest.raises(ReadingError, match=r"bad\.pdf") as caught:
        read_bytes(data, "bad.pdf", doc_id="bad")
    assert told in str(caught.value)


@pytest.mark.parametrize("count", [100_000, 2_000_000_000])
def test_page_count_bombs_are_bounded(count: int) -> None:
    document = read_bytes(broken_pdf(count=count, content=HELLO), "bomb.pdf", doc_id="bomb")
    assert document.text == "Hello world."


def test_deep_and_long_content_is_bounded() -> None:
    content = "q " * 100_000 + HELLO
    assert read_bytes(broken_pdf(content=content), "deep.pdf", doc_id="deep").text == "Hello world."


def test_cut_off_file_that_still_opens_is_doubted() -> None:
    data = broken_pdf(content=HELLO).removesuffix(b"%%EOF\n")
    document = read_bytes(data, "cut.pdf", doc_id="cut")
    assert any("cut off" in note.message for note in document.report)
