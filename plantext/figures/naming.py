"""Names as figures print them: Japanese, or English where an English name is known."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Mapping
from functools import cache

from plantext.errors import PlantextError
from plantext.recognition.lexicon import builtin_terms
from plantext.tables.run import Extraction

LANGUAGES = ("ja", "en")

Namer = Callable[[str], str]  # From a canonical name to the name that is printed

_DATE = re.compile(r"(\d{4})年(度|代)?(?:(\d{1,2})月)?(?:(\d{1,2})日)?(?:第(\d)四半期)?(\D*)")
_PARTS = {
    "": "{}", "末": "end of {}", "半ば": "mid-{}", "初頭": "early {}", "上旬": "early {}", "中旬": "mid-{}",
    "下旬": "late {}", "前半": "first half of {}", "上半期": "first half of {}", "後半": "second half of {}",
    "下半期": "second half of {}", "春": "spring {}", "夏": "summer {}", "秋": "autumn {}", "冬": "winter {}",
}  # fmt: skip


def check_lang(lang: str) -> str:
    """Return a language that figures, pages and paragraphs can speak, or raise PlantextError.

    Examples
    --------
    >>> check_lang("en")
    'en'
    """
    if lang not in LANGUAGES:
        raise PlantextError(f"lang {lang!r}: expected {', '.join(LANGUAGES)}.")
    return lang


@cache
def _lexicon_names() -> dict[str, str]:
    return {term.entity: term.name_en for term in builtin_terms() if term.name_en}


def english_names(run: Extraction) -> dict[str, str]:
    """List the English names that a run knows by canonical name, those of a lexicon of one's own among them.

    Examples
    --------
    >>> import plantext as pt
    >>> english_names(pt.load("priority-plan-2023"))["総務省"]
    'Ministry of Internal Affairs and Communications'
    """
    known = run.entities[run.entities["name_en"] != ""]
    return dict(zip(known["entity"], known["name_en"], strict=True))


def english_date(name: str) -> str:
    """Translate the canonical Japanese name of a date; empty for what is no such date.

    Examples
    --------
    >>> english_date("2023年度末")
    'end of FY2023'
    """
    match = _DATE.fullmatch(name)
    if match is None or match.group(6) not in _PARTS or not 0 <= int(match.group(3) or 0) <= 12:
        return ""
    year, kind, month, day, quarter, part = match.groups()
    told = {"度": f"FY{year}", "代": f"{year}s"}.get(kind, year)
    told = f"Q{quarter} of {told}" if quarter else told
    told = f"{month_name[int(month)]} {told}" if month else told
    return _PARTS[part].format(f"{day} {told}" if day else told)


def namer(lang: str, names: Mapping[str, str] | None = None) -> Namer:
    """Make the function from a canonical name to the name that is printed in a language.

    Parameters
    ----------
    names : mapping of str to str, optional
        Names to print in English before those of the lexicons, such as :func:`english_names`; a name
        without either is translated if it is a date, and else stays Japanese.

    Examples
    --------
    >>> namer("en")("2023年度末")
    'end of FY2023'
    """
    if check_lang(lang) == "ja":
        return str
    known = {**_lexicon_names(), **(names or {})}
    return lambda name: known.get(name) or english_date(name) or name
