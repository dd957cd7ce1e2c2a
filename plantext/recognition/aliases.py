"""Aliases that a text gives itself: 正式名（略称）, 以下「略称」という; and the register that a person edits."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plantext.errors import LexiconError, Message
from plantext.recognition.candidates import Candidate
from plantext.recognition.lexicon import Term
from plantext.recognition.rules.table import Rules, regex
from plantext.storage.atomic import replacing
from plantext.storage.tablefile import escape_formula, unescape_formula
from plantext.text import fold

# Of a register.
COLUMNS = ("main", "label", "forms", "source")
# Labels whose names a bracket can rename; behind places, dates and concepts it explains.
NAMED = ("ORG", "FORUM", "LAW", "PLAN", "SYSTEM")

_ACRONYM = regex("aliases", "acronym")
_ENGLISH = regex("aliases", "english")
_EDITION = regex("titles", "edition")
_HEREAFTER = regex("aliases", "hereafter")
_SEPARATOR = regex("aliases", "separator")
_ACRONYM_BEFORE = regex("aliases", "acronym-before-bracket")
_POINTING = regex("aliases", "pointing")
_MINISTRY = regex("aliases", "ministry")
_MAKER = regex("aliases", "maker")
_NO_SHORT_FORM = re.compile(r"[0-9年月日、。]")


@dataclass(frozen=True, slots=True)
class Alias:
    """A form that a text, or a person, says to be another name of an entity."""

    form: str  # folded
    entity: str
    label: str
    source: str  # where the merge comes from
    series: str = ""  # standing forum of the entity

    def as_term(self) -> Term:
        """Return the alias as an entry of a lexicon with this one form."""
        return Term(self.entity, self.label, series=self.series, forms=(self.form,), origin=self.source)


def _is_short_form(form: str, name: str) -> bool:
    """Whether a Japanese form is made of characters of the name, in order (公取委 of 公正取引委員会)."""
    if not 2 <= len(form) < len(name) or form.isascii() or _NO_SHORT_FORM.search(form):
        return False
    characters = iter(name)
    return all(character in characters for character in form)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Inner ranges of round brackets, outermost and inner ones."""
    stack: list[int] = []
    for match in re.finditer("[()]", text):
        if match.group() == "(":
            stack.append(match.end())
        elif stack:
            yield stack.pop(), match.start()


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    cuts = [match.span() for match in _SEPARATOR.finditer(text, start, end)]
    for left, right in [*cuts, (end, end)]:
        part = text[at:left]
        begin = at + len(part) - len(part.lstrip())
        stop = left - (len(part) - len(part.rstrip()))
        if begin < stop:
            yield begin, stop
        at = right


def _takes(form: str, name: str, owner: Candidate, rules: Rules) -> bool:
    """Whether a form in a bracket can be another name of the name before it."""
    if _is_short_form(form, name):
        return True
    if name.isascii():
        short = bool(_ACRONYM.fullmatch(form)) and _spells(form, name)  # Kakuu Data Forum(KDF)
        return short or (bool(_ENGLISH.fullmatch(form)) and _spells(name, form))
    runs = owner.source.startswith("lexicon:") and _MINISTRY.search(name)  # 文部科学省(ACT-X)
    has_head = (bool(rules.ending(_EDITION.sub("", name))) or owner.label in ("LAW", "FORUM", "SYSTEM")) and not runs
    return has_head and bool(_ACRONYM.fullmatch(form) or _ENGLISH.fullmatch(form))


def find_aliases(text: str, spans: Sequence[Candidate], rules: Rules) -> list[Candidate]:
    """Find the names that brackets behind, or before, one of `spans` give to its entity.

    Examples
    --------
    >>> from plantext.recognition.rules.table import load_rules
    >>> text = "架空データ推進協議会(KDF)"
    >>> name = Candidate(0, 10, "FORUM", "pattern:協議会", "架空データ推進協議会")
    >>> [(text[found.start : found.end], found.source) for found in find_aliases(text, [name], load_rules())]
    [('KDF', 'alias:bracket')]
    """
    if "(" not in text:
        return []
    by_end = {span.end: span for span in spans if span.label in NAMED}
    by_start = {span.start: span for span in spans if span.label in NAMED}
    found: list[Candidate] = []
    for start, end in _brackets(text):
        behind = len(text[: start - 1].rstrip(" "))
        owner = by_end.get(behind) or (by_end.get(behind - 1) if text[behind - 1 : behind] in "」』" else None)
        if owner is not None:
            found += _explained(text, (start, end), owner, by_start, rules)
            continue
        # KDF(架空データ推進協議会): the name is in the bracket, its acronym before it.
        inner = by_start.get(start)
        before = _ACRONYM_BEFORE.search(text[max(0, behind - 12) : behind])
        if inner is None or not before or not _ACRONYM.fullmatch(before.group(1)):
            continue
        name = text[inner.start : inner.end]
        acronym = before.group(1)
        if text[inner.end : inner.end + 1] in ")、,:" and (_abbreviates(acronym, inner, name, rules)):
            found.append(_renamed(behind - len(acronym), behind, inner, "bracket"))
    if not found:
        return []
    # A form inside another name is none; one that is a name already is renamed.
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
        form = hereafter.group(1)
        if _POINTING.match(form):  # 以下「本ガイドライン」という
            return
        if not rules.is_general(form):
            yield _renamed(*hereafter.span(1), owner, "hereafter")
        elif rules.is_defined(form):
            yield _renamed(*hereafter.span(1), owner, "defined")
        return
    name = text[owner.start : owner.end]
    for left, right in _parts(text, *inner):
        form = text[left:right]
        other = by_start.get(left)
        if other is not None and other.end == right:
            if other.label == owner.label and other.source.startswith("pattern") and owner.source != other.source:
                yield _renamed(left, right, owner, "bracket")
        elif not rules.is_general(form) and _takes(form, name, owner, rules):
            yield _renamed(left, right, owner, "bracket")


