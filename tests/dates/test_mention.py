"""What a date keeps of how it was read."""

from __future__ import annotations

import pytest
from hard_cases import FOUND, PLAN

from plantext.dates import find_dates
from plantext.dates.calendar import edtf, interval, name
from plantext.dates.words import DEICTICS


@pytest.mark.parametrize("text", [text for text, _ in FOUND])
def test_a_date_keeps_the_moment_that_it_was_read_as(text: str) -> None:
    for mention in find_dates(text, date=PLAN):
        span = interval(mention.moment)
        assert (mention.date_start, mention.date_end) == (span or (None, None))
        assert mention.norm == edtf(mention.moment)
        if mention.moment.year is not None:
            assert mention.name == name(mention.moment)
        assert mention.moment.month is None or mention.moment.kind == "year"


def test_a_pointing_word_is_kept() -> None:
    before, after = find_dates("2019年と前年", date=PLAN)
    assert (before.deictic, after.deictic) == (None, DEICTICS["前年"])
