"""Footnotes of a PDF: marks, numbers, lists inside."""

from __future__ import annotations

from pdfs import lines_of, paragraph, read


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


def test_untied_footnotes_are_reported() -> None:
    page = [*paragraph(57, 700, lines_of(4)), (57, 64, 6, "7"), (66, 60, 9, "本文に印のない注")]
    document = read([page])
    assert any("Footnote 7" in note.message for note in document.report)


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


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    first = [
        *paragraph(57, 700, lines_of(20)),
        (57, 64, 6, "1"),
        (66, 60, 9, "注はこの紙面の右端まで続いて終わらずに次の紙面の脚部へ及ぶ長い説明であり次の紙面で終わるものの途"),
    ]
    second = [*paragraph(57, 700, lines_of(20)), (57, 88, 9, "中である。"), (57, 64, 6, "2"), (66, 60, 9, "二つ目の注")]
    notes = [block for block in read([first, second]).blocks if block.kind == "footnote"]
    assert [note.mark for note in notes] == ["1", "2"]
    assert (notes[0].page, notes[0].page_end) == (1, 2)


def test_powers_inside_a_note_stay_in_its_text() -> None:
    page = [
        *paragraph(57, 700, lines_of(4)),
        (57, 64, 6, "1"),
        (66, 60, 9, "計算量が10"),
        (111, 64, 6, "25"),
        (118, 60, 9, "回である。"),
    ]
    document = read([page])
    (note,) = [block for block in document.blocks if block.kind == "footnote"]
    assert document.text[note.start : note.end] == "計算量が1025回である。"


def test_numbers_of_notes_at_one_height_of_many_pages_are_no_page_numbers() -> None:
    texts = ["甲の法律", "乙の計画を定めた告示", "丙の白書", "丁の報告書の第二章"]
    pages = [[*paragraph(57, 700, lines_of(4)), (57, 60, 8, "7"), (88, 60, 8, text)] for text in texts]
    notes = [block.mark for block in read(pages).blocks if block.kind == "footnote"]
    assert notes == ["7"] * 4
