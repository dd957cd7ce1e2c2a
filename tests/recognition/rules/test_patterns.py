"""Names that their characters give away, in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("令和３年法律第35号", "令和３年法律第35号", "LAW"),
        ("平成16年総務省告示第696号", "平成16年総務省告示第696号", "LAW"),
        ("カクウネット社とKakuu Data GmbHは", "Kakuu Data GmbH", "ORG"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)
