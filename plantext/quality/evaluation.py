"""Gold against found: precision, recall and F1 over exact spans."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from plantext.errors import TableError
from plantext.labels import LABELS, MISSION
from plantext.records import Document


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """One annotated name.

    Parameters
    ----------
    start, end : int
        Half-open range in the sentence's text.
    label : str
        One of :data:`plantext.labels.LABELS`.
    entity, series, date_start, date_end : str
        What the annotator says further; empty where nothing is said.
    """

    start: int
    end: int
    label: str
    entity: str = ""
    series: str = ""
    date_start: str = ""
    date_end: str = ""


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """One annotated sentence.

    Parameters
    ----------
    id : str
        Identifier.
    doc_id : str
        The document it comes from.
    text : str
        The characters as printed.
    spans : tuple of GoldSpan
        In order.
    date : str
        The document's own date (ISO), where known.
    """

    id: str
    doc_id: str
    text: str
    spans: tuple[GoldSpan, ...]
    date: str = ""


@dataclass(frozen=True)
class Evaluation:
    """How well something found what a reader found.

    Parameters
    ----------
    scores : pandas.DataFrame
        One row a label, then ``mission`` (ORG, FORUM, DATE) and ``all``, micro-averaged: label, gold,
        found, right, precision, recall, f1.
    errors : pandas.DataFrame
        One row an error: id, kind (``missed`` or ``spurious``), label, text, start, end, source.
    """

    scores: pd.DataFrame
    errors: pd.DataFrame


Spans = Iterable[tuple[int, int, str]]


def _row_spans(row: Mapping[str, Any], where: str) -> tuple[GoldSpan, ...]:
    spans = []
    for item in row["spans"]:
        values = dict(zip(("start", "end", "label"), item, strict=True)) if isinstance(item, list) else dict(item)
        span = GoldSpan(**{name: values[name] for name in GoldSpan.__dataclass_fields__ if name in values})
        if span.label not in LABELS:
            raise TableError(f"{where}: expected one of {', '.join(LABELS)}, got {span.label!r}.")
        spans.append(span)
    return tuple(sorted(spans, key=lambda span: span.start))


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _resolve(row: Mapping[str, Any], documents: Mapping[str, Document], where: str) -> tuple[str, str]:
    """Text and date of a stand-off row: the characters annotated, or the sentence they have become since."""
    document = documents.get(row["doc_id"])
    if document is None:
        raise TableError(f"{where}: the document {row['doc_id']} is needed to look up its text; fetch it and pass it.")
    text = document.text[row["start"] : row["end"]].replace("\n", "")
    if _sha1(text) != row["sha1"]:
        moved = next((sentence.text for sentence in document.sentences if _sha1(sentence.text) == row["sha1"]), None)
        if moved is None:
            raise TableError(
                f"{where}: characters {row['start']}:{row['end']} of {row['doc_id']} have the sha1 {_sha1(text)}, "
                f"expected {row['sha1']}, and no sentence has it; the document is read in another way than when it "
                "was annotated. Annotate the sentence again, or take the row out."
            )
        text = moved
    return text, document.date.isoformat() if document.date else ""


def load_gold(path: str | Path, *, documents: Iterable[Document] = ()) -> list[GoldSentence]:
    """Read annotated sentences.

    Parameters
    ----------
    path : str or pathlib.Path
        JSON Lines. A row holds either ``text`` and ``spans``, or, stand-off, ``doc_id``, ``start``,
        ``end``, ``sha1`` and ``spans``. A span is ``[start, end, label]`` or an object with these names
        and, optionally, entity, series, date_start and date_end.
    documents : iterable of Document
        The documents that stand-off rows point to.

    Returns
    -------
    list of GoldSentence
        In the order of the file.

    Raises
    ------
    TableError
        If a row cannot be read, or its text is not the text that was annotated; file and line are named.
    """
    path = Path(path)
    known = {document.id: document for document in documents}
    gold = []
    for where, line in _lines(path):
        try:
            row = json.loads(line)
            text, date = (row["text"], row.get("date", "")) if "text" in row else _resolve(row, known, where)
            doc_id = row.get("doc_id") or str(row.get("source", "")).split(" ")[0]
            gold.append(
                GoldSentence(
                    str(row.get("id", f"{path.stem}-{where.rpartition(' ')[2]}")),
                    doc_id,
                    text,
                    _row_spans(row, where),
                    date,
                )
            )
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
            raise TableError(f"{where}: not an annotated sentence ({type(error).__name__}: {error}).") from error
    return gold


def needed_documents(path: str | Path) -> list[str]:
    """Documents that the stand-off rows of a gold file point to.

    Parameters
    ----------
    path : str or pathlib.Path
        A file as :func:`load_gold` reads it.

    Returns
    -------
    list of str
        Their ids, sorted; empty where every row has its text.

    Raises
    ------
    TableError
        If the file is missing or a line is no JSON object.
    """
    ids = set()
    for where, line in _lines(Path(path)):
        try:
            row = json.loads(line)
            ids |= set() if "text" in row else {str(row["doc_id"])}
        except (KeyError, RecursionError, TypeError, ValueError) as error:
            raise TableError(f"{where}: not an annotated sentence ({error}).") from error
    return sorted(ids)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Every line of a gold file that is not empty, and where it stands."""
    if not path.is_file():
        raise TableError(f"{path}: no such gold file.")
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # a string may hold other line breaks
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: cannot be read as UTF-8 ({error}).") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{path}, line {number}", line


