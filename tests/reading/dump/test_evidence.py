"""What speaks against an order of frames."""

from __future__ import annotations

from plantext.reading.dump.evidence import home_of, strangers, violations
from plantext.reading.dump.frames import Frame

FIRST = Frame("measure", ["[No.1-1] 国際連携の強化"], 1, (1, 1))
SECOND = Frame("measure", ["[No.1-2] 電子契約の普及"], 1, (1, 2))
ABOUT_FIRST = Frame("body", ["国際連携の強化を図る。"], 1)
ABOUT_SECOND = Frame("body", ["電子契約の普及を図る。"], 1)


def test_nothing_speaks_against_the_order_of_print() -> None:
    units = [[FIRST], [ABOUT_FIRST], [SECOND], [ABOUT_SECOND]]
    assert violations(units) == [] and strangers(units) == []


def test_numbers_that_fall_and_bodies_without_a_heading_are_named() -> None:
    found = violations([[ABOUT_FIRST], [SECOND], [ABOUT_SECOND], [FIRST]])
    assert found[:2] == ["a body stands before the first heading", "the numbering falls from 1-2 to 1-1"]
    assert violations([[ABOUT_FIRST]], after=(1, 1)) == []


def test_a_body_under_another_title_is_a_stranger() -> None:
    assert strangers([[FIRST], [ABOUT_SECOND], [SECOND], [ABOUT_FIRST]]) == [
        "a paragraph under 1-1 repeats the title of another measure",
        "a paragraph under 1-2 repeats the title of another measure",
    ]


def test_a_body_lives_where_its_title_is_repeated() -> None:
    assert home_of([ABOUT_SECOND], [FIRST, SECOND]) == (1, True)
    assert home_of([Frame("body", ["何も繰り返さない。"], 1)], [FIRST, SECOND]) == (0, False)
