"""Labels of speakers taken apart."""

from __future__ import annotations

import pytest

from plantext.reading.turns.naming import parse_label


@pytest.mark.parametrize(
    ("label", "name", "hint", "role", "affiliation"),
    [
        ("青葉委員長", "青葉", "", "委員長", ""),
        ("山川（健）委員", "山川", "健", "委員", ""),
        ("委員長（青葉太郎君）", "青葉太郎", "", "委員長", ""),
        ("青葉太郎君", "青葉太郎", "", "", ""),
        ("２２番（水野はなこ議員）", "水野はなこ", "", "議員", ""),
        ("19番（水野花子）", "水野花子", "", "議員", ""),
        ("植竹　貴副区長", "植竹貴", "", "副区長", ""),
        ("青葉内閣総理大臣", "青葉", "", "内閣総理大臣", ""),
        ("総務課長", "", "", "総務課長", ""),
        ("内海内閣府事務次官", "内海", "", "事務次官", "内閣府"),
        ("青葉政府参考人（文部科学省初等中等教育局長）", "青葉", "", "政府参考人", "文部科学省初等中等教育局長"),
        ("水野会長代理", "水野", "", "会長代理", ""),
        ("まちづくりデジタル推進課長", "", "", "まちづくりデジタル推進課長", ""),
        ("委員長", "", "", "委員長", ""),
        ("記者", "", "", "記者", ""),
        ("５番", "", "", "", ""),
        ("青葉", "青葉", "", "", ""),
    ],
)
def test_a_label_is_taken_apart(label: str, name: str, hint: str, role: str, affiliation: str) -> None:
    found = parse_label(label)
    assert (found.name, found.hint, found.affiliation) == (name, hint, affiliation)
    assert found.role == role or not role