def _abbreviates(acronym: str, inner: Candidate, name: str, rules: Rules) -> bool:
    """Whether an acronym before a bracket is short for the name in it, not made or run by it (ACT-X(文部科学省))."""
    if _spells(acronym, name):
        return True
    # An organisation of the lexicon comes with its acronyms; others beside it are of what it runs.
    known = inner.label == "ORG" and inner.source.startswith("lexicon:")
    return bool(rules.ending(name)) and not known and not _MAKER.search(name)


def _spells(acronym: str, words: str) -> bool:
    """Whether the letters of an acronym stand, in order, at the beginnings of English words."""
    letters = re.sub("[^A-Z]", "", acronym)
    initials = iter("".join(word[0] for word in re.findall(r"[A-Za-z]+", words)).upper())
    return words.isascii() and len(letters) > 1 and all(letter in initials for letter in letters)


def _renamed(start: int, end: int, owner: Candidate, how: str) -> Candidate:
    return Candidate(start, end, owner.label, f"alias:{how}", owner.entity, owner.series, rank=2)


def general_forms(text: str, rules: Rules) -> list[str]:
    """List the short forms that a text introduces but that are too general to stand for one entity.

    Examples
    --------
    >>> from plantext.recognition.rules.table import load_rules
    >>> general_forms("架空の集まり(以下「会議」という。)", load_rules())
    ['会議']
    """
    forms = [match.group(1) for match in _HEREAFTER.finditer(text)]
    return [form for form in forms if rules.is_general(form) and not rules.is_defined(form)]


def settle(aliases: Iterable[Alias]) -> tuple[list[Alias], list[str]]:
    """Keep the aliases that are unambiguous in a document, one a form, and report the others, a line each.

    Examples
    --------
    >>> settle([Alias("KD", "架空庁", "ORG", ""), Alias("KD", "空想会議", "FORUM", "")])
    ([], ['KD: ambiguous, not merged; said of 架空庁 (ORG), 空想会議 (FORUM)'])
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
    """Gather aliases into the rows of a register: one an entity and source.

    Examples
    --------
    >>> register_rows([Alias("KX", "架空庁", "ORG", "mine")])
    [{'main': '架空庁', 'label': 'ORG', 'forms': 'KX', 'source': 'mine'}]
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
    """Write the rows of a register as CSV, escaped against formula injection."""
    with replacing(path) as partial, partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: escape_formula(cell) for column, cell in row.items()} for row in rows)


def load_register(path: str | Path) -> list[Alias]:
    """Read a register of aliases, one a form, the main forms included.

    A form of the register belongs to its row's ``main``, whatever a text says; to undo a merge, give the form
    a row of its own.

    Parameters
    ----------
    path : str or pathlib.Path
        UTF-8 CSV with ``main`` and ``forms`` (separated by ``" | "``); ``label`` and ``source`` are optional.

    Raises
    ------
    LexiconError
        If the file is missing or no register, or a form stands under two main forms.
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(
            "{path}: cannot be read as a UTF-8 register of aliases ({error}).", path=path, error=error
        ) from error
    reader = csv.DictReader(lines)
    header = reader.fieldnames or []
    if not {"main", "forms"} <= set(header) or not set(header) <= set(COLUMNS):
        raise LexiconError(
            "{path}, line 1: expected the columns main,label,forms,source, got {header}.",
            path=path,
            header=",".join(header),
        )
    seen: dict[tuple[str, str], str] = {}
    aliases = []
    for written in reader:
        row = {column: unescape_formula(cell) if isinstance(cell, str) else cell for column, cell in written.items()}
        main, label = (row["main"] or "").strip(), (row.get("label") or "").strip()
        where = Message("{name}, line {line}", name=path.name, line=reader.line_num)
        if not main:
            raise LexiconError("{where}: column main is empty; every row needs a main form.", where=where)
        forms = [fold(form) for form in [main, *(row["forms"] or "").split(" | ")]]
        for form in dict.fromkeys(form for form in forms if form):
            other = seen.setdefault((form, label), main)
            if other != main:
                raise LexiconError(
                    "{where}: {form} stands under {other} already; keep it under one main form.",
                    where=where,
                    form=form,
                    other=other,
                )
            aliases.append(Alias(form, main, label, f"register:{where}"))
    return aliases
