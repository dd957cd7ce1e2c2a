"""Arguments that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from plantext.errors import Message, PlantextError

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that `plantext extract` wrote.")]
Unit = Annotated[
    str, typer.Option(help="sentence, paragraph, section, measure, turn, row, page, document or window:N.")
]


def check_ending(path: Path, endings: Sequence[str]) -> None:
    """Refuse a file name that tells no format, before anything is computed."""
    if path.suffix not in endings:
        raise PlantextError(
            "{path}: expected a file that ends in {endings}, got {ending}.",
            path=path,
            endings=", ".join(endings),
            ending=path.suffix or Message("no ending"),
        )
