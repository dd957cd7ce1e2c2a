"""What is evaluated against gold: plantext, and stock GiNZA beside it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from plantext.quality.evaluation import Predictor
from plantext.quality.gold import GoldSentence
from plantext.records import Document


def own_predictor(*, documents: Iterable[Document] = (), lexicon: str | Path | None = None) -> Predictor:
    """Make a predictor of plantext.

    Parameters
    ----------
    documents : iterable of Document
        Their sentences are read as :func:`plantext.extract` reads them, with the short forms that their
        document defines; other sentences are read alone.
    lexicon : str or pathlib.Path, optional
        A project's own CSV.

    Examples
    --------
    >>> predict = own_predictor()
    >>> predict(GoldSentence("1", "", "総務省が定める。", ()))
    [(0, 3, 'ORG')]
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

    def predict(sentence: GoldSentence) -> Iterable[tuple[int, int, str]]:
        if (sentence.doc_id, sentence.text) in found:
            return found[sentence.doc_id, sentence.text]
        date = dt.date.fromisoformat(sentence.date) if sentence.date else None
        return [(mention.start, mention.end, mention.label) for mention in recognizer.find(sentence.text, date=date)]

    return predict


def stock_predictor(gold: Sequence[GoldSentence]) -> Predictor:
    """Make a predictor of stock GiNZA, in the best case for it.

    Each of its labels is mapped to that of ours with which its exact spans agree most often on this very
    gold; a label that never agrees is dropped, which spares it the false alarms.
    """
    import spacy

    nlp = spacy.load("ja_ginza")
    docs = nlp.pipe(sentence.text for sentence in gold)
    found = {
        sentence.id: [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        for sentence, doc in zip(gold, docs, strict=True)
    }
    # How often each of its labels stands on exactly the span of one of ours.
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
