"""Names that their company makes known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("OECD、WTO、KDXが集まる。", "KDX", "ORG"),
        ("総務省、経済産業省及びKDXが集まる。", "KDX", "ORG"),
        ("発表者（慶應義塾大学 / カクウバンド）", "カクウバンド", "ORG"),
        ("KDXの会員は", "KDX", "ORG"),
        ("KDXの坂倉でございます。", "KDX", "ORG"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "OECD、KDXが",
        "OECD、WTO、APIが",
        "OECD、G7、KDXが",
        "OECD、WTOのKDXが",
        "OECD、WTO、カクウデータが",
        "KDXの話でございます。",
    ],
)
def test_too_little_company_makes_no_name(names: Names, text: str) -> None:
    assert not {name for name, _ in names(text)} & {"KDX", "API", "カクウデータ"}
