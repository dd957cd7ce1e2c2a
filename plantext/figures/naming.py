"""Names as figures print them: Japanese, or English where an English name is known."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Mapping
from functools import cache

from plantext.errors import PlantextError
from plantext.figures.romaji import romanise
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


_NUMBERED = re.compile(r"第([0-9]+(?:[-–][0-9]+)?)(章|節|部|編|款|回|条)?")
_UNITS = {
    "章": "Chapter",
    "節": "Section",
    "部": "Part",
    "編": "Part",
    "款": "Subsection",
    "条": "Article",
    "回": "No.",
    None: "Part",
}
_SECTIONS = {
    "はじめに": "Introduction", "まえがき": "Preface", "序文": "Preface", "序章": "Introductory chapter", "序論": "Introduction",
    "総論": "General remarks", "各論": "Particulars", "おわりに": "Conclusion", "結び": "Conclusion", "終章": "Final chapter",
    "あとがき": "Afterword", "目次": "Contents", "別紙": "Annex", "別添": "Annex", "別表": "Annexed table", "附則": "Supplementary provisions",
    "付録": "Appendix", "附属資料": "Appendix", "参考": "Reference", "参考資料": "Reference material", "用語集": "Glossary", "資料編": "Data",
}  # fmt: skip
_LEAD = "主担当:"  # Before the ministry in charge, in two-mode networks


def check_lang(lang: str) -> str:
    """Return a language that figures, pages and paragraphs can speak, or raise PlantextError.

    Examples
    --------
    >>> check_lang("en")
    'en'
    """
    if lang not in LANGUAGES:
        raise PlantextError("lang {lang!r}: expected {known}.", lang=lang, known=", ".join(LANGUAGES))
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
        without either is translated if it is a date, and else written in Latin letters by its reading.

    Examples
    --------
    >>> namer("en")("2023年度末")
    'end of FY2023'
    """
    if check_lang(lang) == "ja":
        return str
    known = {**_lexicon_names(), **(names or {})}

    def called(name: str) -> str:
        if name.startswith(_LEAD):
            return f"lead: {called(name.removeprefix(_LEAD))}"
        return known.get(name) or english_date(name) or romanise(name)

    return called


def english_section(name: str) -> str:
    """Translate the number of a section or a usual heading; another is written in Latin letters by its reading.

    Examples
    --------
    >>> english_section("第3章/第2節"), english_section("はじめに")
    ('Chapter 3/Section 2', 'Introduction')
    """
    if "/" in name:
        return "/".join(english_section(part) for part in name.split("/"))
    folded = name.translate(str.maketrans("０１２３４５６７８９－（）", "0123456789-()"))
    if match := _NUMBERED.fullmatch(folded):
        return f"{_UNITS[match.group(2)]} {match.group(1)}"
    return _SECTIONS.get(folded) or romanise(folded)


def section_namer(run: Extraction, lang: str) -> Namer:
    """Make the function from the path of a section to what is printed: with its heading where the run has text.

    Examples
    --------
    >>> import plantext as pt
    >>> section_namer(pt.load("priority-plan-2023"), "en")("はじめに")
    'Introduction'
    """
    if check_lang(lang) == "en":
        return english_section
    if "text" not in run.sentences:
        return str
    headings = run.sentences[run.sentences["kind"] == "heading"].drop_duplicates("section")
    titles = dict(zip(headings["section"], headings["text"], strict=True))

    def called(section: str) -> str:
        title, last = str(titles.get(section, "")), section.rpartition("/")[2]
        return f"{last} {title}" if title and last not in title else title or section

    return called
