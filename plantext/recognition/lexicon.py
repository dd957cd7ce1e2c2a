"""Lexicon files: CSV in, terms out."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from plantext.errors import LexiconError, Message
from plantext.labels import LABELS
from plantext.recognition.candidates import SILENT
from plantext.text import fold

# Of a lexicon file.
COLUMNS = ("entity", "label", "name_en", "series", "forms", "note")
_SPELLINGS = (
    ("isation", "ization"),
    ("Programme", "Program"),
    ("Centre", "Center"),
    ("Defence", "Defense"),
    ("Labour", "Labor"),
    ("Co-operation", "Cooperation"),
    (" & ", " and "),
)
FOLDER = Path(__file__).parent / "rules" / "lexicons"


@dataclass(frozen=True, slots=True)
class Term:
    """One entity of a lexicon."""

    entity: str  # canonical name
    label: str  # one of plantext.labels.LABELS, or "-" to silence the forms
    name_en: str = ""
    series: str = ""  # standing forum that a meeting belongs to
    forms: tuple[str, ...] = ()  # every name to search for, folded; the entity's own name first
    note: str = ""
    origin: str = ""  # file and line
    # Forms that count only where another form, or the series, stands in the same text: TEL beside APEC.
    doubtful: frozenset[str] = frozenset()


def _forms(entity: str, text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Folded forms, and those marked as doubtful; a leading ``=`` leaves out the entity's own name."""
    own = [] if text.startswith("=") else [entity]
    printed = own + text.removeprefix("=").split(" | ")
    names = [fold(form.removesuffix("?")) for form in printed]
    doubtful = frozenset(
        name for name, form in zip(names, printed, strict=True) if form.endswith("?") and form not in own
    )
    return tuple(dict.fromkeys(name for name in names if name)), doubtful


def _term(row: list[str], origin: str) -> Term:
    if len(row) != len(COLUMNS):
        raise LexiconError(
            "expected {n_columns} columns ({columns}), got {n_row}. Write a name that holds a comma in double "
            'quotes ("…").',
            n_columns=len(COLUMNS),
            columns=", ".join(COLUMNS),
            n_row=len(row),
        )
    values = dict(zip(COLUMNS, (value.strip() for value in row), strict=True))
    if values["label"] not in (*LABELS, SILENT):
        raise LexiconError(
            "column label: expected one of {labels} or {silent}, got {label!r}.",
            labels=", ".join(LABELS),
            silent=SILENT,
            label=values["label"],
        )
    if not values["entity"]:
        raise LexiconError("column entity is empty; every row needs a canonical name.")
    forms, doubtful = _forms(values["entity"], values["forms"])
    short = [form for form in forms if len(form) < 2]
    if short or not forms:
        raise LexiconError(
            "expected forms of at least two characters, got {short}.",
            short=short or Message("none"),
        )
    return Term(
        entity=values["entity"],
        label=values["label"],
        name_en=values["name_en"],
        series=values["series"],
        forms=forms,
        note=values["note"],
        origin=origin,
        doubtful=doubtful,
    )


# An entity in two rows, or a form of two entities, would be counted by the order of the files.
def _check_unique(terms: Iterable[Term]) -> None:
    entities: dict[tuple[str, str], Term] = {}
    forms: dict[str, Term] = {}
    for term in terms:
        twin = entities.setdefault((term.entity, term.label), term)
        if twin is not term:
            raise LexiconError(
                "{where}: {entity} ({label}) stands already in {other}; keep one of the two rows.",
                where=term.origin,
                entity=term.entity,
                label=term.label,
                other=twin.origin,
            )
        for form in term.forms:
            other = forms.setdefault(form, term)
            if other is not term:
                raise LexiconError(
                    "{where}: the form {form} of {entity} ({label}) contradicts {other}, where it names "
                    "{other_entity} ({other_label}); take it out of one of the two rows.",
                    where=term.origin,
                    form=form,
                    entity=term.entity,
                    label=term.label,
                    other=other.origin,
                    other_entity=other.entity,
                    other_label=other.label,
                )


