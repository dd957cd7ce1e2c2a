"""What a document is before any lexicon looks at it, in a form small enough to keep."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from plantext.recognition.aliases import general_forms
from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Rules
from plantext.recognition.sentence import Day, SentenceAnalysis, analyse, folded
from plantext.recognition.tokenizer import Token
from plantext.records import Document
from plantext.text import fold

_BASE = ord("0")
"""Numbers are kept as the characters from here on, which JSON writes as they are."""
_APART = "\0"


class _Tags(dict[str, str]):
    """A character for each part of speech, in the order in which they are met."""

    def __missing__(self, tag: str) -> str:
        mark = self[tag] = chr(_BASE + len(self))
        return mark


@dataclass
class DocumentAnalysis:
    """Folded text, words and dates of each sentence of a document; no lexicon takes part in them.

    Parameters
    ----------
    texts : list of str
        The folded text of each sentence.
    words : list of str
        Of each sentence two characters a word: its length, and its part of speech in ``tags``.
    days : list of list
        Of each sentence its dates: start, end, source, name, first and last day, EDTF.
    tags : list of str
        Parts of speech.
    general : list of str
        Short forms that the document introduces but that are too general to stand for one entity.
    """

    texts: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    days: list[list[list[Any]]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    general: list[str] = field(default_factory=list)

    def fill(self, document: Document, rules: Rules) -> Iterator[tuple[int, SentenceAnalysis]]:
        """Analyse a document from its first sentence to its last.

        Parameters
        ----------
        document : Document
            Its sentences.
        rules : Rules
            The tables that say which forms are too general.

        Yields
        ------
        tuple of (int, SentenceAnalysis)
            Every sentence, as soon as it is part of the ground.
        """
        before = None
        tags = _Tags()
        general: set[str] = set()
        for i, sentence in enumerate(document.sentences):
            analysis, before = analyse(sentence.text, date=document.date, before=before)
            if "以下" in analysis.view.text:
                general.update(general_forms(fold(sentence.text), rules))
            self.texts.append(analysis.view.text)
            self.words.append("".join([chr(_BASE + end - start) + tags[pos] for start, end, _, pos in analysis.tokens]))
            self.days.append([_day_row(day) for day in analysis.days])
            yield i, analysis
        self.tags, self.general = list(tags), sorted(general)

    def recall(self, document: Document, wanted: Iterable[int]) -> Iterator[tuple[int, SentenceAnalysis]]:
        """Take up the analysis of some sentences again.

        Parameters
        ----------
        document : Document
            The document that the ground is of.
        wanted : iterable of int
            Places of sentences in it.

        Yields
        ------
        tuple of (int, SentenceAnalysis)
            As :meth:`fill` gave them, in the order of the sentences.
        """
        for i in sorted(wanted):
            printed = document.sentences[i].text
            yield i, SentenceAnalysis(printed, folded(printed), [_day(row) for row in self.days[i]], self._tokens(i))

    def _tokens(self, i: int) -> list[Token]:
        text, words = self.texts[i], self.words[i]
        edges = accumulate((ord(length) - _BASE for length in words[::2]), initial=0)
        return [
            Token(start, end, text[start:end], self.tags[ord(tag) - _BASE])
            for (start, end), tag in zip(pairwise(edges), words[1::2], strict=True)
        ]

    def sentences_with(self, forms: Iterable[str]) -> set[int]:
        """The sentences in whose folded text any of some forms stands, as a word or not.

        Parameters
        ----------
        forms : iterable of str
            Folded forms.

        Returns
        -------
        set of int
            Places of sentences; perhaps a few more where a form holds a NUL.
        """
        whole = _APART.join(self.texts)
        starts = list(accumulate((len(text) + 1 for text in self.texts), initial=0))
        found = set()
        for form in forms:
            at = whole.find(form)
            while at >= 0:
                i = bisect_right(starts, at) - 1
                found.add(i)
                at = whole.find(form, max(at + 1, starts[i + 1]))
        return found


def _day_row(day: Day) -> list[Any]:
    span, first, last = day.span, day.date_start, day.date_end
    iso = (first.isoformat() if first else "", last.isoformat() if last else "")
    return [span.start, span.end, span.source, span.entity, *iso, day.norm]


def _day(row: Sequence[Any]) -> Day:
    start, end, source, name, first, last, norm = row
    span = Candidate(start, end, "DATE", source, name, rank=2)
    return Day(
        span, dt.date.fromisoformat(first) if first else None, dt.date.fromisoformat(last) if last else None, norm
    )
