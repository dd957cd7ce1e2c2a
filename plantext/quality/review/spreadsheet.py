"""Review sheets: written as CSV or XLSX, and read back however people saved them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from plantext.errors import ReadingError, TableError, either
from plantext.labels import LABELS
from plantext.quality.review.sampling import CORRECTIONS, VERDICT
from plantext.reading.decoding import decode
from plantext.reading.limits import read_regular
from plantext.reading.tabular.workbook import read_lines
from plantext.storage.atomic import replacing, write_whole
from plantext.storage.tablefile import escape_formula, unescape_formula
from plantext.storage.workbook import FORBIDDEN
from plantext.text import fold

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SUFFIXES = (".csv", ".xlsx")
RIGHT, WRONG = "○", "×"
_WIDTHS = {"before": 45, "name": 24, "after": 45, "section": 14, "entity": 24, "right_name": 20, "right_entity": 20}
_HEAD_ROWS = 10
"""Rows in which the headings are looked for, as people put titles above them."""
HOW_TO = (
    "Judge each row: is what stands in the column name a name, from its first to its last character, and is the label "
    f"right? Write {RIGHT} (or 1, yes, はい) or {WRONG} (or 0, no, いいえ) in the column verdict. Leave open what you "
    "cannot judge. The entity is not part of the verdict: correct it in right_entity.",
    f"Where you write {WRONG}, you may say what is right: right_label ({', '.join(LABELS)}, or - for what is no name in "
    "any place), right_name, right_entity. plantext makes lexicon entries of these.",
    "Sort, hide and colour as you like, and add columns; leave the columns id, label, stratum and population as they are.",
    "各行について、name 列が固有表現として最初から最後の文字まで正しく、ラベルも正しいかを判定し、"
    f"verdict 列に {RIGHT}（1・yes・はい）または {WRONG}（0・no・いいえ）を記入してください。判断できない行は空欄のままで構いません。"
    "entity は判定の対象外です。誤りは right_entity 列に正しい名称を記入してください。",
    f"{WRONG} の行には正解を記入できます: right_label（{'、'.join(LABELS)}、どこにあっても名称でないものは -）、right_name、"
    "right_entity。plantext はこれを辞書の項目にします。",
    "並べ替え・色付け・列の追加は自由です。id、label、stratum、population の各列は変更しないでください。",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a spreadsheet.

    Parameters
    ----------
    file : str
        Its path.
    number : int
        As the spreadsheet counts, headings included.
    cells : dict of str to str
        By heading, without surrounding white space.
    """

    file: str
    number: int
    cells: dict[str, str]


def write_sheet(sheet: pd.DataFrame, path: str | Path) -> Path:
    """Write a sample as a spreadsheet for people to judge.

    Parameters
    ----------
    sheet : pandas.DataFrame
        As made by :func:`~plantext.quality.review.sampling.draw_sample`.
    path : str or pathlib.Path
        ``.xlsx`` has wrapped cells, drop-down lists and a second sheet of instructions; ``.csv`` is UTF-8 with
        the byte order mark that Excel needs. Text is escaped against formula injection; :func:`read_rows`
        undoes it.
    """
    path = Path(path)
    _check_suffix(path)
    if path.suffix.lower() == ".csv":
        cells = sheet.map(lambda value: escape_formula(value) if isinstance(value, str) else value)
        return write_whole(path, "\ufeff" + cells.to_csv(index=False, lineterminator="\r\n"))
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    page.title = "review"
    _fill(page, [list(sheet.columns), *sheet.itertuples(index=False)])
    _dress(page, list(map(str, sheet.columns)), len(sheet))
    about = book.create_sheet("how to")
    _fill(about, [[line] for line in HOW_TO])
    about.column_dimensions["A"].width = 110
    _wrap(about)
    with replacing(path) as partial:
        book.save(partial)
    return path