def load_lexicon(path: str | Path) -> tuple[Term, ...]:
    """Read a lexicon file.

    Parameters
    ----------
    path : str or pathlib.Path
        UTF-8 CSV with the columns of ``COLUMNS``; ``forms`` are separated by ``" | "``. The entity's own
        name is a form too, unless ``forms`` begins with ``=``, and so is its English name. A form that ends
        in ``?``, or an English name of one word, counts only beside another form of the entity.

    Raises
    ------
    LexiconError
        If the file is missing or no lexicon, or a row is malformed, repeated or contradictory.

    Examples
    --------
    >>> load_lexicon(FOLDER / "terms-concepts.csv")[0].name_en
    'Data Free Flow with Trust'
    """
    terms = _read_terms(Path(path))
    _check_unique(terms)
    return _with_spellings(terms)


def _read_terms(path: Path) -> tuple[Term, ...]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError("{path}: cannot be read as a UTF-8 lexicon ({error}).", path=path, error=error) from error
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    if tuple(name.strip() for name in header) != COLUMNS:
        raise LexiconError(
            "{path}, line 1: expected the columns {columns}, got {header}.",
            path=path,
            columns=",".join(COLUMNS),
            header=",".join(header) or Message("nothing"),
        )
    return tuple(_term_at(row, path.name, reader.line_num) for row in reader if any(row))


def _term_at(row: list[str], file: str, line: int) -> Term:
    try:
        return _term(row, f"{file}, line {line}")
    except LexiconError as error:
        raise LexiconError("{file}, line {line}: {error}", file=file, line=line, error=error) from error


def _with_spellings(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The same terms with other spellings and their English names; what several would share leads to none.

    A single word counts only beside another form, unless it is a place abroad: Mito, Date and Index stand for
    too much else.
    """
    also = {id(term): [*_spellings(term.name_en), *_written(term)] for term in terms}
    claims: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for term in terms:
        for form in (*term.forms, *also[id(term)]):
            claims[form].add((term.entity, term.label))
    result = []
    for term in terms:
        fresh = [form for form in also[id(term)] if form not in term.forms and len(claims[form]) == 1]
        if term.label == SILENT or not fresh:
            result.append(term)
            continue
        abroad = term.label == "PLACE" and term.entity[-1] not in "都道府県市区町村"
        doubtful = {form for form in fresh if form in _spellings(term.name_en) and " " not in form and not abroad}
        result.append(replace(term, forms=(*term.forms, *fresh), doubtful=term.doubtful | doubtful))
    return tuple(result)


def _written(term: Term) -> list[str]:
    """How else the が of a place is written: 霞ヶ関, 霞ケ関."""
    if term.label != "PLACE":
        return []
    parts = [re.split("(?<=[一-鿿])[がヶケ](?=[一-鿿])", form) for form in term.forms]
    return [ga.join(cut) for cut in parts if len(cut) > 1 for ga in "がヶケ"]


def _spellings(name: str) -> list[str]:
    """An English name and how else it is spelled; none of fewer than two characters or with Japanese in it."""
    form = fold(name)
    if len(form) < 2 or any(character > "\u024f" for character in form):
        return []
    found = [form]
    for pair in _SPELLINGS:
        for one, other in (pair, pair[::-1]):
            found += [spelled.replace(one, other) for spelled in found if one in spelled and other not in spelled]
    return list(dict.fromkeys(found))


@cache
def builtin_terms() -> tuple[Term, ...]:
    """Load the lexicons that come with the package, file by file in the order of their names.

    Examples
    --------
    >>> len(builtin_terms()) > 1500
    True
    """
    terms = tuple(term for path in sorted(FOLDER.glob("terms-*.csv")) for term in _read_terms(path))
    _check_unique(terms)
    return _with_spellings(terms)


def merge_terms(base: Iterable[Term], own: Iterable[Term]) -> tuple[Term, ...]:
    """Add a project's own entries to others; a form that both have goes to the project's.

    Examples
    --------
    >>> base = [Term("総務省", "ORG", forms=("総務省", "MIC"))]
    >>> [term.forms for term in merge_terms(base, [Term("MIC", "-", forms=("MIC",))])]
    [('総務省',), ('MIC',)]
    """
    own = tuple(own)
    claimed = {form for term in own for form in term.forms}
    kept = []
    for term in base:
        forms = tuple(form for form in term.forms if form not in claimed)
        if forms == term.forms:
            kept.append(term)
        elif forms:
            kept.append(replace(term, forms=forms))
    return (*kept, *own)
