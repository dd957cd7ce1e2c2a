"""Files of many formats read into documents."""

from __future__ import annotations

from plantext.reading.archives import Unread, list_folder, read_zip
from plantext.reading.description import describe, describe_json
from plantext.reading.files import SUFFIXES, is_table, legible, read_bytes, read_file

__all__ = [
    "SUFFIXES",
    "Unread",
    "describe",
    "describe_json",
    "is_table",
    "legible",
    "list_folder",
    "read_bytes",
    "read_file",
    "read_zip",
]
