"""Years, editions and grants behind a name of the lexicon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("IGF 2023の機会", "IGF 2023", "FORUM"),
        ("WRC-27に向けて", "WRC-27", "FORUM"),
        ("骨太の方針2001が決定された。", "骨太の方針2001", "PLAN"),
        (
            "クラウドサービス提供における情報セキュリティ対策ガイドライン第3版",
            "クラウドサービス提供における情報セキュリティ対策ガイドライン第3版",
            "PLAN",
        ),
        ("デジタルガバナンス・コードver2.5を公表", "デジタルガバナンス・コードver2.5", "PLAN"),
        ("IETF 117ミーティングの", "IETF 117ミーティング", "FORUM"),
        ("神戸でのICANN64に", "ICANN64", "FORUM"),
        ("第111回IETFミーティング", "IETFミーティング", "FORUM"),
        ("IETF Hackathonも", "IETF Hackathon", "FORUM"),
        ("OECD38か国と", "OECD", "ORG"),
        ("Society5.039のビジョン", "Society5.0", "CONCEPT"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "デジタル田園都市国家構想交付金を活用する。",
    ],
)
def test_what_is_no_name(names: Names, text: str) -> None:
    assert names(text) == []
