"""Names of a text, all rules together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plantext.recognition.recognizer import Recognizer

Names = Callable[[str], list[tuple[str, str]]]


def test_names_in_a_list_stay_apart(recognizer: Recognizer) -> None:
    found = [mention.text for mention in recognizer.find("総務省・経済産業省、G7/G20、ドイツ（ベルリン）")]
    assert found == ["総務省", "経済産業省", "G7", "G20", "ドイツ", "ベルリン"]


def test_an_owner_with_no_is_a_name_of_its_own(names: Names) -> None:
    assert names("OECDのデジタル経済政策委員会") == [("OECD", "ORG"), ("デジタル経済政策委員会", "FORUM")]


def test_an_acronym_glued_to_the_next_name_is_cut_off(recognizer: Recognizer) -> None:
    assert [mention.text for mention in recognizer.find("OECDAI原則")] == ["OECD", "AI原則"]


@pytest.mark.parametrize(
    "text", ["（" * 3000, "「" * 3000 + "」" * 3000, "の" * 6000, "A-" * 4000, "及び" * 4000 + "検討会"]
)
def test_hostile_input_is_read_in_bounded_time(recognizer: Recognizer, text: str) -> None:
    recognizer.find(text)
