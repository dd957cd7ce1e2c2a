"""English names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("EUのKakuu Services Actが", "Kakuu Services Act", "LAW"),
        ("Ministry of Imaginary Affairsの", "Ministry of Imaginary Affairs", "ORG"),
        ("Kakuu Data Forumは", "Kakuu Data Forum", "FORUM"),
        ("Ministry of Imaginary, Trade and Industryは", "Ministry of Imaginary, Trade and Industry", "ORG"),
        ("the Kakuu Data Forum and Kakuu World Bank", "Kakuu World Bank", "ORG"),
        (
            "AI Institute for Imaginary Data, Climate and Economyが",
            "AI Institute for Imaginary Data, Climate and Economy",
            "ORG",
        ),
        ("About Kakuu Data Forumの", "Kakuu Data Forum", "FORUM"),
        ("The Kakuu Data Labは", "Kakuu Data Lab", "ORG"),
        ("the Board of Directors of the Kakuu Data Corporation", "Kakuu Data Corporation", "ORG"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Host Organization: the General Incorporated Association",
        "Bill of Ladingとの記載",
        "Working Groupの資料、Free Trade Agreementの交渉。",
    ],
)
def test_what_is_no_name(names: Names, text: str) -> None:
    assert names(text) == []
