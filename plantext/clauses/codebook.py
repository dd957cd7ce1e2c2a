"""Concepts that a researcher brings: a codebook read, and where its concepts stand in sentences."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import regex

from plantext.errors import Message, PlantextError, listed
from plantext.reading.decoding import decode
from plantext.reading.limits import MAX_TEXT_BYTES, check_size, read_regular
from plantext.recognition.index import FormIndex
from plantext.text import View, fold

COLUMNS = ("concept", "forms", "notes")
SECONDS = 1.0
"""Time that one pattern may take in one sentence."""


class CodebookError(PlantextError):
    """A row of a codebook that is malformed or contradicts another."""


@dataclass(frozen=True)
class Concept:
    """A concept with the forms and patterns that name it; `row` is that of the file."""

    name: str
    forms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    notes: str = ""
    row: int = 0


@dataclass(frozen=True)
class Occurrence:
    """A concept in a text: its characters, and the form or pattern that found it."""

    concept: str
    start: int
    end: int
    form: str


@dataclass(frozen=True)
class Codebook:
    """Concepts, ready to be found.

    Examples
    --------
    >>> book = Codebook((Concept("減税", ("減税",), ("消費税.{0,4}引き?下げ",)),))
    >>> [found.form for found in book.find("減税とは、消費税の引下げである。")]
    ['減税', '/消費税.{0,4}引き?下げ/']
    """

    concepts: tuple[Concept, ...]
    source: str = "codebook"

    @property
    def names(self) -> list[str]:
        """The concepts' names in the codebook's order."""
        return [concept.name for concept in self.concepts]

    @cached_property
    def _forms(self) -> dict[str, str]:
        return {fold(form): concept.name for concept in self.concepts for form in concept.forms}

    @cached_property
    def _index(self) -> FormIndex:
        return FormIndex(self._forms)

    @cached_property
    def _patterns(self) -> list[tuple[Concept, str, regex.Pattern[str]]]:
        return [(concept, text, _compile(text, concept)) for concept in self.concepts for text in concept.patterns]

    def find(self, text: str) -> list[Occurrence]:
        """Find the concepts in a text, in order; of forms within one another, the longest.

        Raises
        ------
        CodebookError
            If a pattern takes too long.
        """
        found = list(self._find_forms(text)) + list(self._find_patterns(text))
        return sorted(found, key=lambda one: (one.start, -one.end, one.concept))

    def _find_forms(self, text: str) -> Iterator[Occurrence]:
        view = View.of(text)
        reached = 0
        for start, form in self._index.matches(view.text) if self._forms else ():
            if start + len(form) > reached:
                reached = start + len(form)
                first, last = view.printed(start, reached)
                yield Occurrence(self._forms[form], first, last, form)

    def _find_patterns(self, text: str) -> Iterator[Occurrence]:
        for concept, pattern, compiled in self._patterns:
            try:
                for match in compiled.finditer(text, timeout=SECONDS):
                    if match.end() > match.start():
                        yield Occurrence(concept.name, match.start(), match.end(), f"/{pattern}/")
            except TimeoutError:
                raise CodebookError(
                    "{source}: row {row}: the pattern /{pattern}/ takes more than {seconds:g} s in one sentence "
                    "({text}…). Repeat no repetition: write [^、]{{0,20}} in the place of (.+)+.",
                    source=self.source,
                    row=concept.row,
                    pattern=pattern,
                    seconds=SECONDS,
                    text=text[:30],
                ) from None

    def occurrences(self, sentences: pd.DataFrame) -> pd.DataFrame:
        """List the concepts in the sentences of a run.

        Parameters
        ----------
        sentences : pandas.DataFrame
            The sentences table, with its text.

        Returns
        -------
        pandas.DataFrame
            doc_id, sent_id, start, end (characters of the sentence), text, concept, form.
        """
        rows = [
            (doc_id, sent_id, one.start, one.end, text[one.start : one.end], one.concept, one.form)
            for doc_id, sent_id, text in zip(sentences["doc_id"], sentences["sent_id"], sentences["text"], strict=True)
            for one in self.find(text)
        ]
        return pd.DataFrame(rows, columns=["doc_id", "sent_id", "start", "end", "text", "concept", "form"])


def _compile(pattern: str, concept: Concept) -> regex.Pattern[str]:
    try:
        return regex.compile(pattern)
    except (regex.error, RecursionError) as error:
        raise CodebookError(
            "row {row}: the pattern /{pattern}/ is no regular expression ({error}).",
            row=concept.row,
            pattern=pattern,
            error=error,
        ) from error


def read_codebook(path: str | Path) -> Codebook:
    """Read a codebook: CSV with the columns concept, forms and notes.

    The concept's own name is a form; others stand in ``forms``, parted by ``|``, and one between slashes
    (``/消費税.{0,4}引き?下げ/``) is a regular expression. Several rows can go on with one concept.

    Raises
    ------
    CodebookError
        With the row: no concept, a form of two concepts, no regular expression.

    Examples
    --------
    >>> read_codebook("codebook.csv").names  # doctest: +SKIP
    """
    path = Path(path)
    data = read_regular(path)
    check_size(len(data), MAX_TEXT_BYTES, str(path))
    text = decode(data, str(path)).text.removeprefix("\ufeff")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise CodebookError(
            "{path}: expected CSV with the columns {columns} ({error}).",
            path=path,
            columns=", ".join(COLUMNS),
            error=error,
        ) from error
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    if "concept" not in head:
        raise CodebookError(
            "{path}: row 1: expected the headings {columns}, got {head}.",
            path=path,
            columns=", ".join(COLUMNS),
            head=listed(head),
        )
    for number, row in enumerate(rows, 1):
        if len(row) > len(head):
            raise CodebookError(
                "{path}: row {number}: {n_row} cells under {n_head} headings. Write a cell with a comma in "
                'double quotes ("…").',
                path=path,
                number=number,
                n_row=len(row),
                n_head=len(head),
            )
    numbered = [
        (number, dict(zip(head, (cell.strip() for cell in row), strict=False)))
        for number, row in enumerate(rows[1:], 2)
        if any(cell.strip() for cell in row)
    ]
    return make_codebook(numbered, str(path))


def make_codebook(rows: Iterable[tuple[int, dict[str, str]]], source: str = "codebook") -> Codebook:
    """Make a codebook of rows with their numbers, checked as :func:`read_codebook` does.

    Examples
    --------
    >>> make_codebook([(2, {"concept": "減税", "forms": "税の軽減 | /減税(?!法)/"})]).concepts[0].forms
    ('減税', '税の軽減')
    """
    concepts: dict[str, Concept] = {}
    owner: dict[str, Concept] = {}
    for number, row in rows:
        name = row.get("concept", "")
        if not name:
            raise CodebookError("{source}: row {number}: the column concept is empty.", source=source, number=number)
        pieces = [piece.strip() for piece in row.get("forms", "").replace("\n", " | ").split(" | ") if piece.strip()]
        known = concepts.get(name, Concept(name, (name,), row=number))
        patterns = tuple(piece[1:-1] for piece in pieces if _is_pattern(piece))
        forms = tuple(piece for piece in pieces if not _is_pattern(piece))
        concept = Concept(
            name,
            tuple(dict.fromkeys((*known.forms, *forms))),
            tuple(dict.fromkeys((*known.patterns, *patterns))),
            " ".join(filter(None, (known.notes, row.get("notes", "")))),
            known.row,
        )
        _check(concept, number, owner, source)
        concepts[name] = concept
    if not concepts:
        raise CodebookError("{source}: no concepts below the headings.", source=source)
    return Codebook(tuple(concepts.values()), source)


def _is_pattern(piece: str) -> bool:
    return len(piece) > 2 and piece[0] == piece[-1] == "/"


def _check(concept: Concept, number: int, owner: dict[str, Concept], source: str) -> None:
    for form in concept.forms:
        key = fold(form)
        other = owner.setdefault(key, concept)
        if other.name != concept.name:
            raise CodebookError(
                "{source}: row {number}: {form!r} is a form of {name} and, in row {row}, of {other}. Leave it to "
                "one of them.",
                source=source,
                number=number,
                form=form,
                name=concept.name,
                row=other.row,
                other=other.name,
            )
        if not key:
            raise CodebookError(
                "{source}: row {number}: {form!r} has no characters that could be found.",
                source=source,
                number=number,
                form=form,
            )
    for pattern in concept.patterns:
        try:
            compiled = _compile(pattern, concept)
            if compiled.match(""):
                raise CodebookError(
                    "{source}: row {number}: the pattern /{pattern}/ finds nothing at all everywhere.",
                    source=source,
                    number=number,
                    pattern=pattern,
                )
        except CodebookError as error:
            told = error.message
            if not told.startswith(source):
                told = Message("{source}: {told}", source=source, told=told)
            raise CodebookError(told) from error
