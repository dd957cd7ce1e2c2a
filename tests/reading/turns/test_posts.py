"""The table of posts: what each row finds and what it does not."""

from __future__ import annotations

import pytest

from plantext.reading.turns.posts import POSTS, is_nameless, is_speaker, post_of

FINDS = [(row["kind"], label) for row in POSTS for label in row["finds"]]
SKIPS = [(row["kind"], label) for row in POSTS for label in row["skips"]]


@pytest.mark.parametrize(("kind", "label"), FINDS)
def test_a_label_ends_in_a_post(kind: str, label: str) -> None:
    assert is_speaker(label)
    assert is_nameless(label) if kind == "nameless" else post_of(label)


@pytest.mark.parametrize(("kind", "label"), SKIPS)
def test_what_only_resembles_a_post_is_none(kind: str, label: str) -> None:
    assert not is_speaker(label)


@pytest.mark.parametrize("label", ["議長（川崎浩之君）", "２２番（筒井たかひさ）", "山川（健）委員", "会長代理", "5番"])
def test_brackets_and_seats_are_looked_into(label: str) -> None:
    assert is_speaker(label)
