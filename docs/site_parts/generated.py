"""Markdown that is made while the site is built, so that it cannot drift: commands, tables, scores, names.

A page says ``<!-- generated: NAME -->`` where it goes; on GitHub the page reads on without it.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import plantext
from plantext import corpus
from plantext.labels import LABELS, MISSION, count_labels
from plantext.networks.cooccurrence import PAIR_COLUMNS
from plantext.quality.families import NAMES
from plantext.tables import schemas as tables
from site_parts.languages import is_japanese

MARK = re.compile(r"<!-- generated: ([a-z-]+) -->")
SITE = re.compile(r"<!-- site:\n(.*?)\n-->", re.DOTALL)
"""What only the site reads, such as its contents."""
MODULES = re.compile(r"<!-- modules: ([\w .*]+) -->")
OUTSIDE = re.compile(r"\]\(((?:\.\./)+corpus/[^)]+\.md)\)")
"""Links to Markdown that is no page of the site: it is handed over as a file."""


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in lines)


IN_JAPANESE = {
    "label": "ラベル",
    "in gold": "正解",
    "found": "見つけたもの",
    "right": "正しいもの",
    "precision": "適合率",
    "recall": "再現率",
    "F1 of stock ja_ginza": "ja_ginza そのままの F1",
    "family": "種類",
    "sentences": "文",
    "part": "部分",
    "pages": "ページ",
    "pages without doubt": "疑いのないページ",
    "share of sentences": "文の割合",
    "right of these": "そのうち正しいもの",
    "column": "列",
    "type": "型",
    "text": "文字列",
    "whole number": "整数",
    "all nine": "九つすべて",
    "all seven": "七つすべて",
    "for 1,000,000 documents": "1,000,000 文書",
    "characters a document": "文書ごとの文字",
    "characters a second a core": "一つのコアが一秒に読む文字",
    "work": "仕事",
    "two cores": "二つのコア",
    "the calling process alone": "呼び出したプロセスだけで",
    **{english: japanese for japanese, english in NAMES.values()},
}
"""Cells of generated tables."""
PARTS_IN_JAPANESE = {
    " (may be absent)": "（ないことがある）",
    " core-hours": " コア時間",
    " hours: it keeps about ": " 時間。忙しくしておけるワーカーは約 ",
    " workers busy": "",
    " hours": " 時間",
    "**Usage**:": "**使い方**：",
    "**Arguments**:": "**引数**：",
    "**Options**:": "**オプション**：",
    "Show this message and exit.": "この説明を表示して終わります。",
}
"""Parts of cells, and what the tool that lists the commands says."""


def in_japanese(text: str) -> str:
    """What is generated in Japanese: the cells of a table, and what is told beside names."""
    if text.startswith("| "):
        rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", row[1:-1])] for row in text.split("\n")]
        text = "\n".join("| " + " | ".join(IN_JAPANESE.get(cell, cell) for cell in row) + " |" for row in rows)
    for english, japanese in PARTS_IN_JAPANESE.items():
        text = text.replace(english, japanese)
    return text


_COMMANDS = """
import typer.cli
from plantext.cli.commands import app
from plantext.cli.language import translate_help, use_language
use_language()
command = typer.main.get_command(app)
translate_help(command)
print(typer.cli.get_docs_for_click(obj=command, ctx=typer.Context(command), name="plantext"))
"""


def commands(language: str = "en") -> str:
    """Every command with its arguments and options, as typer tells them."""
    made = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _COMMANDS],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "LANGUAGE": language, "PYTHONUTF8": "1"},
    ).stdout
    body = made.split("**Commands**", 1)[1]
    return body[body.index("\n## ") :]


def quality(part: str) -> str:
    """The scores of one part of the gold."""
    with corpus.quality_path().open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    labels = count_labels("en", sum(row["label"] in LABELS for row in rows))
    shown = {"mission": " + ".join(MISSION), "all": f"all {labels}"}
    scores = ("precision", "recall", "f1", "f1_ginza")
    head = ["label", "in gold", "found", "right", "precision", "recall", "F1", "F1 of stock ja_ginza"]
    return table(
        head,
        (
            [shown.get(row["label"], row["label"]), row["gold"], row["found"], row["right"]]
            + [f"{float(row[score]):.2f}" for score in scores]
            for row in rows
        ),
    )


def confidence() -> str:
    """How much of the gold pages is told without doubt, and how much of that is right."""
    from plantext.reading.pdf.confidence import SURE

    with corpus.quality_path().with_name("confidence.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = []
    for part in ("first", "dev", "aside"):
        own = [row for row in rows if row["part"] == part]
        sure = [row for row in own if float(row["confidence"]) >= SURE]
        counts = [sum(int(row[name]) for row in which) for which in (own, sure) for name in ("sentences", "right")]
        lines.append(
            [
                part,
                len(own),
                f"{counts[1] / counts[0]:.3f}",
                len(sure),
                f"{counts[2] / counts[0]:.2f}",
                f"{counts[3] / max(counts[2], 1):.3f}",
            ]
        )
    head = ["part", "pages", "right", "pages without doubt", "share of sentences", "right of these"]
    return table(head, lines)


def families() -> str:
    """The scores of the families' unseen sentences."""
    with corpus.quality_path().with_name("families.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == "families-aside"]
    scores = [column for column in rows[0] if column not in ("part", "family", "sentences", "gold")]
    return table(
        ["family", "sentences", "in gold", *scores],
        (
            [NAMES[row["family"]][1], row["sentences"], row["gold"]]
            + [f"{float(row[score]):.2f}" if row[score] else "" for score in scores]
            for row in rows
        ),
    )


def guideline() -> str:
    """The rules of annotation, without their title."""
    text = (corpus.corpus_folder() / "gold" / "GUIDELINE.md").read_text(encoding="utf-8")
    return text.split("\n", 1)[1]


def schema(name: str) -> str:
    """The columns of a table that users keep."""
    columns: dict[str, str] = getattr(tables, name.upper())
    optional = dict.fromkeys(tables.OPTIONAL, " (may be absent)")
    types = {"str": "text", "int64": "whole number"}
    return table(
        ["column", "type"],
        ([f"`{column}`{optional.get(column, '')}", types[kind]] for column, kind in columns.items()),
    )


def pair_columns() -> str:
    """The columns of the pairs table, in order."""
    return ", ".join(f"`{column}`" for column in PAIR_COLUMNS)


def names() -> str:
    """The names of ``import plantext as pt`` with the first line of what each does."""
    rows = []
    for name in plantext.__all__:
        value: Any = getattr(plantext, name)
        home = f"{value.__module__}.{name}"
        kind = "class" if isinstance(value, type) else "func"
        rows.append([f"{{py:{kind}}}`pt.{name} <{home}>`", (value.__doc__ or "").strip().split("\n")[0]])
    return table(["name", "what it does"], rows)


def million() -> str:
    """What a million documents would cost, reckoned from the results of the benchmarks."""
    results = (corpus.corpus_folder().parent / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    times = results.split("Input: the plan and 6 white papers")[1]
    alone, again, two = (
        float(re.search(rf"^\| {row} \| ([\d.]+) ", times, re.MULTILINE)[1])  # type: ignore[index]
        for row in ("no cache", "nothing changed", "no cache, two processes")
    )
    papers = ("h14", "h20", "h25", "h30", "r3", "r4")
    plan, *others = (
        plantext.load(name).sentences
        for name in ("priority-plan-2023", *(f"ict-white-paper-{year}" for year in papers))
    )
    characters = sum(int(sentences["end"].max()) for sentences in (plan, *others))
    document = 20 * int(plan["end"].max()) / int(plan["page"].max())
    hours = 1e6 * document * alone / characters / 3600
    caller = 1e6 * document * again / characters / 3600
    rows = [
        ["characters a document", f"{document:,.0f}"],
        ["characters a second a core", f"{characters / alone:,.0f}"],
        ["work", f"{hours:,.0f} core-hours"],
        ["two cores", f"{hours * two / alone:,.0f} hours"],
        ["the calling process alone", f"{caller:.1f} hours: it keeps about {hours / caller:.0f} workers busy"],
    ]
    return table(["for 1,000,000 documents", ""], rows)


MAKERS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "families": families,
    "guideline": guideline,
    "million": million,
    "names": names,
    "pair-columns": pair_columns,
    **{f"quality-{part}": lambda part=part: quality(part) for part in ("aside", "rich", "dev")},
    "confidence": confidence,
    **{
        f"table-{name}": lambda name=name: schema(name)
        for name in (
            "sentences",
            "mentions",
            "entities",
            "measures",
            "turns",
            "documents",
            "persons",
            "statements",
        )
    },
}


def expand(name: str) -> list[str]:
    """The modules that a name stands for: itself, or with ``.*`` those of a package's public names, or else all."""
    if not name.endswith(".*"):
        return [name]
    package = import_module(name.removesuffix(".*"))
    public = getattr(package, "__all__", None)
    if public is None:
        return sorted(f"{package.__name__}.{module.name}" for module in iter_modules(package.__path__))
    values = [getattr(package, each) for each in public]
    homes = {value.__module__ for value in values if callable(value)}
    # The class of a figure brings all of matplotlib's docstrings with it.
    return sorted(home for home in homes - {"plantext.figures.typesetting"} if home.startswith(f"{package.__name__}."))


def modules(names: str) -> str:
    """The docstrings of modules, each below its name."""
    parts = [
        f"## `{module}`\n\n```{{eval-rst}}\n.. automodule:: {module}\n```"
        for name in names.split()
        for module in expand(name)
    ]
    return "\n\n".join(parts)


def fill(text: str, *, japanese: bool = False) -> str:
    """A page with what is generated put in; an unknown name is an error."""
    text = MODULES.sub(lambda mark: modules(mark[1]), SITE.sub(r"\1", text))
    makers = MAKERS | {"commands": partial(commands, "ja")} if japanese else MAKERS
    tell = in_japanese if japanese else str
    return MARK.sub(lambda mark: tell(makers[mark[1]]()), OUTSIDE.sub(r"](path:\1)", text))


def _fill_source(_app: Any, docname: str, source: list[str]) -> None:
    source[0] = fill(source[0], japanese=is_japanese(docname))


def _find_home(app: Any, env: Any, node: Any, shown: Any) -> Any:
    """Lead a name of a package (plantext.quality.review.draw_sample) to the module that describes it."""
    package, _, name = str(node.get("reftarget", "")).rpartition(".")
    if node.get("refdomain") != "py" or not package.startswith("plantext"):
        return None
    try:
        home = getattr(import_module(package), name).__module__
    except (ImportError, AttributeError):
        return None
    if home == package:
        return None
    py = env.get_domain("py")
    return py.resolve_xref(env, node["refdoc"], app.builder, node["reftype"], f"{home}.{name}", node, shown)


def setup(app: Any) -> dict[str, bool]:
    """Connect to Sphinx."""
    app.connect("source-read", _fill_source)
    app.connect("missing-reference", _find_home)
    return {"parallel_read_safe": True}
