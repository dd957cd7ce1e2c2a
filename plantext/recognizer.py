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

from plantext.aliases import Alias, find_aliases
from plantext.dates import DateMention, find_dates
from plantext.lexicon import FormIndex, Term, builtin_terms, load_lexicon, merge_terms
from plantext.naming import canonical_name, series_of
from plantext.context import Context, Rules, load_rules, positions
from plantext.corporations import find_corporations, find_english, find_governments
from plantext.patterns import find_about, find_amendments, find_compounds, find_law_numbers
from plantext.places import NO_PLACE, find_places
from plantext.records import Mention
from plantext.spans import SILENT, Span, select
from plantext.titles import find_titles
from plantext.tokens import Token, pieces, tokenize
from plantext.view import View

_SENTENCE = re.compile(r"[^。\n]*[。\n]?")
_MARKS = dict.fromkeys((0xB2, 0xB3, 0xB9, *range(0x2070, 0x209D), *range(0x2460, 0x2500), *range(0x2776, 0x2794)), "◆")
"""Circled and raised digits: list and note marks, which folding would glue to the name behind them."""
_LIST_MARK = re.compile(r"^([\(（]?(?:[ア-ンa-zA-ZＡ-Ｚ]|i{2,3}|[0-9０-９]{1,3})[\)）.．]?)([ \u3000\t]+(?=\S))")
_SILENT = {
    "session": re.compile(r"(?:第[0-9]+回|次期|今期|今|同|次の|翌)?(?:通常|臨時|特別|常)国会|(?:第[0-9]+回|次期|今)国会"),
    "figure": re.compile(r"図表?[0-9]+(?:-[0-9]+)*|(?:表|注|付注|コラム)[0-9]+(?:-[0-9]+)*"),
    "address": re.compile(r"(?:https?://|www\.)[\x21-\x7e]+|[\w.+-]+@[\w.-]+", re.ASCII),
    "standard": re.compile(r"(?:ISO|IEC|IEEE|JIS|RFC|ETSI|BS|EN|3GPP)(?:/(?:IEC|IEEE))?(?: ?(?:Std|TS|TR|Rel(?:ease)?))?[ -]?[A-Z]?[0-9]{2,}[0-9.:-]*[a-z]*"),
}
_EDITION = re.compile(r"(?:[- ]?(?:19|20)[0-9]{2}|-[0-9]{2})(?:会合|大会)?(?![0-9A-Za-z年])")
"""Year of a meeting behind its forum's acronym: IGF2023, WRC-19."""
_GRANT = re.compile(r"(?:推進|整備|総合)?(?:交付金|補助金|助成金|給付金|基金)")


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
    _forms: dict[str, Term] = field(init=False, repr=False)
    _index: FormIndex = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_forms", {form: term for term in self.terms for form in term.forms})
        object.__setattr__(self, "_index", FormIndex(self._forms))

    def find(
        self, text: str, *, date: dt.date | None = None, before: DateMention | None = None, further: Further | None = None
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
        further : Further, optional
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
        self, text: str, *, date: dt.date | None = None, before: DateMention | None = None, further: Further | None = None
    ) -> tuple[list[Mention], DateMention | None]:
        """Names in a text of at most some thousand characters, and its last date for the text behind it."""
        view = View.of(_LIST_MARK.sub(lambda match: "◆" * len(match.group(1)) + match.group(2), text.translate(_MARKS)))
        if not view.text.strip():
            return [], before
        dates, before = _dates(text, view, date, before)
        tokens = _words(view.text, [span for span, _ in dates])
        silent = [
            Span(*match.span(), SILENT, name, rank=0) for name, rule in _SILENT.items() for match in rule.finditer(view.text)
        ]
        known = silent + list(self._known(view.text, tokens, further))
        candidates = known + [span for span, _ in dates] + self._guessed(view.text, tokens, known, dates)
        spans = self._named(view.text, select(candidates))
        more = find_aliases(view.text, spans, self.rules)
        if more:
            again = [span for alias in more for span in _repeated(view.text, alias)]
            spans = self._named(view.text, select([*candidates, *more, *again]), more)
        days = {(span.start, span.end): mention for span, mention in dates}
        return [_mention(span, view, text, days) for span in spans if span.label != SILENT], before

    def _guessed(self, text: str, tokens: list[Token], known: list[Span], dates: list[tuple[Span, Any]]) -> list[Span]:
        numbers = find_law_numbers(text)
        silent = [span for span in known if span.label == SILENT]
        inside = {position: span for span in sorted(known, key=lambda span: span.end - span.start)
                  for position in range(span.start, span.end)}
        context = Context(text, tokens, inside, positions([*numbers, *silent, *(span for span, _ in dates)]), self.rules)
        names = [*find_compounds(context), *find_about(context), *find_titles(context)]
        return [
            *numbers,
            *names,
            *find_amendments(context, [*known, *names]),
            *find_corporations(context),
            *find_english(context),
            *find_places(context),
            *find_governments(context),
        ]

    def _named(self, text: str, spans: Sequence[Span], aliases: Sequence[Span] = ()) -> list[Span]:
        """The spans with entity and series; an alias takes them from the name it explains."""
        named = []
        for span in spans:
            entity = span.entity
            if not entity and span.label not in (SILENT, "DATE"):
                entity = canonical_name(text[span.start : span.end], span.label)
                term = self._forms.get(entity)
                entity = term.entity if term is not None and term.label == span.label else entity
            series = span.series or (series_of(entity, self._forms) if span.label == "FORUM" else "")
            named.append(replace(span, entity=entity, series=series))
        return named

    def _known(self, text: str, tokens: list[Token], further: Further | None) -> Iterator[Span]:
        edges = {token.start for token in tokens} | {token.end for token in tokens}
        people = {token.start: token.end for token in tokens if "人名" in token.pos}
        found = [(start, form, self._forms[form], 1) for start, form in self._index.matches(text)]
        if further is not None:
            found += [(start, form, further.forms[form], 0) for start, form in further.index.matches(text)]
        heads = {start + len(form) for start, form, _, _ in found if form.isascii() and form.isupper() and len(form) > 2}
        heads &= {start for start, form, _, _ in found if not form.isascii()}
        for start, form, term, rank in found:
            end = start + len(form)
            if form in term.doubtful and not _vouched(text, term):
                continue
            if stands_alone(text, start, end, edges, heads):
                source = term.origin if ":" in term.origin else f"lexicon:{term.origin}"
                if term.label == "PLACE" and (people.get(start) == end or NO_PLACE.match(text, end) or text[end - 1 : end + 1] == "国内"):
                    continue
                if term.label == "ORG" and form[-1].isascii() and _longer_name(self, text, end):
                    continue
                edition = _EDITION.match(text, end) if term.label == "FORUM" and form[-1].isascii() else None
                if edition:
                    yield Span(start, edition.end(), "FORUM", "pattern:edition", form + edition.group(), term.series, rank=2)
                grant = _GRANT.match(text, end) if term.label == "PLAN" else None
                if grant:
                    yield Span(start, grant.end(), SILENT, "grant", rank=0)
                yield Span(start, end, term.label, source, term.entity, term.series, rank)


