"""Names that say what they are about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("架空放送の在り方に関する研究会を開く。", "架空放送の在り方に関する研究会", "FORUM"),
        ("総務省の架空放送に係る懇談会の議論", "架空放送に係る懇談会", "FORUM"),
        ("衆議院架空委員会と参議院空及び海に関する特別委員会", "参議院空及び海に関する特別委員会", "FORUM"),
        ("空想者の架空化への対応に関する検討会を", "空想者の架空化への対応に関する検討会", "FORUM"),
        (
            "地域における見守りネットワークのあり方に関する検討会",
            "地域における見守りネットワークのあり方に関する検討会",
            "FORUM",
        ),
        ("架空教育に関する懇談会と空想に係るワーキンググループを", "空想に係るワーキンググループ", "FORUM"),
        ("総務省の架空放送のあり方検討会で", "架空放送のあり方検討会", "FORUM"),
        ("社会保障審議会空想の居場所部会の委員", "社会保障審議会空想の居場所部会", "FORUM"),
        ("OECD架空データに関するサイドイベントを", "OECD架空データに関するサイドイベント", "FORUM"),
        ("第一架空情報の活用に関する法律案", "架空情報の活用に関する法律案", "LAW"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "特定国内における法律に対応する。",
        "架空情報に関する国際会議などでの検討",
        "架空法人における運営方針会議",
        "地域における協議会",
    ],
)
def test_one_of_many_is_no_name(names: Names, text: str) -> None:
    assert not names(text)
