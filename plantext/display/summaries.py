"""Documents, extractions and networks at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from plantext.display.html import box, element, escape, fold_away, line, rows
from plantext.labels import LABELS

if TYPE_CHECKING:
    from plantext.records import Block, Document, Note
    from plantext.tables.run import Extraction

OUTER, HEADINGS, NOTES, DOCUMENTS, NAMES, EDGES = 30, 1000, 40, 40, 12, 10
"""Rows shown of each list; what is left out is counted."""
_PRESSING = ("unread", "uncertain")
"""Kinds of notes that are open at first."""


def document_html(document: Document) -> str:
    """A document at a glance: what it is, its tree of sections, its measures, and what was decided in reading it.

    Parameters
    ----------
    document : Document
        As read.

    Returns
    -------
    str
        HTML, everything escaped.
    """
    headings = [block for block in document.blocks if block.kind == "heading"]
    first = line(document.id, document.date or "no date known", document.publisher)
    second = line(
        _count(document.n_pages, "page"),
        _count(len(document.text), "character"),
        _count(len(document.sentences), "sentence"),
        _count(len({sentence.paragraph for sentence in document.sentences}), "paragraph"),
        _count(len(document.measure_records), "measure") if document.measure_records else "",
    )
    parts = [first, second]
    if headings:
        parts.append(_sections(document, headings))
    if document.measure_records:
        parts.append(_measures(document))
    pressing = [note for note in document.report if note.kind in _PRESSING]
    others = [note for note in document.report if note.kind not in _PRESSING]
    if pressing:
        parts.append(_notes(f"Warnings: please check ({len(pressing)})", pressing, opened=True))
    if others:
        parts.append(_notes(f"Decided in reading ({len(others)})", others))
    return box(document.title or document.id, *parts)


def extraction_html(run: Extraction) -> str:
    """An extraction at a glance: names per label and document, the most frequent, and what was left out.

    Parameters
    ----------
    run : Extraction
        Its tables and ``info``.

    Returns
    -------
    str
        HTML, everything escaped.
    """
    told = {entry["doc_id"]: entry for entry in run.info.get("documents", ())}
    ids = list(dict.fromkeys([*run.sentences["doc_id"].unique(), *told]))
    labels = sorted(set(run.mentions["label"]), key=_by_label)
    counts = Counter(run.mentions.groupby(["doc_id", "label"]).size().to_dict())
    sentences = Counter(run.sentences["doc_id"].value_counts().to_dict())
    body: list[list[object]] = [
        [
            _short(str(told.get(doc_id, {}).get("title") or doc_id)),
            told.get(doc_id, {}).get("date", ""),
            sentences[doc_id],
            *(counts[doc_id, label] for label in labels),
            sum(counts[doc_id, label] for label in labels),
        ]
        for doc_id in ids[:DOCUMENTS]
    ]
    if len(ids) > 1:
        totals = [sum(counts[doc_id, label] for doc_id in ids) for label in labels]
        body.append([f"all {len(ids)}", "", len(run.sentences), *totals, len(run.mentions)])
    names = run.entities.head(NAMES)[["entity", "label", "name_en", "n_mentions", "n_sentences"]]
    left_out = list(run.info.get("left_out", ()))
    parts = [
        line(*_extent(run), "" if run.has_text else "without the text of the sentences"),
        rows(["document", "date", "sentences", *labels, "mentions"], body),
        _rest(len(ids), DOCUMENTS, "documents"),
        fold_away(
            f"The most frequent names ({len(names)} of {len(run.entities)})",
            rows(["entity", "label", "English", "mentions", "sentences"], names.itertuples(index=False)),
            opened=True,
        ),
    ]
    if left_out:
        told_of = rows(["input", "why"], ([item["source"], item["reason"]] for item in left_out[:NOTES]))
        parts.append(
            fold_away(f"Left out ({len(left_out)})", told_of, _rest(len(left_out), NOTES, "inputs"), opened=True)
        )
    return box("Extraction", *parts)


def network_html(net: Any) -> str:
    """A network at a glance: how it was made, its strongest edges, its most frequent names.

    Parameters
    ----------
    net : networkx.Graph
        As made by :func:`plantext.networks.graph.network`.

    Returns
    -------
    str
        HTML, everything escaped.
    """
    how = net.graph
    groups = {data.get("community") for _, data in net.nodes(data=True)} - {None}
    told = ("unit", "measure", "top", "min_count", "min_frequency", "labels", "n_units", "communities", "seed")
    return box(
        "Network",
        line(
            _count(net.number_of_nodes(), "node"),
            _count(net.number_of_edges(), "edge"),
            _count(len(groups), "community", "communities") if groups else "",
        ),
        line(*(f"{key}: {how[key]}" for key in told if key in how)),
        _strongest_edges(net),
        _frequent_nodes(net),
    )


def _strongest_edges(net: Any) -> str:
    edges = sorted(net.edges(data=True), key=lambda edge: (-edge[2].get("weight", 0), sorted(map(str, edge[:2]))))
    body = [
        [*sorted(map(str, edge[:2])), float(edge[2].get("weight", 0)), edge[2].get("count", "")]
        for edge in edges[:EDGES]
    ]
    table = rows(["name", "name", str(net.graph.get("measure", "weight")), "count"], body)
    return fold_away(f"The strongest edges ({min(EDGES, len(edges))} of {len(edges)})", table, opened=True)


def _frequent_nodes(net: Any) -> str:
    nodes = sorted(net.nodes(data=True), key=lambda node: (-node[1].get("frequency", 0), str(node[0])))
    body = [
        [name, data.get("label", ""), data.get("frequency", ""), net.degree[name], data.get("community", "")]
        for name, data in nodes[:NAMES]
    ]
    table = rows(["name", "label", "units", "edges", "community"], body)
    return fold_away(f"The most frequent names ({min(NAMES, len(nodes))} of {len(nodes)})", table)


def document_text(document: Document) -> str:
    """A document in one line, for the plain ``repr``.

    Parameters
    ----------
    document : Document
        As read.

    Returns
    -------
    str
        Identifier, title, date and counts.
    """
    extent = f"{_count(document.n_pages, 'page')}, {_count(len(document.sentences), 'sentence')}"
    return f"Document({document.id!r}, {document.title!r}, {document.date or 'no date'}, {extent})"


def extraction_text(run: Extraction) -> str:
    """An extraction in one line, for the plain ``repr``.

    Parameters
    ----------
    run : Extraction
        Its tables.

    Returns
    -------
    str
        Counts.
    """
    return f"Extraction({', '.join(_extent(run))}{'' if run.has_text else ', without text'})"


def _extent(run: Extraction) -> tuple[str, str, str, str]:
    return (
        _count(run.sentences["doc_id"].nunique(), "document"),
        _count(len(run.sentences), "sentence"),
        _count(len(run.mentions), "mention"),
        _count(len(run.entities), "entity", "entities"),
    )


def _count(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _by_label(label: str) -> int:
    order = list(LABELS)
    return order.index(label) if label in order else len(order)


def _rest(n: int, shown: int, what: str) -> str:
    return line(f"… and {n - shown:,} more {what}") if n > shown else ""


def _sections(document: Document, headings: list[Block]) -> str:
    """The outer headings, as deep as they stay few, and all of them behind a click."""
    levels = Counter(block.level for block in headings)
    depth = max((level for level in levels if sum(n for at, n in levels.items() if at <= level) <= OUTER), default=0)
    outer = [block for block in headings if block.level <= depth]
    told = f"Sections ({len(headings)})"
    if len(outer) == len(headings):
        return fold_away(told, *_indented(document, headings), opened=True)
    everything = [*_indented(document, headings[:HEADINGS]), _rest(len(headings), HEADINGS, "headings")]
    if not outer:
        return fold_away(told, *everything)
    return fold_away(told, *_indented(document, outer), fold_away("All headings", *everything), opened=True)


def _indented(document: Document, headings: list[Block]) -> list[str]:
    return [
        element(
            "div",
            escape(" ".join(document.text[block.start : block.end].split())),
            element("span", escape(f"  p. {block.page}"), style="opacity:.7;white-space:pre"),
            style=f"padding-left:{1.2 * (max(block.level, 1) - 1):.1f}em",
        )
        for block in headings
    ]


def _measures(document: Document) -> str:
    body = [
        [record.number, record.title, ", ".join(record.ministries), record.pages[0], record.n_sentences]
        for record in document.measure_records[:NOTES]
    ]
    table = rows(["measure", "title", "ministries", "page", "sentences"], body)
    n = len(document.measure_records)
    return fold_away(f"Measures ({n})", table, _rest(n, NOTES, "measures"))


def _notes(title: str, notes: Iterable[Note], *, opened: bool = False) -> str:
    notes = list(notes)
    body = [[note.kind, note.page or "", note.message, _short(note.text)] for note in notes[:NOTES]]
    return fold_away(
        title, rows(["kind", "page", "what", "text"], body), _rest(len(notes), NOTES, "notes"), opened=opened
    )
