"""Gold for ``plantext evaluate`` from what annotators marked."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import pandas as pd

from plantext.errors import PlantextError
from plantext.quality.review.annotations import Annotated, Annotations, LabelledSpan


def gold_rows(
    annotations: Annotations, *, annotator: str = "", text: bool = True
) -> tuple[list[dict[str, Any]], pd.DataFrame]:
    """Turn annotations into rows of a gold file.

    Parameters
    ----------
    annotator : str
        Take this annotator's spans; by default the spans that more than half of a sentence's annotators
        marked, without the sentences in which exactly half of them marked a span.
    text : bool
        False leaves out the text, for documents that may not be passed on; it is then looked up in the
        document by place and checksum.

    Returns
    -------
    list of dict
        One row a sentence, as :func:`plantext.quality.gold.load_gold` reads it.
    pandas.DataFrame
        Spans to be settled: sentence, start, end, label, text, marked_by.

    Examples
    --------
    >>> item = Annotated("plan:0", "総務省", {}, {"a": {(0, 3, "ORG")}, "b": {(0, 3, "ORG")}})
    >>> gold_rows(Annotations((item,), ("a", "b")))[0]
    [{'id': 'plan:0', 'spans': [[0, 3, 'ORG']], 'text': '総務省'}]
    """
    if annotator and annotator not in annotations.annotators:
        raise PlantextError(
            "annotator: expected one of {annotators}, got {annotator!r}.",
            annotators=", ".join(annotations.annotators),
            annotator=annotator,
        )
    rows, open_questions = [], []
    for item in annotations.sentences:
        if annotator:
            if annotator in item.spans:
                rows.append(_gold(item, item.spans[annotator], text=text))
            continue
        marked = Counter(span for spans in item.spans.values() for span in spans)
        split = [span for span, count in marked.items() if count * 2 == len(item.spans)]
        for start, end, label in sorted(split):
            by = ", ".join(name for name, spans in item.spans.items() if (start, end, label) in spans)
            open_questions.append([item.key, start, end, label, item.text[start:end], by])
        if not split:
            kept = {span for span, count in marked.items() if count * 2 > len(item.spans)}
            rows.append(_gold(item, kept, text=text))
    columns = ["sentence", "start", "end", "label", "text", "marked_by"]
    return rows, pd.DataFrame(open_questions, columns=columns)


def _gold(item: Annotated, spans: set[LabelledSpan], *, text: bool) -> dict[str, Any]:
    place = {name: item.data[name] for name in ("doc_id", "start", "end", "date") if name in item.data}
    row = {"id": item.key, **place, "spans": [list(span) for span in sorted(spans)]}
    if text:
        return {**row, "text": item.text}
    if not {"doc_id", "start", "end"} <= place.keys():
        raise PlantextError(
            "The place of the sentence {text!r} did not travel with it, so gold cannot do without its text.",
            text=item.text[:20],
        )
    return {**row, "sha1": hashlib.sha1(item.text.encode(), usedforsecurity=False).hexdigest()}
