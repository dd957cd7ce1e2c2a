"""Quantities that a text tells: money, shares and counts, with the noun that they measure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from plantext.dates.tokens import kanji_number
from plantext.errors import names_arguments
from plantext.recognition.tokenizer import Token, tokenize
from plantext.tables.run import Extraction, need_text
from plantext.text import View

_TABLE = tomllib.loads(Path(__file__).with_name("quantities.toml").read_text(encoding="utf-8"))
_KIND = {unit: kind for kind, units in _TABLE["units"].items() for unit in units}
_SKIPPED = frozenset(_TABLE["skipped"]["words"])
_SCALES = {"兆": 10**12, "億": 10**8, "万": 10**4, "千": 10**3, "百万": 10**6}
_KANJI = "一二三四五六七八九十百千〇"
_ARABIC = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_WORDS = rf"[{_KANJI}]+(?:・[{_KANJI}]+)?"
_QUANTITY = re.compile(
    rf"""
    (?<![第0-9.,/\-・兆億万{_KANJI}])
    (?P<number>
        {_ARABIC}(?:(?:百万|[兆億万千])(?:{_ARABIC})?)*    # 3,666億5,570万
      | {_WORDS}(?:[兆億万](?:{_WORDS})?)*                 # 五百九十二万, 八・八
    )
    (?P<unit>{"|".join(re.escape(unit) for unit in sorted(_KIND, key=lambda unit: (-len(unit), unit)))})
    (?![0-9])
    """,
    re.VERBOSE,
)
_PIECE = re.compile(rf"({_ARABIC}|{_WORDS})(百万|[兆億万千])?")
# Parts of speech behind which a noun stands that a number measures, and characters in which it is looked for.
_PARTICLES = ("助詞", "補助記号-読点")
_REACH = 60
COLUMNS = ["doc_id", "sent_id", "start", "end", "text", "value", "unit", "kind", "measures"]
"""Columns of the table of quantities."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit, where it stands in a text, and the noun that it measures (empty where none is near)."""

    start: int
    end: int
    text: str
    value: float
    unit: str
    kind: str
    measures: str


def find_quantities(text: str) -> list[Quantity]:
    """Find the quantities of a sentence.

    Examples
    --------
    >>> [(found.value, found.unit, found.measures) for found in find_quantities("予算額は３億5,000万円となった。")]
    [(350000000.0, '円', '予算額')]
    """
    view = View.of(text)
    matches = [match for match in _QUANTITY.finditer(view.text) if _value(match["number"]) is not None]
    tokens = tokenize(view.text) if matches else []
    found = []
    for match in matches:
        start, end = view.printed(*match.span())
        value = _value(match["number"])
        if value is None or _is_part(tokens, match):
            continue
        unit = match["unit"]
        found.append(
            Quantity(start, end, text[start:end], float(value), unit, _KIND[unit], _measured(view.text, tokens, match))
        )
    return found


def _value(number: str) -> Decimal | None:
    total = Decimal(0)
    for digits, scale in _PIECE.findall(number):
        if digits[0].isdigit() and digits[0] not in _KANJI:
            one: Decimal = Decimal(digits.replace(",", ""))
        else:
            whole, _, decimals = digits.partition("・")
            parts = [kanji_number(whole), *(kanji_number(digit) for digit in decimals)]
            if min(parts) < 0:
                return None
            one = Decimal(f"{parts[0]}.{''.join(str(part) for part in parts[1:]) or '0'}")
        total += one * _SCALES.get(scale, 1)
    return total


def _is_part(tokens: list[Token], match: re.Match[str]) -> bool:
    """Whether the unit is the beginning of a longer word (三人称, 一人当たり, 一者)."""
    for token in tokens:
        if token.start < match.end() < token.end:
            return True
    return match.string.startswith(("目", "当たり", "あたり", "前", "称"), match.end())


def _measured(text: str, tokens: list[Token], match: re.Match[str]) -> str:
    """The noun that a quantity measures: behind its の, or else the compound that ends before it."""
    if text.startswith("の", match.end()):
        behind = [token for token in tokens if token.start > match.end()]
        name = ""
        for token in behind:
            if not token.is_noun or token.is_number:
                break
            name += token.text
        if name:
            return name
    before = [token for token in tokens if match.start() - _REACH <= token.start and token.end <= match.start()]
    while before and (
        before[-1].pos.startswith((*_PARTICLES, "空白", "補助記号-括弧"))
        or before[-1].text in _SKIPPED
        or before[-1].is_number
    ):
        before.pop()
    name = ""
    while before and before[-1].is_noun and not before[-1].is_number and before[-1].text not in _SKIPPED:
        name = before.pop().text + name
    return name


@names_arguments
def quantities(source: Extraction | str) -> pd.DataFrame:
    """List the quantities of a run, or of a text: money, shares, counts.

    Parameters
    ----------
    source : Extraction or str
        Tables with text, or a text.

    Returns
    -------
    pandas.DataFrame
        doc_id, sent_id (of a text: empty and the number of the line), start, end (of ``Document.text``, or of the
        line), text, value, unit, kind (``money``, ``share``, ``count``), measures: the nearest noun.

    Examples
    --------
    >>> quantities("普及率は8.5％、二割の自治体が導入した。")[["value", "unit", "measures"]].to_numpy().tolist()
    [[8.5, '%', '普及率'], [2.0, '割', '自治体']]
    """
    if isinstance(source, str):
        rows = [("", number, 0, line) for number, line in enumerate(source.split("\n"))]
    else:
        need_text(source)
        columns = ("doc_id", "sent_id", "start", "text")
        rows = list(source.sentences[list(columns)].itertuples(index=False, name=None))
    found = [
        [doc_id, sent_id, start + one.start, start + one.end, one.text, one.value, one.unit, one.kind, one.measures]
        for doc_id, sent_id, start, text in rows
        for one in find_quantities(text)
    ]
    return pd.DataFrame(found, columns=COLUMNS)
