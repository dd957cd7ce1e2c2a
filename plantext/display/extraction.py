"""An extraction at a glance: names by label and document, the most frequent, and what was left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plantext.display.rendering import amount, render, shorten
from plantext.labels import LABELS

if TYPE_CHECKING:
    from plantext.tables.run import Extraction

DOCUMENTS, NAMES, INPUTS = 40, 12, 40
"""Rows shown of each list; what is left out is counted."""


def as_text(run: Extraction) -> str:
    """Summarise an extraction in one line."""
    return f"Extraction({', '.join(_extent(run))}{'' if run.has_text else ', without text'})"


def as_html(run: Extraction) -> str:
    """Render an extraction for a notebook."""
    documents = {entry["doc_id"]: entry for entry in run.info.get("documents", ())}
    ids = list(dict.fromkeys([*run.sentences["doc_id"].unique(), *documents]))
    found = set(run.mentions["label"])
    labels = [label for label in LABELS if label in found] + sorted(found.difference(LABELS))
    counts = Counter(run.mentions.groupby(["doc_id", "label"]).size().to_dict())
    sentences = Counter(run.sentences["doc_id"].value_counts().to_dict())
    rows: list[list[object]] = []
    for doc_id in ids[:DOCUMENTS]:
        entry = documents.get(doc_id, {})
        names = [counts[doc_id, label] for label in labels]
        title = shorten(str(entry.get("title") or doc_id))
        rows.append([title, entry.get("date", ""), sentences[doc_id], *names, sum(names)])
    if len(ids) > 1:
        totals = [sum(counts[doc_id, label] for doc_id in ids) for label in labels]
        rows.append([f"all {len(ids)}", "", len(run.sentences), *totals, len(run.mentions)])
    frequent = run.entities.head(NAMES)[["entity", "label", "name_en", "n_mentions", "n_sentences"]]
    return render(
        "extraction.html",
        extent=[*_extent(run), "" if run.has_text else "without the text of the sentences"],
        labels=labels,
        documents=rows,
        n_documents=len(ids),
        names=list(frequent.itertuples(index=False)),
        n_names=len(run.entities),
        left_out=[[item["source"], item["reason"]] for item in run.info.get("left_out", ())],
        limits={"documents": DOCUMENTS, "inputs": INPUTS},
    )


def _extent(run: Extraction) -> tuple[str, str, str, str]:
    return (
        amount(run.sentences["doc_id"].nunique(), "document"),
        amount(len(run.sentences), "sentence"),
        amount(len(run.mentions), "mention"),
        amount(len(run.entities), "entity", "entities"),
    )
