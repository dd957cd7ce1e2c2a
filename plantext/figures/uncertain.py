"""Ranks and edges of a network with two intervals: of sampling alone, and of errors of extraction too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plantext.errors import PlantextError, either
from plantext.figures.lines import draw_intervals
from plantext.figures.naming import check_lang
from plantext.figures.typesetting import record_options
from plantext.networks.uncertainty.errors import Uncertainty

WHAT = ("names", "edges")
_CENTRALITIES = {
    "degree": "次数",
    "strength": "強度",
    "betweenness": "媒介中心性",
    "closeness": "近接中心性",
    "eigenvector": "固有ベクトル中心性",
    "pagerank": "PageRank",
    "clustering": "クラスター係数",
}
_WORDS = {
    "ja": ("太線：標本誤差", "細線：標本誤差と抽出誤り", "{centrality}による順位（{level}区間）", "重み（{level}区間）", "P（辺｜誤り）"),
    "en": ("thick: sampling", "thin: sampling and extraction errors", "rank by {centrality} ({level} intervals)",
           "weight ({level} intervals)", "P(edge | errors)"),
}  # fmt: skip


def uncertain_rows(found: Uncertainty, *, what: str = "names", centrality: str = "degree") -> pd.DataFrame:
    """Choose what :func:`draw_uncertain` draws, in its order: names by rank, or edges by P(edge | errors).

    Examples
    --------
    >>> names = pd.DataFrame({"name": ["甲", "乙"], "centrality": "degree", "rank": [2, 1]})
    >>> uncertain_rows(Uncertainty(pd.DataFrame(), names, {}))["name"].tolist()
    ['乙', '甲']
    """
    if what not in WHAT:
        raise PlantextError("what {what!r}: expected {known}.", what=what, known=either(*WHAT))
    if what == "edges":
        order = ["drawn_both", "weight", "source", "target"]
        return found.edges.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    known = found.names["centrality"].unique().tolist()
    if centrality not in known:
        raise PlantextError(
            "centrality {centrality!r}: expected one of {known}.", centrality=centrality, known=", ".join(known)
        )
    mine = found.names[found.names["centrality"] == centrality]
    return mine.sort_values(["rank", "name"], ignore_index=True)


def draw_uncertain(  # noqa: PLR0913
    found: Uncertainty,
    *,
    what: str = "names",
    centrality: str = "degree",
    ax: Axes | None = None,
    top: int = 30,
    size: str = "page",
    lang: str = "ja",
    names: Mapping[str, str] | None = None,
) -> Figure:
    """Draw the ranks of names, or the weights of edges, each with an interval of sampling and one of all errors.

    Parameters
    ----------
    found : Uncertainty
        As :func:`plantext.uncertain` returns it.
    what : str
        ``names``, or ``edges`` with P(edge | errors of sampling and extraction) at their right.
    centrality : str
        Of the ranks.
    top, size, lang, names
        As in :func:`plantext.figures.lines.draw_intervals`.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.load("priority-plan-2023")
    >>> found = pt.uncertain(run, pt.network(pt.cooccur(run, labels=["FORUM"])), samples=5)
    >>> draw_uncertain(found, lang="en").axes[0].get_xlabel().partition(":")[0]
    'rank by degree (95 % intervals); thick'
    """
    check_lang(lang)
    rows = uncertain_rows(found, what=what, centrality=centrality)
    thick, thin, ranks, weights, chance = _WORDS[lang]
    percent = f"{found.info.get('level', 0.95) * 100:g}"
    level = f"{percent}%" if lang == "ja" else f"{percent} %"
    word = centrality if lang == "en" else _CENTRALITIES.get(centrality, centrality)
    value = "rank" if what == "names" else "weight"
    both, sampling = ((f"{value}_low_{mode}", f"{value}_high_{mode}") for mode in ("both", "sampling"))
    about = ranks.format(centrality=word, level=level) if what == "names" else weights.format(level=level)
    options: dict[str, Any] = {
        "title": "; ".join([about, thick, thin]) if lang == "en" else f"{about}　{thick}、{thin}"
    }
    if what == "edges":
        options |= {"beside": [f"{share:.2f}" for share in rows["drawn_both"]], "beside_title": chance}
    low, high = both
    figure = draw_intervals(
        rows,
        ax=ax,
        value=value,
        low=low,
        high=high,
        inner=sampling,
        top=top,
        size=size,
        lang=lang,
        names=names,
        **options,
    )
    kind = f"draw_uncertain_{what}"
    record_options(
        figure,
        "draw_uncertain",
        kind=kind,
        rows_drawn=min(top, len(rows)),
        what=what,
        centrality=centrality,
        **found.info,
    )
    return figure