@dataclass(frozen=True)
class Further:
    """Names that hold in one document alone.

    Parameters
    ----------
    aliases : sequence of Alias
        As its text gives them.
    """

    aliases: Sequence[Alias]
    forms: Mapping[str, Term] = field(init=False)
    index: FormIndex = field(init=False)

    def __post_init__(self) -> None:
        forms = {
            alias.form: Term(alias.entity, alias.label, series=alias.series, forms=(alias.form,), origin=alias.source)
            for alias in self.aliases
        }
        object.__setattr__(self, "forms", forms)
        object.__setattr__(self, "index", FormIndex(forms))


def _words(text: str, dates: Sequence[Span]) -> list[Token]:
    """The words of a text; no word crosses the edge of a date (12月10日経…)."""
    cuts = sorted({0, len(text), *(edge for span in dates for edge in (span.start, span.end))})
    return [
        replace(token, start=token.start + start, end=token.end + start)
        for start, end in pairwise(cuts)
        for token in tokenize(text[start:end])
    ]


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


_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_FOOTNOTE = re.compile(r"[0-9]{1,3}(?![0-9A-Za-z.%])")


def stands_alone(text: str, start: int, end: int, edges: set[int], heads: set[int] = frozenset()) -> bool:  # type: ignore[assignment]
    """Whether a form at this place is a word of its own and not a part of a longer one.

    Parameters
    ----------
    text : str
        The folded text.
    start, end : int
        The form's range.
    edges : set of int
        Where words begin and end.
    heads : set of int
        Where acronyms of the lexicon end; a form may follow one without a space (OECDAI原則).

    Returns
    -------
    bool
        False inside a longer word, such as EU in MUSEUM or インド in インドネシア.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if end in heads and text[start:end].isupper():
        return not before.isalnum() or not before.isascii()
    if text[start].isascii():
        glued = before.isalnum() or (before in ("-", "_", "@", ".") and text[max(0, start - 2) : start - 1].isalnum())
        if before.isascii() and glued and start not in heads:
            return False
    elif start not in edges and not (before and _KATAKANA.match(text[start]) and not _KATAKANA.match(before)):
        return end - start >= 5 and _right_edge(text, end, after, edges)
    return _right_edge(text, end, after, edges)


def _vouched(text: str, term: Term) -> bool:
    """Whether another form, or the series, of a term with a doubtful form stands in the text."""
    return any(form in text for form in (*term.forms, term.series) if form and form not in term.doubtful)


def _longer_name(recognizer: Recognizer, text: str, end: int) -> bool:
    """Whether a Latin company name goes on, as the name of a product or of another company (Apple Watch)."""
    word = re.match(r" ([A-Z][A-Za-z]+)", text[end : end + 30])
    return bool(word) and not any(text.startswith(form, end + 1) for form in (word.group(1),) if form in recognizer._forms)


def _right_edge(text: str, end: int, after: str, edges: set[int]) -> bool:
    if not after:
        return True
    if text[end - 1].isascii():
        if not after.isascii() or not (after.isalnum() or after in "-_@"):
            return True
        return bool(_FOOTNOTE.match(text, end) or _EDITION.match(text, end)) or text[end : end + 2] in ("-", "- ")
    if end in edges:
        return True
    return bool(_KATAKANA.match(text[end - 1]) and not _KATAKANA.match(after))


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
