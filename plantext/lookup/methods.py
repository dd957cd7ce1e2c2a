"""The methods paragraph of a paper, written from the run itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import networkx as nx
import pandas as pd

from plantext import corpus
from plantext.errors import PlantextError
from plantext.figures.naming import check_lang
from plantext.labels import LABELS, MISSION, count_labels, name_labels
from plantext.networks.measures import SIGNIFICANT
from plantext.networks.uncertainty.errors import MODES, Uncertainty
from plantext.quality.families import NAMES, nearest_family
from plantext.tables.stored import Run

UNITS = {
    "ja": {
        "sentence": "文",
        "paragraph": "段落",
        "section": "節",
        "measure": "施策",
        "turn": "発言",
        "row": "行",
        "page": "ページ",
        "document": "文書",
    },
    "en": {},
}
MEASURES = {
    "jaccard": "Jaccard", "dice": "Dice", "simpson": "Simpson", "cosine": "cosine", "pmi": "PMI", "npmi": "NPMI",
    "association_strength": "association strength", "log_likelihood": "log-likelihood", "count": "count",
}  # fmt: skip
REFERENCES = (
    "松田寛・大村舞・浅原正幸（2019）短単位品詞の用法曖昧性解決と依存関係ラベリングの同時学習。言語処理学会第25回年次大会発表論文集。",
    "Takaoka, K. et al. (2018) Sudachi: a Japanese tokenizer for business. Proceedings of LREC 2018.",
    "Hagberg, A., Schult, D. and Swart, P. (2008) Exploring network structure, dynamics, and function using NetworkX. "
    "Proceedings of SciPy 2008.",
    "Traag, V., Waltman, L. and van Eck, N. J. (2019) From Louvain to Leiden: guaranteeing well-connected communities. "
    "Scientific Reports 9, 5233.",
)
"""Works behind the steps, in the order in which the paragraph names them."""


def _documents(run: Run, lang: str) -> str:
    shown = []
    for item in run.info.get("documents", [])[:3]:
        title, date = item.get("title") or item["doc_id"], item.get("date", "")
        if lang == "ja":
            shown.append(f"「{title}」" + (f"（{date}）" if date else ""))
        else:
            shown.append(title + (f" ({date})" if date else ""))
    n = len(run.info.get("documents", []))
    more = max(0, n - len(shown))
    if lang == "ja":
        return "、".join(shown) + (f"ほか{more}文書" if more else "")
    return "; ".join(shown) + (f" and {more} more" if more else "")


def _packages(run: Run) -> Mapping[str, Any]:
    packages: Mapping[str, Any] = run.info.get("environment", {}).get("packages", {})
    return packages


def _corpus(run: Run, lang: str) -> str:
    packages = _packages(run)
    versions = ", ".join(f"{name} {packages[name]}" for name in ("SudachiPy", "SudachiDict-core") if name in packages)
    counts, paragraphs = Counter[str](), 0
    for part in run.parts(sentences=["paragraph"], mentions=["label"]):
        counts.update(part.mentions["label"].tolist())
        paragraphs += len(part.sentences[["doc_id", "paragraph"]].drop_duplicates())
    n_mentions = counts.total()
    labels = ", ".join(f"{label} {count:,}" for label, count in sorted(counts.items()))
    ours = packages.get("plantext", "")
    if lang == "ja":
        return (
            f"分析の対象は{_documents(run, lang)}である。plantext {ours} で読み込み、"
            f"{paragraphs:,}段落、{run.n_sentences:,}文を得た。GiNZA の形態素解析器（{versions}）による語の上で辞書と規則により固有名の言及{n_mentions:,}件（{labels}）を取り出し、"
            f"略称と正式名を統合して{len(run.entities):,}の実体とした。"
        )
    return (
        f"We analysed {_documents(run, lang)}. The text was read with plantext {ours} ({versions}) into "
        f"{paragraphs:,} paragraphs and {run.n_sentences:,} sentences. We extracted {n_mentions:,} mentions "
        f"({labels}) and united short and full names into {len(run.entities):,} entities."
    )


def _doubts(run: Run, lang: str) -> str:
    """Say of which pages the reading is in doubt; nothing where it is of none."""
    doubted = [item for item in run.info.get("documents", []) if item.get("doubted")]
    if not doubted:
        return ""
    shown = []
    for item in doubted[:3]:
        title, pages = item.get("title") or item["doc_id"], item["doubted"]
        where = f"（{pages}ページ）" if lang == "ja" else f" (pages {pages} of {item['n_pages']})"
        shown.append((f"「{title}」" if lang == "ja" else title) + (where if pages != "0" else ""))
    more = len(doubted) - len(shown)
    if lang == "ja":
        return f"読み取りに疑いがあると報告されたのは{'、'.join(shown)}{f'ほか{more}文書' if more else ''}である。"
    return f" The reading is reported to be in doubt for {'; '.join(shown)}{f' and {more} more documents' if more else ''}."


def _quality(run: Run, lang: str) -> str:
    """Report the extraction's scores on gold; nothing where they are of another version than the run."""
    # Scores of another version would claim something about this run that nobody measured.
    if _packages(run).get("plantext") != version("plantext"):
        return ""
    with corpus.quality_path().with_name("aside.jsonl").open(encoding="utf-8") as lines:
        n = sum(1 for line in lines if line.strip())
    scores = pd.read_csv(corpus.quality_path()).query("part == 'aside'").set_index("label")
    three, every = scores.loc["mission"], scores.loc["all"]
    labels = count_labels(lang, int(scores.index.isin(LABELS).sum()))
    if lang == "ja":
        return (
            f"抽出の精度は、規則と辞書の作成に用いていない{n}文（重点計画と情報通信白書）に付けた正解（範囲の完全一致）に対し、{'・'.join(MISSION)} で"
            f"適合率{three['precision']:.2f}、再現率{three['recall']:.2f}、F1 {three['f1']:.2f}、{labels}すべてで F1 {every['f1']:.2f} である。"
        )
    return (
        f" Against {n} annotated sentences of the priority plan and of white papers that no rule was written from (exact spans), the extraction has precision "
        f"{three['precision']:.2f}, recall {three['recall']:.2f} and F1 {three['f1']:.2f} on {', '.join(MISSION[:-1])} and {MISSION[-1]}, and F1 "
        f"{every['f1']:.2f} on all {labels} labels."
    )


