"""Draw how sure a page of a PDF is told to be against how much of it is right: ``python docs/site_parts/calibration.py``.

Everything comes from corpus/gold/confidence.csv, which tools/calibrate.py writes.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from plantext import corpus
from plantext.reading.pdf.confidence import SURE

IMAGES = Path(__file__).parent.parent / "images"
GROUPS = 8
LEAST, MOST = 0.15, 0.996
"""Shares shown; what lies beyond is drawn at the edge."""
TICKS = (0.2, 0.5, 0.8, 0.9, 0.95, 0.97, 0.99)


def pages() -> pd.DataFrame:
    """The gold pages with their confidence."""
    return pd.read_csv(corpus.quality_path().with_name("confidence.csv"))


def summed(table: pd.DataFrame, by: list[object] | str) -> pd.DataFrame:
    """Confidence, share right and sentences of groups of pages, weighted by sentences."""
    weighed = table.assign(confidence=table["confidence"] * table["sentences"])
    sums = weighed.groupby(by, sort=True)[["confidence", "right", "sentences"]].sum()
    shares = {name: (sums[name] / sums["sentences"]).clip(LEAST, MOST) for name in ("confidence", "right")}
    return pd.DataFrame({**shares, "sentences": sums["sentences"]})


def draw(table: pd.DataFrame) -> plt.Figure:
    """Kinds of pages as dots, all pages in groups of rising confidence as a line, and the bound of doubt."""
    figure, axes = plt.subplots(figsize=(7.2, 6), layout="constrained")
    axes.plot([LEAST, MOST], [LEAST, MOST], color="0.75", linewidth=1, zorder=0)
    ordered = table.sort_values(["confidence", "doc", "page"])
    share = ordered["sentences"].cumsum() / ordered["sentences"].sum()
    groups = summed(ordered, list(np.minimum((share * GROUPS - 1e-9).astype(int), GROUPS - 1)))
    axes.plot(
        groups["confidence"], groups["right"], color="0.35", marker="s", markersize=4, label="all pages, in eighths"
    )
    kinds = summed(table, "kind").sort_values("confidence")
    axes.scatter(kinds["confidence"], kinds["right"], s=6 + kinds["sentences"], alpha=0.6, label="kinds of pages")
    for number, (kind, row) in enumerate(kinds.iterrows()):
        place, side = ((8, -12), "left") if number % 2 else ((-8, 7), "right")
        axes.annotate(
            str(kind), (row["confidence"], row["right"]), xytext=place, textcoords="offset points", fontsize=8, ha=side
        )
    axes.axvline(SURE, color="tab:red", linewidth=1, linestyle="--", label=f"told without doubt from {SURE:.3f}")
    axes.set(xlabel="confidence", ylabel="share of sentences right", xscale="logit", yscale="logit")
    axes.set(xlim=(LEAST * 0.8, 0.997), ylim=(LEAST * 0.8, 0.997))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(FixedLocator(TICKS))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axis.set_minor_locator(NullLocator())
    axes.legend(loc="upper left", frameon=False, fontsize=8)
    return figure


def main() -> None:
    """Write docs/images/calibration.png."""
    mpl.use("agg")
    draw(pages()).savefig(IMAGES / "calibration.png", dpi=130, metadata={"Software": None})


if __name__ == "__main__":
    main()
