"""A made-up sheet of names to judge, for the tests of review."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from made_runs import make_run

from plantext.quality.review import draw_sample

RUN = make_run(
    [
        ("plan", 0, "1-2", "1-1", "{ORG:総務省}と{ORG:外務省}は{FORUM:IGF:IGF}を開く。"),
        ("plan", 1, "第2", "", "=1+1 と {PLAN:=HYPERLINK(計画)} と -{ORG:@庁} だ。"),
    ]
)
SHEET = draw_sample(RUN)


def filled(**columns: list[object]) -> pd.DataFrame:
    """The sheet with some columns filled in."""
    return SHEET.astype("object").assign(**columns)


def write_csv(frame: pd.DataFrame, path: Path, encoding: str = "utf-8", sep: str = ",") -> Path:
    """Write a sheet as a program of somebody else would."""
    path.write_bytes(frame.to_csv(index=False, sep=sep).encode(encoding))
    return path
