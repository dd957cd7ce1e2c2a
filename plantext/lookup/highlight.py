"""A text with its names marked where they stand, to be looked at in a notebook or saved as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from plantext.display.html import box, element, escape, legend, line, mark
from plantext.display.html import page as whole_page
from plantext.errors import EmptyResultError, PlantextError
from plantext.labels import LABELS
from plantext.storage.atomic import write_whole
from plantext.tables.run import KEYS, Extraction, need_text

LIMIT = 1000
"""Sentences shown at most, unless told otherwise."""


@dataclass(frozen=True)
class Highlighted:
    """A passage with its names marked; a notebook shows it.

    Parameters
    ----------
    title : str
        Of the document, with the part that is shown.
    html : str
        The passage with its legend.
    counts : mapping of str to int
        Names marked, per label.
    n_sentences : int
        Sentences shown.
    """

    title: str
    html: str = field(repr=False)
    counts: dict[str, int]
    n_sentences: int

    def _repr_html_(self) -> str:
        return self.html

    def save(self, path: str | Path) -> Path:
        """Write it as a page of its own, which needs nothing else.

        Parameters
        ----------
        path : str or pathlib.Path
            Target, such as ``page3.html``.

        Returns
        -------
        pathlib.Path
            The file.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        return write_whole(path, whole_page(self.title, self.html))


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

    Each name has its label written behind it, and a colour; a pointer resting on it is told the entity
    and the rule that found it.

    Parameters
    ----------
    run : Extraction
        Tables with text.
    document : str
        Its id; needed where the run holds several.
    page : int, optional
        Page as a PDF viewer counts it; by default all.
    section : str
        Path of a section as in the sentences table; the sections in it are shown too.
    labels : iterable of str, optional
        Labels to mark; by default all.
    limit : int
        Sentences shown at most; what is left out is said.

    Returns
    -------
    Highlighted
        Shown by a notebook; its method `save` writes a page.

    Raises
    ------
    TableError
        If the tables carry no text.
    EmptyResultError
        If nothing stands there; the message says what there is.
    PlantextError
        If the run holds several documents and none is named, or a label is unknown.
    """
    need_text(run)
    wanted = _labels(labels)
    doc_id = _document(run, document)
    chosen = _passage(run.sentences[run.sentences["doc_id"] == doc_id], page, section)
    shown = chosen.head(limit)
    mentions = run.mentions[(run.mentions["doc_id"] == doc_id) & run.mentions["label"].isin(wanted)]
    found = {tuple(key): rows for key, rows in mentions.groupby(KEYS)}
    counts: Counter[str] = Counter()
    body = list(_paragraphs(shown, found, counts))
    told = {label: counts[label] for label in LABELS if counts[label]}
    entry: dict[str, Any] = next((entry for entry in run.info.get("documents", ()) if entry["doc_id"] == doc_id), {})
    title = " · ".join(
        part for part in (entry.get("title") or doc_id, f"p. {page}" if page is not None else "", section) if part
    )
    left = len(chosen) - len(shown)
    more = line(f"… and {left:,} more sentences: give page, section or limit") if left else ""
    return Highlighted(title, box(title, legend(told.items()), *body, more), told, len(shown))


def _labels(labels: Iterable[str] | None) -> list[str]:
    wanted = list(LABELS) if labels is None else [label.upper() for label in labels]
    if unknown := [label for label in wanted if label not in LABELS]:
        raise PlantextError(f"labels: expected some of {', '.join(LABELS)}, got {', '.join(unknown)}.")
    return wanted


def _document(run: Extraction, document: str) -> str:
    ids = list(dict.fromkeys(run.sentences["doc_id"]))
    if document in ids:
        return document
    some = ", ".join(ids[:10]) + (", …" if len(ids) > 10 else "")
    if document or not ids:
        raise EmptyResultError(f"document: expected one of {some or 'none'}, got {document!r}.")
    if len(ids) > 1:
        raise PlantextError(f"The run holds {len(ids)} documents; say which with document=: {some}.")
    return str(ids[0])


def _passage(sentences: pd.DataFrame, page: int | None, section: str) -> pd.DataFrame:
    if page is not None:
        pages = sentences["page"]
        sentences = sentences[pages == page]
        if sentences.empty:
            raise EmptyResultError(
                f"page: no sentence begins on page {page}; there are {pages.min()} to {pages.max()}."
            )
    if section:
        paths = sentences["section"]
        sentences = sentences[(paths == section) | paths.str.startswith(f"{section}/")]
        if sentences.empty:
            some = ", ".join(list(dict.fromkeys(path for path in paths if path))[:10])
            raise EmptyResultError(f"section: no sentence stands in {section!r}; there are {some or 'no sections'}.")
    return sentences


def _paragraphs(
    sentences: pd.DataFrame, found: dict[tuple[Any, ...], pd.DataFrame], counts: Counter[str]
) -> Iterator[str]:
    """The sentences, paragraph by paragraph, each page announced."""
    last = None
    for _, rows in sentences.groupby("paragraph", sort=False):
        first = rows.iloc[0]
        if first["page"] != last:
            last = first["page"]
            yield element("div", escape(f"p. {last}"), style="opacity:.7;font-size:.85em;margin-top:.8em")
        inner = [_marked(row, found.get((row["doc_id"], row["sent_id"])), counts) for row in rows.to_dict("records")]
        style = "margin:.5em 0;overflow-wrap:anywhere"
        yield element("p", *inner, style=f"{style};font-weight:bold" if first["kind"] == "heading" else style)


def _marked(sentence: dict[Any, Any], mentions: pd.DataFrame | None, counts: Counter[str]) -> str:
    """A sentence as HTML; a mention whose characters are not in it is left unmarked."""
    text, at, parts = sentence["text"], 0, []
    for name in mentions.sort_values("start").to_dict("records") if mentions is not None else ():
        start, end = name["start"] - sentence["start"], name["end"] - sentence["start"]
        if start < at or text[start:end] != name["text"]:
            continue
        told = " · ".join(str(name[key]) for key in ("label", "entity", "series", "norm", "source") if name[key])
        parts += [escape(text[at:start]), mark(name["text"], name["label"], told)]
        counts[name["label"]] += 1
        at = end
    return "".join([*parts, escape(text[at:])])
