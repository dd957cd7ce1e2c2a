"""Posts, honorifics and words without a name, in which a speaker's label ends; their table is ``posts.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("posts.toml").read_text(encoding="utf-8"))
POSTS: list[dict[str, Any]] = _TABLE["post"]
"""The rows of the table, in its order."""
SPLIT: dict[str, str] = _TABLE["split"]
"""Patterns of posts right behind a surname, and of bodies between the two."""

# What follows a post without changing what it is: 課長代理, 委員長職務代行者.
_DEPUTY = "(?:(?:職務)?代[理行]者?|補佐|心得|事務取扱)?"
_NUMBER = r"(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})番"
_NAMELESS = re.compile("|".join(f"(?:{row['pattern']})" for row in POSTS if row["kind"] == "nameless"))
_ENDS = [
    (row["kind"], re.compile(f"(?:{row['pattern']}){_DEPUTY}$")) for row in POSTS if row["kind"] not in ("nameless",)
]
_BRACKETS = re.compile(r"[（(]([^（）()]{1,40})[）)]")
_SEAT = re.compile(rf"(?:議席)?{_NUMBER}(?:議員|委員)?")


def post_of(label: str) -> str:
    """Find the post or honorific in which a label ends; empty without one.

    Examples
    --------
    >>> post_of("山川（健）委員"), post_of("宮原消費者教育推進課長"), post_of("青葉委員会")
    ('委員', '課長', '')
    """
    return max((match.group() for _, pattern in _ENDS if (match := pattern.search(label))), key=len, default="")


def is_nameless(label: str) -> bool:
    """Tell whether a label is a word that names nobody.

    Examples
    --------
    >>> is_nameless("記者"), is_nameless("山川記者")
    (True, False)
    """
    return _NAMELESS.fullmatch("".join(label.split())) is not None


@lru_cache(maxsize=4096)
def is_speaker(label: str) -> bool:
    """Tell whether a label reads as that of a speaker: it ends in a post, or has one before or inside brackets.

    Examples
    --------
    >>> [is_speaker(label) for label in ("議長（川崎浩之君）", "２２番（筒井たかひさ）", "総務省", "注")]
    [True, True, False, False]
    """
    plain = "".join(label.split())
    if is_nameless(plain) or _SEAT.match(plain):
        return True
    outside = _BRACKETS.sub("", plain)
    inside = _BRACKETS.findall(plain)
    return bool(post_of(outside) or any(post_of(part) for part in inside))
