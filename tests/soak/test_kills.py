"""Two hundred runs killed at random, and every step ended in every way."""

from __future__ import annotations

import sys

import pytest
from test_folder import killing

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(sys.platform == "win32", reason="forks and signals are of Unix"),
]


def test_two_hundred_runs_killed_at_random_leave_the_old_or_the_new_result() -> None:
    told = killing("times", 200, 145)
    print(told)
    assert told["killed"] == 200
    assert set(told["found"]) == {"old", "new"}
    assert told["left"] == []


def test_a_run_ended_in_every_way_before_every_step_leaves_the_old_or_the_new_result() -> None:
    told = killing("steps", 3, 0)
    print(told)
    assert set(told["found"]) == {"old", "new"}
    assert told["left"] == []
