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

Namer = Callable[[str], str]
"""From a canonical name to the name that is printed."""

_DATE = re.compile(r"(\d{4})年(度|代)?(?:(\d{1,2})月)?(?:(\d{1,2})日)?(?:第(\d)四半期)?(\D*)")
_PARTS = {
    "": "{}", "末": "end of {}", "半ば": "mid-{}", "初頭": "early {}", "上旬": "early {}", "中旬": "mid-{}",
    "下旬": "late {}", "前半": "first half of {}", "上半期": "first half of {}", "後半": "second half of {}",
    "下半期": "second half of {}", "春": "spring {}", "夏": "summer {}", "秋": "autumn {}", "冬": "winter {}",
}  # fmt: skip


def check_lang(lang: str) -> str:
    """A language that figures, pages and paragraphs can speak.

    Parameters
    ----------
    lang : str
        ``ja`` or ``en``.

    Returns
    -------
    str
        The same.

    Raises
    ------
    PlantextError
        If it is another.
    """
    if lang not in LANGUAGES:
        raise PlantextError(f"lang {lang!r}: expected {', '.join(LANGUAGES)}.")
    return lang


@cache
def _lexicon_names() -> dict[str, str]:
    return {term.entity: term.name_en for term in builtin_terms() if term.name_en}


def english_names(run: Extraction) -> dict[str, str]:
    """The English names that a run knows, those of a lexicon of one's own among them.

    Parameters
    ----------
    run : Extraction
        The tables of a run.

    Returns
    -------
    dict of str to str
        English name by canonical name, for `names` of any drawing.
    """
    known = run.entities[run.entities["name_en"] != ""]
    return dict(zip(known["entity"], known["name_en"], strict=True))


def english_date(name: str) -> str:
    """The English name of a date, from its canonical Japanese one.

    Parameters
    ----------
    name : str
        As in the entities table, such as ``2023年度末``.

    Returns
    -------
    str
        Such as ``end of FY2023``; empty for what is no such date.
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
    """How names are printed in a language.

    Parameters
    ----------
    lang : str
        ``ja`` for the canonical names, ``en`` for English ones.
    names : mapping of str to str, optional
        Names to print in English instead of those of the lexicons, such as :func:`english_names`.

    Returns
    -------
    callable
        From a canonical name to what is printed: in English the name given, else the lexicon's, else a
        date's, else the canonical name itself.
    """
    if check_lang(lang) == "ja":
        return str
    known = {**_lexicon_names(), **(names or {})}
    return lambda name: known.get(name) or english_date(name) or name
