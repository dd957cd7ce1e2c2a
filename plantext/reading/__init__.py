"""Reading: bytes → blocks → a tree in reading order, with page and character offsets."""

from __future__ import annotations

from plantext.reading.describe import describe, describe_json
from plantext.reading.files import SUFFIXES, read_file

__all__ = ["SUFFIXES", "describe", "describe_json", "read_file"]
