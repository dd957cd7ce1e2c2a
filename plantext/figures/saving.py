"""Figures on disk: pictures, the table behind them, and in each the account of what made it."""

from __future__ import annotations

import hashlib
import html
import json
import platform
import re
import sys
from codecs import BOM_UTF16_BE
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from plantext.errors import OutputError, PlantextError, names_arguments
from plantext.figures.captions import figure_caption
from plantext.figures.naming import LANGUAGES
from plantext.figures.typesetting import DPI, UNHINTED, recorded_options
from plantext.storage.atomic import replacing
from plantext.storage.tablefile import write_csv
from plantext.storage.workbook import FORBIDDEN
from plantext.tables.digits import round_number, round_table

PICTURES = ("png", "svg", "pdf")  # Formats of a picture

ENDINGS = (".png", ".svg", ".csv", ".json")  # What a figure consists of unless other formats are asked for

# What networks are made and figures are drawn with.
PACKAGES = (
    "plantext", "igraph", "matplotlib", "matplotlib-fontja", "networkx", "numpy", "pandas", "pillow", "scipy",
)  # fmt: skip

# Fixed identifiers; letters as shapes in SVG, as an embedded TrueType face in PDF, where they can be copied.
_STYLE: Any = {"svg.hashsalt": "plantext", "svg.fonttype": "path", "pdf.fonttype": 42, "pdf.compression": 6}

_DESCRIPTION = re.compile(r"<dc:description>([^<]*)</dc:description>")
_SUBJECT = re.compile(rb"/Subject \(((?:[^\\()]|\\.)*)\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r"}


@names_arguments
def save_figure(  # noqa: PLR0913
    fig: Figure,
    path_stem: str | Path,
    *,
    data: pd.DataFrame,
    provenance: Mapping[str, Any],
    dpi: int = DPI,
    formats: Sequence[str] = ("png", "svg"),
) -> list[Path]:
    """Write a figure as pictures, with the table behind it and the account of what made it: all files or none.

    The same figure gives the same bytes on one installation: no date, no version of the writer, fixed
    identifiers; :func:`plantext.figures.comparing.compare_figure` compares figures of two installations. The
    account stands in the JSON and inside each picture, where :func:`read_provenance` finds it.

    Parameters
    ----------
    path_stem : str or pathlib.Path
        Path without an ending.
    data : pandas.DataFrame
        The table that the figure shows; decimal numbers are written with the digits of :mod:`plantext.tables.digits`.
    provenance : mapping
        Inputs, parameters, versions, as :func:`plantext.extraction.provenance.describe_figure` gives them. Its caption in
        both languages, the options of the drawing, versions and processor (``made_with``), and rows, columns and SHA-256 of the table
        are added.
    dpi : int
        Of the PNG.
    formats : sequence of str
        Of ``PICTURES``.

    Returns
    -------
    list of pathlib.Path
        The pictures in the order given, the CSV and the JSON.

    Raises
    ------
    PlantextError
        If a format is unknown.
    OutputError
        If one of them cannot be written; those of an earlier time then stay as they were.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     figure, data = Figure(figsize=(1, 1)), pd.DataFrame({"count": [1]})
    ...     [path.name for path in save_figure(figure, f"{folder}/empty", data=data, provenance={"seed": 1})]
    ['empty.png', 'empty.svg', 'empty.csv', 'empty.json']
    """
    unknown = [name for name in formats if name not in PICTURES]
    if unknown:
        raise PlantextError(
            "formats: expected some of {known}; got {unknown}.",
            known=", ".join(PICTURES),
            unknown=", ".join(map(str, unknown)),
        )
    stem = Path(path_stem)
    endings = (*(f".{name}" for name in formats), ".csv", ".json")
    paths = [stem.with_name(stem.name + ending) for ending in endings]
    data = round_table(data)
    for path in paths:
        if path.is_dir():
            raise OutputError("{path}: cannot be written: a folder has that name; choose another.", path=path)
    with ExitStack() as stack:
        files = dict(zip(endings, (stack.enter_context(replacing(path)) for path in paths), strict=True))
        write_csv(data, files[".csv"])
        told = _describe(fig, data, files[".csv"].read_bytes(), provenance)
        # As JSON escapes them, so that SVG can hold them too.
        account = FORBIDDEN.sub(
            lambda match: f"\\u{ord(match.group()):04x}", json.dumps(told, ensure_ascii=False, sort_keys=True)
        )
        for name in formats:
            files[f".{name}"].write_bytes(_render(fig, name, account, dpi))
        written = json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        files[".json"].write_bytes(written.encode())
    return paths


