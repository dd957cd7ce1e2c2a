"""English names, by the heads of english_heads.csv: Digital Services Act, Ministry of …"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import load_patterns, read_rows, regex

_WORDS = load_patterns()["english"]["words"]
_OPEN_END = regex("english", "open-end")
_GENERIC = regex("english", "generic")
_ARTICLE = regex("english", "article")
_LIST = regex("english", "list")
_LINK = regex("english", "link")
_POST = regex("english", "post")
_YEAR = regex("english", "year")


_LINKS = (" of ", " for ", " on ")


# Of two heads in one name, the upper row decides.
@cache
def _heads() -> tuple[tuple[str, str], ...]:
    return tuple((row["head"], row["label"]) for row in read_rows("english_heads.csv"))


def find_english(context: Context) -> list[Candidate]:
    """Find English names by their head noun, at the end or before of, for and on.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> [(found.label, found.end) for found in find_english(make_context("Kakuu Data Forumは"))]
    [('FORUM', 16)]
    """
    found: list[Candidate] = []
    far = 0
    for match in _WORDS.matches(context.text):
        reach = range(*match.span())
        if match.start() < far or not context.blocked.isdisjoint(reach) or not context.walls.isdisjoint(reach):
            continue
        for start, name in _joined(match.start(), _OPEN_END.sub("", match.group())):
            start += _opening(name)  # noqa: PLW2901
            name = name[_opening(name) :]  # noqa: PLW2901
            label = "" if _GENERIC.match(name) else _label(name)
            if not label:
                continue
            # Ministry of Economy, Trade and Industry
            more = _LIST.match(context.text, start + len(name)) if _LINK.search(name) else None
            issue = _YEAR.match(context.text, start + len(name)) if label == "PLAN" else None  # Action Plan 2024
            far = more.end() if more else issue.end() if issue else start + len(name)
            found.append(Candidate(start, far, label, "pattern:english", rank=4))
    return found


def _joined(start: int, words: str) -> Iterator[tuple[int, str]]:
    """The names that "and" joins, of which the first ends with a head, and where each begins."""
    while (cut := words.find(" and ")) >= 0 and _heads_name(words[:cut]):
        yield start, words[:cut]
        start, words = start + cut + len(" and "), words[cut + len(" and ") :]
    yield start, words


def _opening(name: str) -> int:
    """Where a name begins: behind the words before "of" that are a post or a paper (Board of Directors of the …),
    and behind an article or preposition.
    """
    article = _ARTICLE.match(name)
    start = article.end() if article else 0
    while (link := _LINK.search(name, start)) and _POST.search(name[start : link.start()]):
        start = link.end()
    return start


def _heads_name(words: str) -> bool:
    return any(words == head or words.endswith(f" {head}") for head, _ in _heads())


def _label(name: str) -> str:
    for head, label in _heads():
        if name.endswith(f" {head}") or any(f" {head}{link}" in f" {name}" for link in _LINKS):
            return label
    return ""