def _family(run: Run, lang: str) -> str:
    """Report the scores of the measured family of documents that the text is nearest to, or that there is none."""
    told = corpus.load_manifest().keys() >= {item["doc_id"] for item in run.info.get("documents", ())}
    if told or not run.has_text or _packages(run).get("plantext") != version("plantext"):
        return ""
    found = nearest_family(
        text for part in run.parts(sentences=["text"], mentions=[]) for text in part.sentences["text"]
    )
    if found is None:
        return (
            "これに近い種類の文書での精度は測定されていない。"
            if lang == "ja"
            else " The quality on documents of this kind has not been measured."
        )
    name = NAMES[found.name][lang == "en"]
    if lang == "ja":
        return (
            f"文体が最も近い種類（{name}）の未見の{found.sentences}文では、{'・'.join(MISSION)} の F1 は{found.mission:.2f}、"
            f"すべての種類で{found.all:.2f}である。"
        )
    return (
        f" On {found.sentences} unseen sentences of the kind that is nearest in style ({name}), F1 is {found.mission:.2f} on "
        f"{', '.join(MISSION[:-1])} and {MISSION[-1]}, and {found.all:.2f} on all labels."
    )


def _edges(net: nx.Graph, lang: str) -> str:
    """Say which edges are drawn, as many as there are, and how many stand out from chance."""
    how, n = net.graph, net.number_of_edges()
    measure = MEASURES.get(how["measure"], how["measure"])
    every = how["top"] == "all" or n < int(how["top"])
    ties = not every and n > int(how["top"])
    passed = [data["q_value"] < SIGNIFICANT for *_, data in net.edges(data=True) if "q_value" in data]
    if lang == "ja":
        shown = (
            f"残った{n}本の辺すべてを{measure}を重みとして"
            if every
            else f"{measure}による上位{how['top']}本" + (f"（同順位を含め{n}本）を" if ties else "を")
        )
        tested = (
            f"そのうち{sum(passed)}本が Fisher の正確確率検定（Benjamini–Hochberg 法）で q < {SIGNIFICANT} である。"
        )
        return f"{shown}描いた。{tested if passed else ''}"
    strongest = f"the {how['top']} strongest edges by {measure}{f' ({n} with ties)' if ties else ''}"
    shown = f"all {n} edges that remained, weighted by {measure}" if every else strongest
    tested = f" Of these, {sum(passed)} pass q < {SIGNIFICANT} (Fisher's exact test, Benjamini-Hochberg)."
    return f"{shown}.{tested if passed else ''}"


def _communities(how: Mapping[str, Any], lang: str) -> str:
    if "communities" not in how:
        return ""
    name = str(how["communities"]).capitalize()
    if lang == "ja":
        return f"コミュニティは{name}法（解像度{how['resolution']:g}、乱数の種{how['seed']}、モジュラリティ{how['modularity']:.2f}）で求めた。"
    return (
        f" Communities were found with the {name} algorithm (resolution {how['resolution']:g}, seed {how['seed']}, "
        f"modularity {how['modularity']:.2f})."
    )


