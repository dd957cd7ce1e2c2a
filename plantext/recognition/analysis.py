"""Analysis of a document before any lexicon, in a form small enough for the cache."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from operator import sub
from typing import Any

from plantext.dates import DateMention
from plantext.recognition.aliases import general_forms
from plantext.recognition.candidates import Candidate
from plantext.recognition.rules.table import Rules
from plantext.recognition.sentence import Day, SentenceAnalysis, analyse, folded
from plantext.recognition.tokenizer import Token
from plantext.records import Document, Sentence
from plantext.text import fold

# Numbers are stored as characters from here on, which JSON writes unescaped.
_BASE = ord("0")
_BETWEEN = "\0"
# Sentences that are analysed at a time: the tokenizer's dictionary then stays in the processor's cache.
_BLOCK = 64
# Sentences of a paragraph over which a month goes on from a date.
_NEAR = 2


class _Tags(dict[str, str]):
    """A character for each part of speech, in the order in which they occur."""

    def __missing__(self, tag: str) -> str:
        mark = self[tag] = chr(_BASE + len(self))
        return mark


@dataclass
class _Trail:
    """The dates that a document has come past."""

    before: DateMention | None = None
    heading: DateMention | None = None
    # Where the last date was found, whether its sentence ends with it, and the section whose heading has a date.
    paragraph: int = -1
    index: int = 0
    at_end: bool = False
    section: str = ""

    def analyse(self, i: int, sentence: Sentence, date: dt.date | None) -> SentenceAnalysis:
        """Analyse the next sentence, and go on."""
        near = self.paragraph == sentence.paragraph and i - self.index <= _NEAR
        near = near or (self.at_end and i == self.index + 1)
        if not f"{sentence.section}/".startswith(f"{self.section}/"):
            self.heading = None
        analysis, self.before = analyse(sentence.text, date=date, before=self.before, near=near, section=self.heading)
        if analysis.days:
            self.paragraph, self.index = sentence.paragraph, i
            self.at_end = analysis.days[-1].span.end == len(analysis.view.text)
            if sentence.kind == "heading":
                self.heading, self.section = self.before, sentence.section
        return analysis


@dataclass
class DocumentAnalysis:
    """Folded text, words and dates of each sentence of a document."""

    texts: list[str] = field(default_factory=list)
    # A character a word for its length, and then one a word for the index of its part of speech in tags.
    words: list[str] = field(default_factory=list)
    # Of each date: start, end, source, name, first and last day, EDTF.
    days: list[list[list[Any]]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    # Short forms that the document introduces but that are too general to stand for one entity.
    general: list[str] = field(default_factory=list)

    def fill(self, document: Document, rules: Rules) -> Iterator[tuple[int, SentenceAnalysis]]:
        """Analyse a document's sentences in order, and yield each with its index when it is stored."""
        trail = _Trail()
        tags = _Tags()
        general: set[str] = set()
        for first in range(0, len(document.sentences), _BLOCK):
            block = list(enumerate(document.sentences[first : first + _BLOCK], first))
            for i, analysis in [(i, trail.analyse(i, sentence, document.date)) for i, sentence in block]:
                text = analysis.view.text
                if "以下" in text:  # all of them say 以下「…」
                    general.update(general_forms(fold(analysis.printed), rules))
                self.texts.append(text)
                self.words.append(_packed(analysis.tokens, tags))
                self.days.append([_day_row(day) for day in analysis.days])
                yield i, analysis
        self.tags, self.general = list(tags), sorted(general)

    def recall(self, document: Document, wanted: Iterable[int]) -> Iterator[tuple[int, SentenceAnalysis]]:
        """Yield the stored analysis of some of the document's sentences, as :meth:`fill` did."""
        for i in sorted(wanted):
            printed = document.sentences[i].text
            yield i, SentenceAnalysis(printed, folded(printed), [_day(row) for row in self.days[i]], self._tokens(i))

    def _tokens(self, i: int) -> list[Token]:
        text, words = self.texts[i], self.words[i]
        half = len(words) // 2
        edges = accumulate((ord(length) - _BASE for length in words[:half]), initial=0)
        return [
            Token(start, end, text[start:end], self.tags[ord(tag) - _BASE])
            for (start, end), tag in zip(pairwise(edges), words[half:], strict=True)
        ]

    def sentences_with(self, forms: Iterable[str]) -> set[int]:
        """Return the indices of the sentences in which any of some folded forms stands, as a word or not."""
        # One search through all sentences is faster than one in each; a form with a NUL may give a few too many.
        whole = _BETWEEN.join(self.texts)
        starts = list(accumulate((len(text) + 1 for text in self.texts), initial=0))
        found = set()
        for form in forms:
            at = whole.find(form)
            while at >= 0:
                i = bisect_right(starts, at) - 1
                found.add(i)
                at = whole.find(form, max(at + 1, starts[i + 1]))
        return found


def _packed(tokens: Sequence[Token], tags: _Tags) -> str:
    if not tokens:
        return ""
    starts, ends, _, parts = zip(*tokens, strict=True)
    lengths = [chr(_BASE + length) for length in map(sub, ends, starts)]
    return "".join(lengths) + "".join(map(tags.__getitem__, parts))


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