def _score(label: str, gold: int, found: int, right: int) -> list[Any]:
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * right / (gold + found) if gold + found else 0.0
    return [label, gold, found, right, precision, recall, f1]


def evaluate(gold: Sequence[GoldSentence], predict: Callable[[GoldSentence], Spans]) -> Evaluation:
    """Compare what is found with what was annotated.

    Parameters
    ----------
    gold : sequence of GoldSentence
        The annotation.
    predict : callable
        Takes a sentence, gives (start, end, label) in its text.

    Returns
    -------
    Evaluation
        Scores over exact spans, and the errors.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("gold", "found", "right")}
    errors = []
    for sentence in gold:
        expected = {(span.start, span.end, span.label) for span in sentence.spans}
        found = {(start, end, label) for start, end, label in predict(sentence)}
        for name, spans in (("gold", expected), ("found", found), ("right", expected & found)):
            counts[name].update(label for _, _, label in spans)
        for kind, spans in (("missed", expected - found), ("spurious", found - expected)):
            errors += [
                [sentence.id, kind, label, sentence.text[start:end], start, end] for start, end, label in sorted(spans)
            ]
    rows = [_score(label, *(counts[name][label] for name in ("gold", "found", "right"))) for label in LABELS]
    for name, labels in (("mission", MISSION), ("all", LABELS)):
        rows.append(_score(name, *(sum(counts[key][label] for label in labels) for key in ("gold", "found", "right"))))
    return Evaluation(
        pd.DataFrame(rows, columns=["label", "gold", "found", "right", "precision", "recall", "f1"]),
        pd.DataFrame(errors, columns=["id", "kind", "label", "text", "start", "end"]),
    )


def own_predictor(
    *, documents: Iterable[Document] = (), lexicon: str | Path | None = None
) -> Callable[[GoldSentence], Spans]:
    """Plantext as a predictor.

    Parameters
    ----------
    documents : iterable of Document
        Sentences of these are read as :func:`plantext.extract` reads them, with the short forms
        that their document defines; other sentences are read alone.
    lexicon : str or pathlib.Path, optional
        A project's own CSV.

    Returns
    -------
    callable
        For :func:`evaluate`.
    """
    from plantext.recognition.document import recognize_document
    from plantext.recognition.recognizer import make_recognizer

    recognizer = make_recognizer(lexicon)
    found: dict[tuple[str, str], set[tuple[int, int, str]]] = {}
    for document in documents:
        for sentence in document.sentences:
            found[document.id, sentence.text] = set()
        for sentence, mention in recognize_document(recognizer, document, []).rows():
            found[document.id, sentence.text].add((mention.start, mention.end, mention.label))

    def predict(sentence: GoldSentence) -> Spans:
        if (sentence.doc_id, sentence.text) in found:
            return found[sentence.doc_id, sentence.text]
        date = dt.date.fromisoformat(sentence.date) if sentence.date else None
        return [(mention.start, mention.end, mention.label) for mention in recognizer.find(sentence.text, date=date)]

    return predict


def stock_predictor(gold: Sequence[GoldSentence]) -> Callable[[GoldSentence], Spans]:
    """Stock GiNZA as a predictor, in the best case.

    Each of its ENE labels is mapped to that of our labels with which its exact spans agree most often
    on this very gold; a label that never agrees is left out, which spares it the false alarms.

    Parameters
    ----------
    gold : sequence of GoldSentence
        The annotation to be scored on.

    Returns
    -------
    callable
        For :func:`evaluate`.
    """
    import spacy

    nlp = spacy.load("ja_ginza")
    docs = nlp.pipe(sentence.text for sentence in gold)
    found = {
        sentence.id: [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        for sentence, doc in zip(gold, docs, strict=True)
    }
    agree: dict[str, Counter[str]] = {}
    for sentence in gold:
        labels = {(span.start, span.end): span.label for span in sentence.spans}
        for start, end, label in found[sentence.id]:
            agree.setdefault(label, Counter())[labels.get((start, end), "")] += 1
    best = {}
    for label, counter in agree.items():
        hits = {ours: count for ours, count in counter.items() if ours}
        if hits:
            best[label] = max(sorted(hits), key=lambda ours, hits=hits: hits[ours])  # type: ignore[misc]
    return lambda sentence: [(start, end, best[label]) for start, end, label in found[sentence.id] if label in best]
