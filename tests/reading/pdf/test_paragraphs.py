"""Lines of a PDF joined into paragraphs, headings and measures."""

from __future__ import annotations

from pdfs import lines_of, paragraph, read, shape

from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.layout import lay_out
from plantext.reading.pdf.look import Look, Placed
from plantext.reading.pdf.paragraphs import build_pieces


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


def test_a_numbered_title_a_little_larger_than_the_text_is_a_heading() -> None:
    body = [Line(text, x, 480, y, size, False, 1) for x, y, size, text in paragraph(57, 700, lines_of(6))]
    larger = Line("１．国内の動向", 57, 140, 720, 11.8, False, 1)
    same = Line("２．次の項目", 57, 130, 590, 11, False, 1)
    kinds = {piece.text: piece.kind for piece in lay_out([[larger, *body, same]], (), {}).pieces}
    assert (kinds[larger.text], kinds[same.text]) == ("heading", "bullet")


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


def box(*lines: tuple[float, float, str]) -> list[str]:
    """Text of the pieces of one box of a slide, from the edge, height and text of its lines."""
    right = max(x + 10 * len(text) for x, _, text in lines)
    placed = [
        Placed(Line(text, x, x + 10 * len(text), y, 10, False, 1), lines[0][0], right, 1, "box") for x, y, text in lines
    ]
    return [piece.text for piece in build_pieces(placed, Look(10, False, 14))]


def test_lines_that_hang_below_an_item_of_a_slide_belong_to_it() -> None:
    first = (40, 100, "・利用者の視点から制度を")
    assert box(first, (50, 80, "見直す"), (40, 60, "・手続を簡素にする")) == [
        "・利用者の視点から制度を見直す",
        "・手続を簡素にする",
    ]


def test_a_line_of_a_slide_that_ends_in_a_particle_goes_on() -> None:
    assert box((40, 100, "制度を"), (40, 82, "見直し、利用者の視点から手続を簡素にする")) == [
        "制度を見直し、利用者の視点から手続を簡素にする"
    ]


def test_each_date_of_a_chronology_opens_an_entry() -> None:
    entries = [(40, 100, "令和３年８月　標準仕様書の公開"), (40, 87, "令和３年９月　新しい庁の設置へ")]
    assert box(*entries) == [text for _, _, text in entries]


def test_the_first_item_of_a_list_that_a_sentence_announces_opens_a_paragraph() -> None:
    lines = [
        Line(text, x, 57 + 11 * len(text), y, 11, False, 1)
        for x, y, text in [
            (57, 700, "次の事項のうち影響の大きいものであり次に掲げるもの、"),
            (57, 684, "①　国が所管する制度のうち地方が事務を行う制度の一覧"),
            (57, 668, "②　地方が所管する制度"),
        ]
    ]
    assert [piece.text[:1] for piece in lay_out([lines], (), {}).pieces] == ["次", "①", "②"]


def test_a_number_within_a_sentence_opens_no_line_behind_an_indented_one() -> None:
    text = [
        "今後の取扱いについては、①分野ごとに設ける必要性、",
        "②手段として用いるもの、③全体の中での位置付けを検討",
        "する。",
    ]
    lines = [
        Line(part, x, x + 11 * len(part), 700 - 16 * n, 11, False, 1)
        for n, (part, x) in enumerate(zip(text, (68, 57, 57), strict=True))
    ]
    assert [piece.text for piece in lay_out([lines], (), {}).pieces] == ["".join(text)]


def test_a_sentence_quoted_in_a_title_does_not_make_it_text() -> None:
    titles = [Line("（１）「効力を有する。」との規定", 57, 230, 700, 14, True, 1)]
    body = [
        Line("本文の一行が紙面の幅いっぱいに続いている文章である。", 57, 340, 680 - 16 * n, 11, False, 1)
        for n in range(4)
    ]
    assert lay_out([titles + body], (), {}).pieces[0].kind == "heading"


def test_a_title_behind_a_full_line_that_ends_a_sentence_stands_alone() -> None:
    full = "本文の一行が紙面の幅いっぱいに続いている文章となっている。"
    rows = [(700, full), (684, full), (640, "総　務"), (624, "次に総務関係について申し上げる。"), (608, full)]
    lines = [Line(text, 57, 57 + 11 * len(text), y, 11, False, 1) for y, text in rows]
    assert [piece.text for piece in lay_out([lines], (), {}).pieces if piece.kind == "heading"] == ["総　務"]
