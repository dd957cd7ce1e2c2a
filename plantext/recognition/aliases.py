"""Other names that a text itself gives: 正式名（略称）, 以下「略称」という; and the register that a person edits."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plantext.errors import LexiconError
from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Rules
from plantext.recognition.lexicon import Term
from plantext.storage.atomic import replacing
from plantext.storage.tablefile import defuse, restore
from plantext.text import fold

COLUMNS = ("main", "label", "forms", "source")
"""Columns of a register of aliases."""
NAMED = ("ORG", "FORUM", "LAW", "PLAN")
"""Labels that a bracket can pass on; places, dates and concepts explain, they do not rename."""

_ACRONYM = re.compile(r"(?=[^a-z]*[A-Z][^a-z]*[A-Z])[A-Za-z][A-Za-z0-9&+./-]{1,11}")
_ENGLISH = re.compile(r"[A-Z][A-Za-z0-9'’&.]{0,40}(?:[ -]{1,2}[A-Za-z0-9&'’.]{1,40}){1,29}-?")
_HEREAFTER = re.compile(r"以下(?:単に)?[、,]?「([^「」]{2,40})」(?:又は「[^「」]*」)?(?:と|という)")
_PARTS = re.compile(r"[:：、,;／]|(?<![A-Za-z])/|/(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Alias:
    """One form that a text, or a person, says to be another name of an entity.

    Parameters
    ----------
    form : str
        The form, folded.
    entity, label : str
        What it names.
    source : str
        Where the merge comes from.
    series : str
        Standing forum of the entity; else empty.
    """

    form: str
    entity: str
    label: str
    source: str
    series: str = ""

    def as_term(self) -> Term:
        """The alias as an entry of a lexicon with this one form."""
        return Term(self.entity, self.label, series=self.series, forms=(self.form,), origin=self.source)


def _is_short_form(form: str, name: str) -> bool:
    """Whether a Japanese form is made of characters of the name, in order (公取委 of 公正取引委員会)."""
    if not 2 <= len(form) < len(name) or form.isascii() or re.search(r"[0-9年月日、。]", form):
        return False
    characters = iter(name)
    return all(character in characters for character in form)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Inner ranges of round brackets, outermost and inner ones."""
    stack: list[int] = []
    for i, character in enumerate(text):
        if character == "(":
            stack.append(i + 1)
        elif character == ")" and stack:
            yield stack.pop(), i


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    cuts = [match.span() for match in _PARTS.finditer(text, start, end)]
    for left, right in [*cuts, (end, end)]:
        part = text[at:left]
        begin = at + len(part) - len(part.lstrip())
        stop = left - (len(part) - len(part.rstrip()))
        if begin < stop:
            yield begin, stop
        at = right


def _takes(form: str, name: str, label: str, rules: Rules) -> bool:
    """Whether a form in a bracket can be another name of the name before it."""
    if _is_short_form(form, name):
        return True
    if name.isascii():
        return bool(_ENGLISH.fullmatch(form)) and _spells(name, form)
    has_head = bool(rules.ending(name)) or label in ("LAW", "FORUM")
    return has_head and bool(_ACRONYM.fullmatch(form) or _ENGLISH.fullmatch(form))


def find_aliases(text: str, spans: Sequence[Candidate], rules: Rules) -> list[Candidate]:
    """Names that brackets behind (or before) a known name give to the same entity.

    Parameters
    ----------
    text : str
        The folded text.
    spans : sequence of Candidate
        The names found in it so far.
    rules : Rules
        The tables of heads and general words.

    Returns
    -------
    list of Candidate
        The further names, each with the entity it belongs to; ``source`` begins with ``alias:``.
    """
    by_end = {span.end: span for span in spans if span.label in NAMED}
    by_start = {span.start: span for span in spans if span.label in NAMED}
    found: list[Candidate] = []
    for start, end in _brackets(text):
        behind = start - 1
        owner = by_end.get(behind) or (by_end.get(behind - 1) if text[behind - 1 : behind] in "」』" else None)
        if owner is not None:
            found += _explained(text, (start, end), owner, by_start, rules)
            continue
        inner = by_start.get(start)
        before = re.search(r"(?<![A-Za-z0-9])([A-Z][A-Za-z0-9-]{1,9})$", text[max(0, behind - 12) : behind])
        if inner is None or not before or not _ACRONYM.fullmatch(before.group(1)):
            continue
        name = text[inner.start : inner.end]
        if text[inner.end : inner.end + 1] in ")、,:" and (rules.ending(name) or _spells(before.group(1), name)):
            found.append(_renamed(behind - len(before.group(1)), behind, inner, "bracket"))
    covered = {position for span in spans if span.label != "-" for position in range(span.start, span.end)}
    return [
        span
        for span in found
        if span.start not in covered or (span.start in by_start and by_start[span.start].end == span.end)
    ]


