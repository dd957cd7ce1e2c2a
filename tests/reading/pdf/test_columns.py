"""Columns, lists in columns and tables."""

from __future__ import annotations

from pdfs import lines_of, paragraph, read, shape


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
