"""Front matter, sidecar files and the date on the cover."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from plantext.errors import ReadingError
from plantext.reading import read_bytes, read_file
from plantext.reading.metadata import find_date

DAY = dt.date(2023, 6, 9)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年（令和５年）６月９日", DAY),
        ("令和５年６月９日 閣議決定", DAY),
        ("令和 5 年 6 月 9 日", DAY),
        ("令和５年（2023年）６月９日", DAY),
        ("平成31年４月30日", dt.date(2019, 4, 30)),
        ("令和元年５月１日", dt.date(2019, 5, 1)),
        ("昭和64年１月７日", dt.date(1989, 1, 7)),
        ("令和５年６月", None),
        ("2023年２月30日", None),
        ("９日に開く", None),
        ("令和五年六月九日", DAY),
        ("令和5（2023）年6月9日", DAY),
        ("令和４年度の計画は６月９日に決定", None),
        ("平成15年5月30日法律第57号", None),
    ],
)
def test_find_date(text: str, day: dt.date | None) -> None:
    assert find_date(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("計画\n令和５年６月９日\n第１章　総論\n本文である。", DAY),
        ("計画\n令和５年６月１日公開\n（令和５年６月９日 閣議決定）\n本文である。", DAY),
        ("計画\n会議は令和５年６月９日に開かれた。\n本文である。", None),
        ("計画\n令和５年６月\n甲県\n本文である。", dt.date(2023, 6, 1)),
        ("計画\n（令和５年（2023年）６月改定）\n本文である。", dt.date(2023, 6, 1)),
        ("計画\n令和５年６月\n令和５年８月９日公表\n本文である。", dt.date(2023, 8, 9)),
        ("計画\n令和５年６月に始める取組\n本文である。", None),
        ("計画\n令和５年13月\n本文である。", None),
        ("計画\n令和五年六月\n本文である。", dt.date(2023, 6, 1)),
        ("計画\n令和５年６月末\n本文である。", None),
    ],
)
def test_date_of_the_cover(text: str, day: dt.date | None) -> None:
    document = read_bytes(text.encode(), "a.txt", doc_id="a")
    assert document.date == day
    assert any(note.kind == "metadata" for note in document.report)


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: 計画\ndate: 2023-06-09\npublisher: 甲庁\n---\n",
        '+++\ntitle = "計画"\ndate = 2023-06-09\npublisher = "甲庁"\n+++\n',
        "---\r\ntitle: 計画\r\ndate: 令和5年6月9日\r\npublisher: 甲庁\r\n---\r\n",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_front_matter(front: str, name: str) -> None:
    document = read_bytes((front + "本文である。\n").encode(), name, doc_id="a")
    assert (document.title, document.date, document.publisher) == ("計画", DAY, "甲庁")
    assert document.text == "本文である。"


def test_a_rule_is_no_front_matter() -> None:
    assert "注意: これは本文。" in read_bytes("---\n注意: これは本文。\n---\n後文。".encode(), "a.txt", doc_id="a").text


def test_sidecar_wins_over_the_file_and_arguments_over_both(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("---\ntitle: 甲\ndate: 2020-01-01\n---\n本文である。", encoding="utf-8")
    (tmp_path / "plan.toml").write_text('title = "乙"\ndate = 2023-06-09\n', encoding="utf-8")
    document = read_file(path)
    assert (document.id, document.title, document.date) == ("plan", "乙", DAY)
    assert read_file(path, title="丙", date=dt.date(2024, 1, 1)).title == "丙"


@pytest.mark.parametrize("content", ['date = "soon"', "date = [", "title = 'x"])
def test_broken_sidecar_names_itself(tmp_path: Path, content: str) -> None:
    (tmp_path / "plan.txt").write_text("本文である。", encoding="utf-8")
    (tmp_path / "plan.txt.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ReadingError, match=r"plan\.txt\.toml"):
        read_file(tmp_path / "plan.txt")
