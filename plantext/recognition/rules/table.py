"""The tables of the rules: patterns.toml, heads.csv, words.csv and english_heads.csv."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from plantext.recognition.candidates import Candidate
from plantext.recognition.index import FormIndex
from plantext.recognition.tokenizer import tokenize

FOLDER = Path(__file__).parent
# What the words before a head can amount to, from nothing to an organisation that owns the head.
LEVELS = ("", "any", "strong", "double", "proper", "owner")

# Titles that people.py asks for by themselves.
_TITLES = ("君", "氏", "委員", "議員", "局長", "庁長", "部長", "課長", "室長")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
# Roles whose words are too general for a short form of one entity.
_GENERAL = ("lead", "tail", "cut", "generic", "unnamed", "ordinary", "noministry", "noplace")


@dataclass(frozen=True)
class Pattern:
    """A row of patterns.toml, where the columns are explained."""

    name: str
    pattern: str
    finds: tuple[str, ...]
    finds_not: tuple[str, ...]
    label: str = ""
    after: str = ""
    rank: int = 5
    needs: tuple[str, ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, re.VERBOSE)

    def matches(self, text: str) -> Iterable[re.Match[str]]:
        """Find all matches; a text without any of ``needs`` is not searched."""
        for need in self.needs:
            if need in text:
                return self.regex.finditer(text)
        return () if self.needs else self.regex.finditer(text)

    def at(self, start: int, end: int, entity: str = "", series: str = "") -> Candidate:
        """Make the candidate that a match of this pattern is."""
        return Candidate(start, end, self.label, f"pattern:{self.name}", entity, series, self.rank)


class Head(NamedTuple):
    """A row of heads.csv: a noun that says what a longer name is, and what the name needs besides."""

    label: str
    # Before it in a compound: "any" word that is not noministry; "strong", a word that is not generic, or two
    # that are; "double", twice as much; "proper", a proper name or an acronym; "owner", an organisation of the
    # lexicon; "word", a single word that the dictionary has as a proper name; "none": no compound is a name.
    strength: str
    # Behind …に関する: "yes", "decided" if the text says that it was decided, or "no".
    about: str
    # At the end of a title between brackets: "named" with a word of weight, "double" with two, "made" if the
    # text says that it was made or used, or "no".
    quoted: str
    # An organisation before it may be part of the name (empty), but not right before the head ("apart"), or
    # "never".
    organisation: str
    # Whether a country before it is its owner (米国商務省).
    foreign: bool
    # Role of the words right before it that make it an ordinary noun (データセンター).
    not_after: str
    # Label of a name that is no authority: a 委員会 that only advises is a FORUM.
    otherwise: str
    # Names with this head, and words that are none: tests beyond those that the other columns make.
    finds: tuple[str, ...]
    finds_not: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """The heads by their nouns, and the words of words.csv by their roles."""

    heads: Mapping[str, Head]
    # lead        dropped at the left of a name
    # tail        ends what goes before a name, after a particle
    # cut         ends a heading before a name, anywhere
    # generic     names nothing by itself; empty, nor with others
    # unnamed     makes no name before a head; ordinary, before a センター, and premises, whoever owns them; noministry,
    #             before a 省 or 課
    # noplace     no place although the dictionary says so
    # joining     may stand inside a name with …に関する
    # afterwards  follows the name of a company and is no part of it
    # post        whoever holds it: the name of the organisation ends before it
    # plain       an acronym that is no name: SNS, API
    # honorific   stands behind a person's name, and so does a post; an office may have its ministry before it; a
    #             minister's title ends in such a word; a headship is of a place, whose name may stand before it;
    #             a member sits in a body, a leader heads a country
    # mechanism   before a 機構, a way in which something works
    # business    before a 戦略 or プラン, one of a company; software, before a プログラム, one that a computer runs
    # ownership   before a school, one of many
    # system      the last noun of a public system
    # theme       ends what a body is about, with の before its kind (AI時代の架空検討会)
    # meeting     begins the members after whom a meeting is named (4省庁関係局長連絡会議)
    # initiative  a plan that a place and one word of weight name, though the place alone does not (米国架空戦略)
    # method      before 法, a way of doing something and no statute
    # surname     one of one character, or one that is an ordinary word too
    roles: Mapping[str, frozenset[str]]
    index: FormIndex = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", FormIndex(head for head in self.heads if len(head) > 1))

    @cached_property
    def short_heads(self) -> re.Pattern[str]:
        """The heads of one character."""
        return re.compile("[" + "".join(re.escape(head) for head in self.heads if len(head) == 1) + "]")

    @cached_property
    def titles(self) -> FormIndex:
        """What a text holds that names people without a word that the dictionary has as a person's name."""
        roles = ("honorific", "post", "office", "minister", "member", "leader", "headship")
        return FormIndex([*_TITLES, *(word for role in roles for word in self.roles[role])])

    @cached_property
    def posts_of_words(self) -> tuple[str, ...]:
        """The posts that the dictionary cuts into several words (専門官)."""
        return tuple(sorted(post for post in self.roles["post"] if len(tokenize(post)) > 1))

    def ending(self, text: str) -> str:
        """Return the longest head that a text ends with, or an empty string."""
        return next((text[start:] for start in range(len(text)) if text[start:] in self.heads), "")

    def label_of_ending(self, text: str) -> str:
        """Return the label of that head, or an empty string."""
        head = self.ending(text)
        return self.heads[head].label if head else ""

    def is_general(self, text: str) -> bool:
        """Whether a form is too general to stand for one entity (会議, ガイドライン; not 総合戦略)."""
        if text in self.heads:
            return self.heads[text].strength != "double" or len(text) < 4 or bool(_KATAKANA.match(text))
        return any(text in self.roles[role] for role in _GENERAL)

    def is_defined(self, text: str) -> bool:
        """Whether a form that is too general names one entity where the text says that it does (調査会, 基本法)."""
        head = self.heads.get(text)
        named = head is not None and head.label in ("FORUM", "LAW") and head.strength != "none"
        return named and len(text) > 2 and not _KATAKANA.match(text) and not text.endswith(("委員会", "会議"))


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Read the rows of a CSV file of the rules.

    Examples
    --------
    >>> next(read_rows("english_heads.csv"))
    {'head': 'Plan', 'label': 'PLAN'}
    """
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def load_rules() -> Rules:
    """Load heads.csv and words.csv.

    Examples
    --------
    >>> load_rules().ending("デジタル社会推進会議")
    '推進会議'
    """
    heads = {row["head"]: _head(row) for row in read_rows("heads.csv")}
    roles: dict[str, set[str]] = {}
    for row in read_rows("words.csv"):
        roles.setdefault(row["role"], set()).add(row["word"])
    roles["generic"] |= roles["empty"]
    return Rules(heads, {role: frozenset(words) for role, words in roles.items()})


def _head(row: Mapping[str, str]) -> Head:
    return Head(
        label=row["label"],
        strength=row["strength"],
        about=row["about"],
        quoted=row["quoted"],
        organisation=row["organisation"],
        foreign=row["foreign"] == "yes",
        not_after=row["not_after"],
        otherwise=row["otherwise"],
        finds=tuple(filter(None, row["finds"].split(" | "))),
        finds_not=tuple(filter(None, row["finds_not"].split(" | "))),
    )


@cache
def load_patterns() -> Mapping[str, Mapping[str, Pattern]]:
    """Load patterns.toml: the patterns of each family by their names.

    Examples
    --------
    >>> load_patterns()["numbers"]["law-number"].label
    'LAW'
    """
    rows: dict[str, dict[str, dict[str, Any]]] = tomllib.loads((FOLDER / "patterns.toml").read_text(encoding="utf-8"))
    return {
        family: {
            name: Pattern(name, **{column: _frozen(value) for column, value in row.items()})
            for name, row in named.items()
        }
        for family, named in rows.items()
    }


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def regex(family: str, name: str) -> re.Pattern[str]:
    """Compile one pattern of patterns.toml.

    Examples
    --------
    >>> regex("numbers", "law-number").search("電波法(昭和25年法律第131号)").group()
    '昭和25年法律第131号'
    """
    return load_patterns()[family][name].regex