def _network(net: nx.Graph, lang: str) -> str:
    """Describe a network of co-occurrence as it is drawn; nothing for one that does not say how it was made."""
    how = net.graph
    if not {"unit", "measure", "top", "names_before", "names_frequent", "n_units"} <= set(how):
        return ""
    kind, _, width = str(how["unit"]).partition(":")
    unit = UNITS[lang].get(kind, kind) + width
    labels = ", ".join(name_labels(lang, plural=True).get(label, label) for label in str(how.get("labels", "")).split())
    chosen = how.get("min_frequency_chosen") == "auto"
    few = int(how.get("min_count", 1))
    if lang == "ja":
        return (
            f"共起の単位は{unit}（{how['n_units']:,}）とし、同じ{unit}に現れることを1回と数えた。節点は{labels.replace(', ', '・')}の名前で、"
            f"{how['names_before']:,}語のうち{how['min_frequency']}{unit}以上に現れる{how['names_frequent']:,}語を残し"
            f"{'（およそ75語になるよう自動で決めた値）' if chosen else ''}、{f'{few}{unit}以上で共起するもののうち、' if few > 1 else ''}"
            f"{_edges(net, lang)}{_communities(how, lang)}"
        )
    return (
        f"The unit of co-occurrence was the {unit} (n = {how['n_units']:,}), presence counted once a unit. The nodes are "
        f"{labels}. Of {how['names_before']:,} names we kept the {how['names_frequent']:,} that occur in "
        f"{how['min_frequency']} units or more{' (chosen so that about 75 remain)' if chosen else ''}"
        f"{f', and of their pairs those that meet in {few} units or more' if few > 1 else ''}, and drew "
        f"{_edges(net, lang)}{_communities(how, lang)}"
    )


def _uncertainty(found: Uncertainty, lang: str) -> str:
    """Say what of the network stands under errors of sampling and extraction, and how that was drawn."""
    level, samples, seed = found.info["level"], found.info["samples"], found.info["seed"]
    n = len(found.edges)
    held = {mode: int((found.edges[f"drawn_{mode}"] >= level).sum()) for mode in MODES}
    moved = {mode: _spread(found.names, mode) for mode in MODES}
    if lang == "ja":
        return (
            f"誤りの影響は、種類ごとの適合率と再現率（判定数に応じたベータ分布）からあり得る表を引き直すこと（抽出誤り）と、文書単位のブートストラップ（標本誤差）により{samples}回"
            f"（乱数の種{seed}）調べた。引いたネットワークの{level:.0%}以上に現れた辺は{n}本のうち、標本誤差では{held['sampling']}本、抽出誤りでは{held['extraction']}本、両方では{held['both']}本であり、"
            f"次数の順位の{level:.0%}区間の幅の中央値は、標本誤差で{moved['sampling']:g}、抽出誤りで{moved['extraction']:g}、両方で{moved['both']:g}であった。"
        )
    return (
        f" Errors were passed into the network by {samples} draws (seed {seed}): of plausible true tables, by the precision and recall "
        f"of each label (Beta distributions on the counts judged), for errors of extraction, and of documents (bootstrap), for errors "
        f"of sampling. Of {n} edges, {held['sampling']} are in {level:.0%} or more of the networks drawn under errors of sampling, "
        f"{held['extraction']} under errors of extraction and {held['both']} under both. The {level:.0%} intervals of ranks by degree are "
        f"{moved['sampling']:g}, {moved['extraction']:g} and {moved['both']:g} ranks wide (medians)."
    )


def _spread(names: pd.DataFrame, mode: str) -> float:
    """The median width of the intervals of ranks by degree."""
    mine = names[names["centrality"] == "degree"]
    return float((mine[f"rank_high_{mode}"] - mine[f"rank_low_{mode}"]).median())


def describe_methods(
    run: Run, net: nx.Graph | None = None, *, uncertainty: Uncertainty | None = None, lang: str = "ja"
) -> str:
    """Write a methods paragraph, ready to paste, with inputs, checksums and references.

    Parameters
    ----------
    run : Extraction or StoredRun
        One in a folder (:func:`plantext.open_run`) is read part by part.
    net : networkx.Graph, optional
        Made from the run by :func:`plantext.networks.graph.network`; its thresholds are described too.
    uncertainty : Uncertainty, optional
        As :func:`plantext.uncertain` returns it of the network: what errors of sampling and of extraction leave of it.
    lang : str
        ``ja`` or ``en``.

    Examples
    --------
    >>> import plantext as pt
    >>> describe_methods(pt.load("priority-plan-2023"), lang="en").partition(".")[0]
    'We analysed デジタル社会の実現に向けた重点計画 (2023-06-09)'
    """
    check_lang(lang)
    if not run.info.get("documents"):
        raise PlantextError("The run does not say what it was made from (run.json is missing); extract it again.")
    paragraph = (
        _corpus(run, lang)
        + _doubts(run, lang)
        + _quality(run, lang)
        + _family(run, lang)
        + (("" if lang == "ja" else " ") + _network(net, lang) if net is not None else "")
        + (_uncertainty(uncertainty, lang) if uncertainty is not None else "")
    )
    inputs = [
        " ".join(
            filter(
                None,
                (f"- {item.get('title') or item['doc_id']}.", item.get("source"), f"(sha256 {item.get('sha256', '')})"),
            )
        )
        for item in run.info["documents"]
    ]
    heads = ("入力", "文献") if lang == "ja" else ("Inputs", "References")
    return "\n".join([paragraph, "", heads[0], *inputs, "", heads[1], *(f"- {item}" for item in REFERENCES)])