def read_rows(path: str | Path, *, marker: str) -> Iterator[Row]:
    """Read the rows of a spreadsheet that are not empty.

    Parameters
    ----------
    path : str or pathlib.Path
        ``.xlsx``, or ``.csv`` in any Japanese encoding, separated by commas, semicolons or tabs.
    marker : str
        A heading that must be there; it identifies the row of headings and, in a workbook, the sheet.
    """
    path = Path(path)
    _check_suffix(path)
    if not path.is_file():
        raise TableError(
            "{path}: no such spreadsheet. Make one with `plantext review FOLDER -o {name}`.", path=path, name=path.name
        )
    for lines in [_lines_of_csv(path)] if path.suffix.lower() == ".csv" else _sheets_of_workbook(path):
        rows = [(number, [unescape_formula(value.strip()) for value in line]) for number, line in lines]
        head = next((i for i, (_, line) in enumerate(rows[:_HEAD_ROWS]) if marker in map(_heading, line)), None)
        if head is None:
            continue
        headings = [_heading(cell) for cell in rows[head][1]]
        _check_headings(headings, f"{path}, row {rows[head][0]}")
        for number, line in rows[head + 1 :]:
            if any(line):
                padded = [*line, *[""] * (len(headings) - len(line))]
                cells = {name: cell for name, cell in zip(headings, padded, strict=False) if name}
                yield Row(str(path), number, cells)
        return
    raise TableError(
        "{path}: expected a column {marker!r} among the headings, as `plantext review FOLDER -o FILE` writes them.",
        path=path,
        marker=marker,
    )


def _check_suffix(path: Path) -> None:
    if path.suffix.lower() not in SUFFIXES:
        raise TableError(
            "{path}: expected a name that ends in {endings}; save the spreadsheet as one of these.",
            path=path,
            endings=either(*SUFFIXES),
        )


def _check_headings(headings: list[str], where: str) -> None:
    double = sorted({name for name in headings if name and headings.count(name) > 1})
    if double:
        raise TableError(
            "{where}: the heading {headings} stands twice; give one of the columns another name.",
            where=where,
            headings=", ".join(double),
        )


def _heading(cell: str) -> str:
    """Normalise a heading."""
    name = " ".join(fold(cell).split())
    return name.lower() if not name.lower().startswith(VERDICT) else VERDICT + name[len(VERDICT) :]


def _lines_of_csv(path: Path) -> list[tuple[int, Sequence[str]]]:
    try:
        text = decode(read_regular(path), str(path)).text
        delimiter = max(",;\t", key=text.partition("\n")[0].count)
        return list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1))
    except (csv.Error, ReadingError) as error:
        raise TableError("{path}: cannot be read as CSV ({error}).", path=path, error=error) from error


def _sheets_of_workbook(path: Path) -> list[list[tuple[int, Sequence[str]]]]:
    try:
        sheets = read_lines(read_regular(path), str(path))
    except ReadingError as error:
        raise TableError("{error} Save it as .xlsx or .csv again.", error=error) from error
    return [[(line.number, line.cells) for line in lines] for lines in sheets]


def _fill(page: Worksheet, rows: Iterable[Iterable[Any]]) -> None:
    """Write cells as values, text always as text."""
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = page.cell(number, column)
            if isinstance(value, str):
                cell.value = FORBIDDEN.sub("\ufffd", value)
                # Without the type, openpyxl takes a text that begins with = for a formula.
                cell.data_type = "s"
                cell.quotePrefix = escape_formula(value) != value
            else:
                cell.value = int(value)


def _wrap(page: Worksheet) -> None:
    from openpyxl.styles import Alignment

    for row in page.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _dress(page: Worksheet, columns: list[str], n: int) -> None:
    """Set widths, a fixed head, the name in bold between its contexts, and drop-down lists."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    _wrap(page)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    verdicts = DataValidation(type="list", formula1=f'"{RIGHT},{WRONG}"', allow_blank=True, showErrorMessage=False)
    labels = DataValidation(
        type="list", formula1=f'"{",".join((*LABELS, "-"))}"', allow_blank=True, showErrorMessage=False
    )
    for number, name in enumerate(columns, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = _WIDTHS.get(name, 13 if name in CORRECTIONS else 11)
        page[f"{letter}1"].font = Font(bold=True)
        if name.startswith(VERDICT):
            verdicts.add(f"{letter}2:{letter}{n + 1}")
        elif name == "right_label":
            labels.add(f"{letter}2:{letter}{n + 1}")
        for (cell,) in page.iter_rows(min_row=2, min_col=number, max_col=number):
            if name == "name":
                cell.font = Font(bold=True)
            elif name == "before":
                cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right")
    page.add_data_validation(verdicts)
    page.add_data_validation(labels)
