"""Tables as sheets of an Excel workbook, the same bytes on every day."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pandas as pd

from plantext.storage.atomic import write_whole
from plantext.storage.tablefile import escape_formula

_DAY = (1980, 1, 1, 0, 0, 0)
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^<>]*>)[^<]*")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""


def _cell(value: object) -> object:
    if isinstance(value, str):
        return FORBIDDEN.sub("\ufffd", escape_formula(value))
    return value.item() if hasattr(value, "item") else value


def write_workbook(sheets: Mapping[str, pd.DataFrame], path: str | Path) -> Path:
    """Write tables as sheets, every text escaped by :func:`plantext.storage.tablefile.escape_formula`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_workbook({"names": pd.DataFrame({"name": ["総務省"]})}, f"{folder}/a.xlsx").name
    'a.xlsx'
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append([_cell(str(column)) for column in table.columns])
        for row in table.itertuples(index=False, name=None):
            sheet.append([_cell(value) for value in row])
        sheet.freeze_panes = "A2"
    saved = BytesIO()
    book.save(saved)
    return write_whole(path, _dateless(saved.getvalue()))


def _dateless(content: bytes) -> bytes:
    """Set the days on which a workbook was made to one day."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return made.getvalue()
