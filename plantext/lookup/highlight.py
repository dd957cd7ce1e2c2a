"""A text with its names marked, for a notebook or as an HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from plantext.display.rendering import render
from plantext.errors import EmptyResultError, Message, PlantextError, names_arguments
from plantext.labels import LABELS
from plantext.storage.atomic import write_whole
from plantext.tables.run import Extraction, need_text
from plantext.tables.schemas import KEYS

LIMIT = 1000
"""Sentences shown at most, by default."""


class Stretch(NamedTuple):
    """A stretch of text; one with a label is marked."""

    text: str
    label: str = ""
    hover: str = ""


@dataclass(frozen=True)
class Highlighted:
    """A passage with its names marked, as a notebook shows it; `counts` are the names marked, by label."""

    title: str
    html: str = field(repr=False)
    counts: dict[str, int]
    n_sentences: int

    def _repr_html_(self) -> str:
        return self.html

    def save(self, path: str | Path) -> Path:
        """Write the passage as an HTML page of its own, which loads nothing, and return its path."""
        return write_whole(path, render("page.html", title=self.title, body=self.html))


@names_arguments
def highlight(  # noqa: PLR0913
    run: Extraction,
    *,
    document: str = "",
    page: int | None = None,
    section: str = "",
    labels: Iterable[str] | None = None,
    limit: int = LIMIT,
) -> Highlighted:
    """Mark the names of a page, a section or a document in its text.

    Each name has a colour and its label written behind it; its tooltip shows the entity and the rule that
    found it.

    Parameters
    ----------
    document : str
        Its id; needed where the run holds several.
    page : int, optional
        As a PDF viewer counts it.
    section : str
        Path as in the sentences table; sections inside it are shown too.
    labels : iterable of str, optional
        Labels to mark; all by default.
    limit : int
        Sentences shown at most; the number of those left out is shown.

    Raises
    ------
    TableError
        If the tables carry no text.
    EmptyResultError
        If nothing stands there; the message lists what there is.
    PlantextError
        If the run holds several documents and none is named, or a label is unknown.

    Examples
    --------
    >>> import plantext as pt
    >>> highlight(pt.extract("priority-plan-2023-draft-p145"), labels=["FORUM"], limit=20).counts
    {'FORUM': 15}
    """
    need_text(run)
    wanted = _labels(labels)
    doc_id = _document(run, document)
    chosen = _passage(run.sentences[run.sentences["doc_id"] == doc_id], page, section)
    shown = chosen.head(limit)
    mentions = run.mentions[(run.mentions["doc_id"] == doc_id) & run.mentions["label"].isin(wanted)]
    paragraphs = list(_paragraphs(shown, {tuple(key): rows for key, rows in mentions.groupby(KEYS)}))
    marked = Counter(piece.label for paragraph in paragraphs for piece in paragraph["pieces"])
    counts = {label: marked[label] for label in LABELS if marked[label]}
    entry: dict[str, Any] = next((entry for entry in run.info.get("documents", ()) if entry["doc_id"] == doc_id), {})
    parts = (entry.get("title") or doc_id, f"p. {page}" if page is not None else "", section)
    title = " · ".join(part for part in parts if part)
    html = render("highlight.html", title=title, counts=counts, paragraphs=paragraphs, n_left=len(chosen) - len(shown))
    return Highlighted(title, html, counts, len(shown))


def _labels(labels: Iterable[str] | None) -> list[str]:
    wanted = list(LABELS) if labels is None else [label.upper() for label in labels]
    if unknown := [label for label in wanted if label not in LABELS]:
        raise PlantextError(
            "labels: expected some of {labels}, got {unknown}.", labels=", ".join(LABELS), unknown=", ".join(unknown)
        )
    return wanted


def _document(run: Extraction, document: str) -> str:
    ids = list(dict.fromkeys(run.sentences["doc_id"]))
    if document in ids:
        return document
    some = ", ".join(ids[:10]) + (", …" if len(ids) > 10 else "")
    if document or not ids:
        raise EmptyResultError(
            "document: expected one of {some}, got {document!r}.", some=some or Message("none"), document=document
        )
    if len(ids) > 1:
        raise PlantextError(
            "The run holds {n_ids} documents; say which with document=: {some}.", n_ids=len(ids), some=some
        )
    return str(ids[0])


def _passage(sentences: pd.DataFrame, page: int | None, section: str) -> pd.DataFrame:
    if page is not None:
        pages = sentences["page"]
        sentences = sentences[pages == page]
        if sentences.empty:
            raise EmptyResultError(
                "page: no sentence begins on page {page}; there are {first} to {last}.",
                page=page,
                first=pages.min(),
                last=pages.max(),
            )
    if section:
        paths = sentences["section"]
        sentences = sentences[(paths == section) | paths.str.startswith(f"{section}/")]
        if sentences.empty:
            some = ", ".join(list(dict.fromkeys(path for path in paths if path))[:10])
            raise EmptyResultError(
                "section: no sentence stands in {section!r}; there are {some}.",
                section=section,
                some=some or Message("no sections"),
            )
    return sentences


def _paragraphs(sentences: pd.DataFrame, found: dict[tuple[Any, ...], pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """Yield the pieces of each paragraph, with its page where that is a new one."""
    last = None
    for _, rows in sentences.groupby("paragraph", sort=False):
        first = rows.iloc[0]
        pieces = [
            piece
            for row in rows.to_dict("records")
            for piece in _pieces(row, found.get((row["doc_id"], row["sent_id"])))
        ]
        page = "" if first["page"] == last else first["page"]
        yield {"page": page, "heading": first["kind"] == "heading", "pieces": pieces}
        last = first["page"]


def _pieces(sentence: dict[Any, Any], mentions: pd.DataFrame | None) -> Iterator[Stretch]:
    """Split a sentence at its mentions; a mention whose characters are not in it is left unmarked."""
    text, at = sentence["text"], 0
    for name in mentions.sort_values("start").to_dict("records") if mentions is not None else ():
        start, end = name["start"] - sentence["start"], name["end"] - sentence["start"]
        if start < at or text[start:end] != name["text"]:
            continue
        hover = " · ".join(str(name[key]) for key in ("label", "entity", "series", "norm", "source") if name[key])
        yield Stretch(text[at:start])
        yield Stretch(name["text"], name["label"], hover)
        at = end
    yield Stretch(text[at:])
