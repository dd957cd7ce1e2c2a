"""One line under each figure, in Japanese and English: what it shows, and of how much."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from plantext.figures.naming import check_lang, namer
from plantext.figures.typesetting import recorded_options
from plantext.networks.units import UNITS

_PERIODS = {"fiscal": "年度", "year": "年", "quarter": "四半期"}
_WEIGHTS = {"frequency": "頻度", "strength": "辺の重みの和"}
_TEXTS = {
    "draw_network": (
        "{unit_ja}を単位とする共起ネットワーク（名前{nodes}、辺{edges}）。大きさは頻度、太さは{measure}、色は群",
        "Co-occurrence network by {unit} ({nodes} names, {edges} edges): size is frequency, width {measure}, colour community",
    ),
    "draw_discourse": (
        "言説ネットワーク（節点{nodes}、辺{edges}）。大きさは陳述の数、太さは重み",
        "Discourse network ({nodes} nodes, {edges} edges): size is statements, width weight",
    ),
    "draw_change": (
        "{before}から{after}への共起ネットワークの変化（名前{nodes}、辺{edges}）：残ったもの、来たもの、去ったもの",
        "Change of the co-occurrence network from {before} to {after} ({nodes} names, {edges} edges): what stayed, came and went",
    ),
    "draw_side_by_side": (
        "{titles}のネットワーク。同じ名前は同じ位置",
        "Networks of {titles}, each name in the same place",
    ),
    "draw_heat_map": (
        "{top}の名前と、それを含む文の割合（節または文書ごと、%）",
        "Share of the sentences of each section or document that hold each of {top} names (%)",
    ),
    "draw_sensitivity": ("選択を変えたときに残る割合", "What survives under other choices"),
    "draw_sections": ("節ごとの文の数と、種類別の言及の数", "Sentences of each section, and mentions by label"),
    "draw_entities": ("種類ごとに最も多く現れる名前", "The most frequent names of each label"),
    "draw_quality": ("種類ごとの抽出の精度（F1）", "Quality of the extraction by label (F1)"),
    "draw_timeline": ("{period_ja}ごとの期限と出来事、ともに現れる名前", "Deadlines and events by {by}, with the names that stand with them"),
    "draw_intervals": ("上位{rows_drawn}行の値と95%区間", "Values and 95 % intervals of the first {rows_drawn} rows"),
    "draw_uncertain_names": (
        "上位{rows_drawn}の名前の{centrality}による順位と、標本誤差（太線）・標本誤差と抽出誤り（細線）の区間、{samples}回の引き直し",
        "Ranks of {rows_drawn} names by {centrality}, with intervals of sampling (thick) and of sampling and extraction (thin), {samples} draws",
    ),
    "draw_uncertain_edges": (
        "上位{rows_drawn}の辺の重みと、標本誤差（太線）・標本誤差と抽出誤り（細線）の区間、および P（辺｜誤り）、{samples}回の引き直し",
        "Weights of {rows_drawn} edges, with intervals of sampling (thick) and of sampling and extraction (thin), and P(edge | errors), {samples} draws",
    ),
    "draw_trajectories": ("年ごとの頻度と95%区間（{lines}）", "Frequency by year with 95 % intervals ({lines})"),
    "draw_lifelines": ("版を追って見た約束{lines_drawn}件：色は約束の強さ", "{lines_drawn} commitments over the editions; colour is modality"),
    "draw_correspondence": (
        "対応分析：名前{names}と区分{parts}の布置（第1・第2軸で慣性の{share}%）",
        "Correspondence analysis of {names} names and {parts} parts (two axes with {share} % of the inertia)",
    ),
    "draw_dendrogram": (
        "階層的クラスター分析（{method}法、{measure}）による{items}の樹形図",
        "Dendrogram of {items} names (hierarchical clustering, {method} linkage, {measure})",
    ),
    "draw_density_name": (
        "{unit_ja}を単位とする共起ネットワークの布置における名前の密度（名前{nodes}）。ガウスカーネル、帯域幅は名前どうしの平均距離の{bandwidth:g}倍、重みは{weight_ja}",
        "Density of names on the map of the co-occurrence network by {unit} ({nodes} names): Gaussian kernel, bandwidth {bandwidth:g} of the mean distance between names, weighted by {weight}",
    ),
    "draw_density_community": (
        "{unit_ja}を単位とする共起ネットワークの布置における群の密度（名前{nodes}）。色はそこで最も密な群。ガウスカーネル、帯域幅は名前どうしの平均距離の{bandwidth:g}倍、重みは{weight_ja}",
        "Density of communities on the map of the co-occurrence network by {unit} ({nodes} names), in the colour of the densest: Gaussian kernel, bandwidth {bandwidth:g} of the mean distance between names, weighted by {weight}",
    ),
    "draw_similarity": (
        "名前の分布から見た{documents}の文書・節の類似度（Bhattacharyya係数）",
        "Similarity of {documents} documents or sections by the names in them (Bhattacharyya coefficient)",
    ),
}  # fmt: skip


def figure_caption(figure: Figure, *, lang: str = "ja") -> str:
    """Write the one-line caption of a figure that a ``draw_*`` made; empty for other figures.

    Examples
    --------
    >>> import networkx as nx
    >>> from plantext.figures.network import draw_network
    >>> figure_caption(draw_network(nx.Graph([("総務省", "外務省")])), lang="en")
    'Co-occurrence network by unit (2 names, 1 edges): size is frequency, width weight, colour community'
    """
    options = recorded_options(figure)
    kind = str(options.get("kind") or options.get("function", ""))
    if kind not in _TEXTS:
        return ""
    english = check_lang(lang) == "en"
    return _TEXTS[kind][english].format(**_told(options, english))


def _told(options: dict[str, Any], english: bool) -> dict[str, Any]:
    """The options of a drawing as words of its caption."""
    unit, _, size = str(options.get("unit", "unit")).partition(":")
    comma, called = (", ", namer("en")) if english else ("、", str)
    listed = {
        "titles": comma.join(map(str, options.get("titles", ()))),
        "lines": comma.join(map(called, map(str, options.get("lines_drawn", ()))))
        if isinstance(options.get("lines_drawn"), list)
        else "",
        "period_ja": _PERIODS.get(str(options.get("by", "")), ""),
        "unit_ja": UNITS.get(unit, "単位") + size,
        "weight_ja": _WEIGHTS.get(str(options.get("weight", "")), ""),
        "measure": str(options.get("measure", "weight")).replace("_", " "),
    }
    return {**options, "unit": unit + size, **listed}
