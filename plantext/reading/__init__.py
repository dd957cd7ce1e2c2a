"""Reading: bytes → blocks → a tree in reading order, with page and character offsets."""

from __future__ import annotations

from plantext.reading.describe import describe, describe_json
from plantext.reading.files import SUFFIXES, Unread, iter_documents, read_bytes, read_file, read_zip

__all__ = ["SUFFIXES", "Unread", "describe", "describe_json", "iter_documents", "read_bytes", "read_file", "read_zip"]
