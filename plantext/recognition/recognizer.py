"""Names of a text: lexicon, rules, dates and aliases over GiNZA's words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from plantext.dates import DateMention
from plantext.reading.sentences import split_long
from plantext.recognition.aliases import find_aliases
from plantext.recognition.candidates import SILENT, Candidate, resolve_overlaps
from plantext.recognition.context import make_context
from plantext.recognition.lexicon import Term, builtin_terms, load_lexicon, merge_terms
from plantext.recognition.linking import canonical_name, known_name, series_of
from plantext.recognition.rules.about import find_about
from plantext.recognition.rules.companies import find_companies
from plantext.recognition.rules.compounds import find_compounds
from plantext.recognition.rules.english import find_english
from plantext.recognition.rules.governments import find_governments
from plantext.recognition.rules.laws import find_agenda, find_amendments, find_cited
from plantext.recognition.rules.patterns import find_numbers, find_patterns
from plantext.recognition.rules.people import find_people
from plantext.recognition.rules.places import find_places
from plantext.recognition.rules.silent import find_no_names
from plantext.recognition.rules.systems import find_systems
from plantext.recognition.rules.table import Rules, load_rules
from plantext.recognition.rules.titles import find_titles
from plantext.recognition.rules.witness import find_witnessed
from plantext.recognition.search import TermSearch, fingerprints
from plantext.recognition.sentence import Day, SentenceAnalysis, analyse
from plantext.records import Mention


@dataclass(frozen=True)
class Recognizer:
    """Finds the names in a text; :func:`make_recognizer` builds it."""

    terms: tuple[Term, ...]
    rules: Rules
    search: TermSearch = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "search", TermSearch(self.terms))

    @cached_property
    def fingerprints(self) -> dict[str, str]:
        """Checksums of the lexicon's forms, see :func:`plantext.recognition.search.fingerprints`."""
        return fingerprints(self.search.forms, self.search.forms)

    @cached_property
    def plans(self) -> tuple[Term, ...]:
        """The plans of the lexicon."""
        return tuple(term for term in self.terms if term.label == "PLAN")

    def find(
        self,
        text: str,
        *,
        date: dt.date | None = None,
        before: DateMention | None = None,
        further: TermSearch | None = None,
    ) -> list[Mention]:
        """Find the names in a text of any length, in order and without overlaps.

        `date` is the document's own, `before` the last date of the text before; the names of `further` hold in this
        document alone.
        """
        found: list[Mention] = []
        for start, end in split_long(text):
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
        """Find the names in at most some thousand characters, and the last date for the text behind."""
        analysis, before = analyse(text, date=date, before=before)
        return self.find_in(analysis, further), before

    def find_in(self, analysis: SentenceAnalysis, further: TermSearch | None = None) -> list[Mention]:
        """Find the names in a sentence that has been analysed, as :meth:`find` does.

        The lexicon has an effect only by those of its forms that stand in the folded text; the cache relies on it.
        """
        text, tokens = analysis.view.text, analysis.tokens
        if not tokens:
            return []
        dates = [day.span for day in analysis.days]
        nothing = find_no_names(text)
        known = [*nothing, *self.search.find(text, tokens)]
        known += further.find(text, tokens) if further is not None else ()
        candidates = [*known, *dates, *self._guessed(analysis, known, [*nothing, *dates])]
        spans = self._named(text, resolve_overlaps(candidates))
        more = [*find_aliases(text, spans, self.rules), *find_witnessed(text, spans, self.rules)]
        if more:  # choose again: an alias may be longer than what stood in its place
            again = [span for alias in more for span in _repeated(text, alias)]
            spans = self._named(text, resolve_overlaps([*candidates, *more, *again]))
        days = {(day.span.start, day.span.end): day for day in analysis.days}
        return [_mention(span, analysis, days) for span in spans if span.label != SILENT]

    def _guessed(self, analysis: SentenceAnalysis, known: list[Candidate], taken: list[Candidate]) -> list[Candidate]:
        text = analysis.view.text
        numbers = find_numbers(text)
        context = make_context(text, analysis=analysis, known=known, blocked=[*numbers, *taken], rules=self.rules)
        names = [*find_compounds(context), *find_about(context), *find_titles(context), *find_cited(context)]
        return [
            *numbers,
            *names,
            *find_amendments(context, [*known, *names]),
            *find_agenda(context),
            *find_companies(context),
            *find_patterns(text),
            *find_english(context),
            *find_people(context),
            *find_systems(context),
            *find_places(context),
            *find_governments(context),
        ]

    def _named(self, text: str, spans: Sequence[Candidate]) -> list[Candidate]:
        named = []
        for span in spans:
            entity = span.entity
            if not entity and span.label not in (SILENT, "DATE"):
                entity = canonical_name(text[span.start : span.end], span.label)
                term = known_name(entity, span.label, self.search.forms)
                entity = term.entity if term is not None else entity
            series = span.series or (series_of(entity, self.search.forms) if span.label == "FORUM" else "")
            same = entity == span.entity and series == span.series
            named.append(span if same else replace(span, entity=entity, series=series))
        return named


def _mention(span: Candidate, analysis: SentenceAnalysis, days: Mapping[tuple[int, int], Day]) -> Mention:
    start, end = analysis.view.printed(span.start, span.end)
    day = days.get((span.start, span.end)) if span.label == "DATE" else None
    return Mention(
        start,
        end,
        analysis.printed[start:end],
        span.label,
        span.entity,
        span.series,
        date_start=day.date_start if day else None,
        date_end=day.date_end if day else None,
        norm=day.norm if day else "",
        source=span.source,
    )


def _repeated(text: str, alias: Candidate) -> Iterator[Candidate]:
    """The other places where an alias stands in the text that gives it."""
    form = text[alias.start : alias.end]
    for match in re.finditer(rf"(?<![0-9A-Za-z]){re.escape(form)}(?![0-9A-Za-z])", text):
        if match.start() != alias.start:
            yield replace(alias, start=match.start(), end=match.end(), source="alias:repeated")


def make_recognizer(lexicon: str | Path | Sequence[Term] | None = None) -> Recognizer:
    """Build a recognizer from the package's lexicons and rules.

    Parameters
    ----------
    lexicon : str, pathlib.Path or sequence of Term, optional
        CSV, or its rows, that add, override or silence entries.

    Examples
    --------
    >>> own = Term("架空庁", "ORG", forms=("架空庁", "KAX"))
    >>> make_recognizer([own]).find("KAXの話")[0].entity
    '架空庁'
    """
    return _recognizer(load_lexicon(lexicon) if isinstance(lexicon, str | Path) else tuple(lexicon or ()))


# A recognizer holds no state, and building its index takes longer than a sentence.
@lru_cache(maxsize=2)
def _recognizer(own: tuple[Term, ...]) -> Recognizer:
    return Recognizer(merge_terms(builtin_terms(), own), load_rules())