def _describe(fig: Figure, data: pd.DataFrame, table: bytes, provenance: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that made a figure, as JSON gives it back."""
    captions = {lang: figure_caption(fig, lang=lang) for lang in LANGUAGES}
    told = {
        **provenance,
        **({"caption": captions} if any(captions.values()) else {}),
        "drawing": recorded_options(fig),
        "made_with": describe_machine(),
        "data": {
            "rows": len(data),
            "columns": [str(column) for column in data.columns],
            "sha256": hashlib.sha256(table).hexdigest(),
        },
    }
    result: dict[str, Any] = json.loads(json.dumps(told, default=str), parse_float=lambda x: round_number(float(x)))
    return result


def describe_machine() -> dict[str, Any]:
    """Describe versions and processor that a figure is drawn with: recorded, but never a difference between figures.

    Returns
    -------
    dict
        ``python``, ``packages`` by name, ``processor`` and ``features``, the instruction sets of numpy's kernels.

    Examples
    --------
    >>> sorted(describe_machine())
    ['features', 'packages', 'processor', 'python']
    """
    simd = np.show_config(mode="dicts")["SIMD Extensions"]
    return {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "packages": {name: version(name) for name in PACKAGES},
        "processor": platform.machine(),
        "features": " ".join((*simd.get("baseline", ()), *simd.get("found", ()))),
    }


def _render(fig: Figure, name: str, account: str, dpi: int) -> bytes:
    """A picture with the account of what made it inside."""
    # A title is what a screen reader or a search finds.
    title = FORBIDDEN.sub("\ufffd", figure_caption(fig, lang=recorded_options(fig).get("lang", "ja")))
    named = {"Title": title} if title else {}
    metadata: dict[str, dict[str, Any]] = {
        "png": {"Software": None, **named, "Description": account},
        "svg": {**named, "Date": None, "Creator": None, "Description": account},
        "pdf": {**named, "CreationDate": None, "Creator": None, "Producer": None, "Subject": account},
    }
    buffer = BytesIO()
    with mpl.rc_context(_STYLE | UNHINTED):
        fig.savefig(buffer, format=name, dpi=dpi, metadata=metadata[name])
    return buffer.getvalue()


def read_provenance(path: str | Path) -> dict[str, Any]:
    """Read what made a figure from a PNG, SVG, PDF or JSON that :func:`save_figure` wrote.

    Raises
    ------
    PlantextError
        If the file is missing, or holds no such account.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     figure, data = Figure(figsize=(1, 1)), pd.DataFrame({"count": [1]})
    ...     read_provenance(save_figure(figure, f"{folder}/empty", data=data, provenance={"seed": 1})[0])["seed"]
    1
    """
    path = Path(path)
    readers = {".png": _read_png, ".svg": _read_svg, ".pdf": _read_pdf, ".json": _read_json}
    if path.suffix not in readers:
        raise PlantextError("{path}: expected a figure that ends in {readers}.", path=path, readers=", ".join(readers))
    if not path.is_file():
        raise PlantextError("{path}: no such file.", path=path)
    try:
        found = json.loads(readers[path.suffix](path))
    except (ValueError, KeyError, OSError, RuntimeError, SyntaxError) as error:
        raise PlantextError(
            "{path}: does not say what made it. Only figures written by save_figure do, and many programs "
            "drop it when they save a picture again.",
            path=path,
        ) from error
    if not isinstance(found, dict):
        raise PlantextError(
            "{path}: says {found!r} where an account of what made it was expected.", path=path, found=found
        )
    return found


def _read_json(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _read_png(path: Path) -> str:
    from PIL import Image

    with Image.open(path) as picture:
        picture.load()
        return str(picture.info["Description"])


def _read_svg(path: Path) -> str:
    found = _DESCRIPTION.search(path.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError
    return html.unescape(found.group(1))


def _read_pdf(path: Path) -> str:
    """The subject as :func:`save_figure` writes it, which is plain in the file: no PDF reader is needed."""
    found = _SUBJECT.search(path.read_bytes())
    if found is None:
        raise ValueError
    written = _ESCAPED.sub(lambda match: _ESCAPES.get(match.group(1), match.group(1)), found.group(1))
    return written.decode("utf-16" if written.startswith(BOM_UTF16_BE) else "ascii")
