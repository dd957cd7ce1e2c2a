"""One text → its names: lexicon, patterns, titles, dates and aliases over GiNZA's words."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from plantext.dates import DateMention, find_dates
from plantext.recognition.aliases import find_aliases
from plantext.recognition.context import Context, Rules, load_rules, positions
from plantext.recognition.corporations import find_company_names, find_corporations, find_english, find_governments
from plantext.recognition.lexicon import Term, builtin_terms, load_lexicon, merge_terms
from plantext.recognition.naming import canonical_name, known_name, series_of
from plantext.recognition.patterns import find_about, find_amendments, find_compounds, find_law_numbers
from plantext.recognition.places import find_places
from plantext.recognition.search import TermSearch, find_no_names
from plantext.recognition.spans import SILENT, Span, select
from plantext.recognition.titles import find_titles
from plantext.recognition.tokens import Token, pieces, tokenize
from plantext.records import Mention
from plantext.view import View

_SENTENCE = re.compile(r"[^。\n]*[。\n]?")
_MARKS = dict.fromkeys((0xB2, 0xB3, 0xB9, *range(0x2070, 0x209D), *range(0x2460, 0x2500), *range(0x2776, 0x2794)), "◆")
"""Circled and raised digits: list and note marks, which folding would glue to the name behind them."""
_LIST_MARK = re.compile(r"^([\(（]?(?:[ア-ンa-zA-ZＡ-Ｚ]|i{2,3}|[0-9０-９]{1,3})[\)）.．]?)([ \u3000\t]+(?=\S))")


@dataclass(frozen=True)
class Recognizer:
    """Finds the names in a text.

    Parameters
    ----------
    terms : tuple of Term
        The lexicon.
    rules : Rules
        The tables of the patterns.
    """

    terms: tuple[Term, ...]
    rules: Rules
    search: TermSearch = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "search", TermSearch(self.terms))

    def find(
        self,
        text: str,
        *,
        date: dt.date | None = None,
        before: DateMention | None = None,
        further: TermSearch | None = None,
    ) -> list[Mention]:
        """Names in a text of any length.

        Parameters
        ----------
        text : str
            The characters as printed.
        date : datetime.date, optional
            The document's own date.
        before : DateMention, optional
            The last date of the text before.
        further : TermSearch, optional
            Names that hold in this document alone.

        Returns
        -------
        list of Mention
            In order, without overlaps.
        """
        found: list[Mention] = []
        for start, end in pieces(text):
            mentions, before = self.find_next(text[start:end], date=date, before=before, further=further)
            found += [replace(mention, start=mention.start + start, end=mention.end + start) for mention in mentions]
        return found

    def find_next(
        self,
        text: str,
        *,
        date: dt.date | None = None,
        before: DateMention | None = None,
        further: TermSearch | None = None,
    ) -> tuple[list[Mention], DateMention | None]:
        """Names in a text of at most some thousand characters, and its last date for the text behind it."""
        view = View.of(_LIST_MARK.sub(lambda match: "◆" * len(match.group(1)) + match.group(2), text.translate(_MARKS)))
        if not view.text.strip():
            return [], before
        dates, before = _dates(text, view, date, before)
        tokens = _words(view.text, [span for span, _ in dates])
        known = [*find_no_names(view.text), *self.search.find(view.text, tokens)]
        known += further.find(view.text, tokens) if further is not None else ()
        candidates = known + [span for span, _ in dates] + self._guessed(view.text, tokens, known, dates)
        spans = self._named(view.text, select(candidates))
        more = find_aliases(view.text, spans, self.rules)
        if more:
            again = [span for alias in more for span in _repeated(view.text, alias)]
            spans = self._named(view.text, select([*candidates, *more, *again]))
        days = {(span.start, span.end): mention for span, mention in dates}
        return [_mention(span, view, text, days) for span in spans if span.label != SILENT], before

    def _guessed(self, text: str, tokens: list[Token], known: list[Span], dates: list[tuple[Span, Any]]) -> list[Span]:
        numbers = find_law_numbers(text)
        nothing = find_no_names(text)
        inside = {
            position: span
            for span in sorted(known, key=lambda span: span.end - span.start)
            for position in range(span.start, span.end)
        }
        context = Context(
            text, tokens, inside, positions([*numbers, *nothing, *(span for span, _ in dates)]), self.rules
        )
        names = [*find_compounds(context), *find_about(context), *find_titles(context)]
        return [
            *numbers,
            *names,
            *find_amendments(context, [*known, *names]),
            *find_corporations(context),
            *find_company_names(context),
            *find_english(context),
            *find_places(context),
            *find_governments(context),
        ]

    def _named(self, text: str, spans: Sequence[Span]) -> list[Span]:
        """The spans with entity and series."""
        named = []
        for span in spans:
            entity = span.entity
            if not entity and span.label not in (SILENT, "DATE"):
                entity = canonical_name(text[span.start : span.end], span.label)
                term = known_name(entity, span.label, self.search.forms)
                entity = term.entity if term is not None else entity
            series = span.series or (series_of(entity, self.search.forms) if span.label == "FORUM" else "")
            named.append(replace(span, entity=entity, series=series))
        return named


def _words(text: str, dates: Sequence[Span]) -> list[Token]:
    """The words of a text; no word crosses the edge of a date (12月10日経…)."""
    cuts = sorted({0, len(text), *(edge for span in dates for edge in (span.start, span.end))})
    return [token for start, end in pairwise(cuts) for token in tokenize(text[start:end], start)]


def _dates(
    text: str, view: View, date: dt.date | None, before: DateMention | None
) -> tuple[list[tuple[Span, DateMention]], DateMention | None]:
    """Dates of a text, sentence by sentence, as ranges of its view."""
    found = []
    for match in _SENTENCE.finditer(text):
        for mention in find_dates(match.group(), date=date, before=before):
            start = bisect_right(view.ends, match.start() + mention.start)
            end = bisect_left(view.starts, match.start() + mention.end)
            if start < end:
                found.append((Span(start, end, "DATE", f"date:{mention.rule}", mention.name, rank=2), mention))
            before = mention
    return found, before


def _mention(span: Span, view: View, text: str, days: Mapping[tuple[int, int], DateMention]) -> Mention:
    start, end = view.printed(span.start, span.end)
    day = days.get((span.start, span.end)) if span.label == "DATE" else None
    return Mention(
        start,
        end,
        text[start:end],
        span.label,
        span.entity,
        span.series,
        date_start=day.date_start if day else None,
        date_end=day.date_end if day else None,
        norm=day.norm if day else "",
        source=span.source,
    )


def _repeated(text: str, alias: Span) -> Iterator[Span]:
    """The other places of a text where an alias given in it stands."""
    form = text[alias.start : alias.end]
    for match in re.finditer(rf"(?<![0-9A-Za-z]){re.escape(form)}(?![0-9A-Za-z])", text):
        if match.start() != alias.start:
            yield replace(alias, start=match.start(), end=match.end(), source="alias:repeated")


def make_recognizer(lexicon: str | Path | Sequence[Term] | None = None) -> Recognizer:
    """The package's lexicons, a project's own entries over them, and the patterns.

    Parameters
    ----------
    lexicon : str, pathlib.Path or sequence of Term, optional
        CSV, or its rows, that add, override or silence entries.

    Returns
    -------
    Recognizer
        Ready to use.
    """
    terms = builtin_terms()
    if lexicon is not None:
        terms = merge_terms(terms, load_lexicon(lexicon) if isinstance(lexicon, str | Path) else lexicon)
    return Recognizer(terms, load_rules())