def _explained(
    text: str, inner: tuple[int, int], owner: Candidate, by_start: Mapping[int, Candidate], rules: Rules
) -> Iterator[Candidate]:
    hereafter = _HEREAFTER.search(text, *inner)
    if hereafter:
        if not rules.is_general(hereafter.group(1)):
            yield _renamed(*hereafter.span(1), owner, "hereafter")
        return
    name = text[owner.start : owner.end]
    for left, right in _parts(text, *inner):
        form = text[left:right]
        other = by_start.get(left)
        if other is not None and other.end == right:
            if other.label == owner.label and other.source.startswith("pattern") and owner.source != other.source:
                yield _renamed(left, right, owner, "bracket")
        elif not rules.is_general(form) and _takes(form, name, owner.label, rules):
            yield _renamed(left, right, owner, "bracket")


def _spells(acronym: str, words: str) -> bool:
    """Whether the letters of an acronym stand, in order, at the beginnings of English words."""
    letters = re.sub("[^A-Z]", "", acronym)
    initials = iter("".join(word[0] for word in re.findall(r"[A-Za-z]+", words)).upper())
    return words.isascii() and len(letters) > 1 and all(letter in initials for letter in letters)


def _renamed(start: int, end: int, owner: Candidate, how: str) -> Candidate:
    return Candidate(start, end, owner.label, f"alias:{how}", owner.entity, owner.series, rank=2)


def general_forms(text: str, rules: Rules) -> list[str]:
    """Short forms that a text introduces but that are too general to stand for one entity (会議, 本部).

    Parameters
    ----------
    text : str
        The folded text.
    rules : Rules
        The tables of heads and general words.

    Returns
    -------
    list of str
        In order.
    """
    return [match.group(1) for match in _HEREAFTER.finditer(text) if rules.is_general(match.group(1))]


def settle(aliases: Iterable[Alias]) -> tuple[list[Alias], list[str]]:
    """The aliases of one document that are unambiguous in it.

    Parameters
    ----------
    aliases : iterable of Alias
        What was harvested.

    Returns
    -------
    tuple of (list of Alias, list of str)
        What holds, one a form, in order of the forms; and a line for every form that stays apart.
    """
    claims: dict[str, dict[tuple[str, str], Alias]] = defaultdict(dict)
    for alias in aliases:
        claims[alias.form].setdefault((alias.entity, alias.label), alias)
    settled, apart = [], []
    for form, owners in sorted(claims.items()):
        if len(owners) > 1:
            names = ", ".join(f"{entity} ({label})" for entity, label in sorted(owners))
            apart.append(f"{form}: ambiguous, not merged; said of {names}")
        else:
            settled.append(next(iter(owners.values())))
    return settled, apart


def register_rows(aliases: Iterable[Alias]) -> list[dict[str, str]]:
    """The register: one row an entity and origin.

    Parameters
    ----------
    aliases : iterable of Alias
        What was merged.

    Returns
    -------
    list of dict
        Rows with the columns of :data:`COLUMNS`, for a CSV that a person edits.
    """
    rows: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for alias in aliases:
        if alias.form != fold(alias.entity):
            rows[alias.entity, alias.label, alias.source].add(alias.form)
    return [
        {"main": main, "label": label, "forms": " | ".join(sorted(forms)), "source": source}
        for (main, label, source), forms in sorted(rows.items())
    ]


def write_register(rows: Iterable[Mapping[str, str]], path: str | Path) -> None:
    """Write a register as CSV.

    Parameters
    ----------
    rows : iterable of mapping
        As :func:`register_rows` gives them.
    path : str or pathlib.Path
        Target.
    """
    with replacing(path) as partial, partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: defuse(cell) for column, cell in row.items()} for row in rows)


def load_register(path: str | Path) -> list[Alias]:
    """Read a register of aliases.

    A form that stands in the register belongs to its row's ``main``, whatever a text says; to undo a
    merge, give the form a row of its own.

    Parameters
    ----------
    path : str or pathlib.Path
        UTF-8 CSV with ``main`` and ``forms`` (parted by ``" | "``); ``label`` and ``source`` may be left out.

    Returns
    -------
    list of Alias
        One a form, the main forms included.

    Raises
    ------
    LexiconError
        If the file is missing or no register, or one form stands under two main forms; file and line
        are named.
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read as a UTF-8 register of aliases ({error}).") from error
    reader = csv.DictReader(lines)
    header = reader.fieldnames or []
    if not {"main", "forms"} <= set(header) or not set(header) <= set(COLUMNS):
        raise LexiconError(f"{path}, line 1: expected the columns main,label,forms,source, got {','.join(header)}.")
    seen: dict[tuple[str, str], str] = {}
    aliases = []
    for written in reader:
        row = {column: restore(cell) if isinstance(cell, str) else cell for column, cell in written.items()}
        main, label = (row["main"] or "").strip(), (row.get("label") or "").strip()
        where = f"{path.name}, line {reader.line_num}"
        if not main:
            raise LexiconError(f"{where}: column main is empty; every row needs a main form.")
        forms = [fold(form) for form in [main, *(row["forms"] or "").split(" | ")]]
        for form in dict.fromkeys(form for form in forms if form):
            other = seen.setdefault((form, label), main)
            if other != main:
                raise LexiconError(f"{where}: {form} stands under {other} already; keep it under one main form.")
            aliases.append(Alias(form, main, label, f"register:{where}"))
    return aliases
