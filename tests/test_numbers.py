"""Numbers that prose states are those of the data and of the code; those of tables in the docs are generated."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from scipy import stats
from test_docs import load_part

import plantext as pt
from plantext import corpus
from plantext.figures.pictures import SHADE, SHIFT
from plantext.figures.typesetting import SIZES
from plantext.networks.graph import MANY_NODES, choose_min_frequency
from plantext.networks.uncertainty import bootstrap, nullmodel, stability
from plantext.tables.schemas import DIGITS
from plantext.tables.stored import SENTENCES_A_PART
from tools import coverage

ROOT = Path(__file__).parent.parent
GOLD = corpus.corpus_folder() / "gold"
READMES = ("README.md", "README.ja.md")
QUALITY = ("docs/quality.md", "docs/ja/quality.md")
METHODS = ("docs/methods.md", "docs/ja/methods.md")
SAME = ("docs/same-figure.md", "docs/ja/same-figure.md")


def _default(function: Callable[..., object], name: str) -> object:
    return inspect.signature(function).parameters[name].default


def _sentences(part: str) -> int:
    return (GOLD / f"{part}.jsonl").read_text(encoding="utf-8").count("\n")


def _score(part: str, label: str) -> str:
    rows = pd.read_csv(corpus.quality_path()).set_index(["part", "label"])["f1"]
    return f"{rows[part, label]:.2f}"


def _held(expected: int, units: int) -> float:
    """How often an interval of 95 % from a bootstrap over units holds the number of meetings expected."""
    counts = stats.binom(units, expected / units)
    low, high = (stats.binom.ppf(q, units, [n / units for n in range(units + 1)]) for q in (0.025, 0.975))
    return float(sum(counts.pmf(n) for n in range(1, units + 1) if low[n] <= expected <= high[n]))


STATED: list[tuple[tuple[str, ...], str, Callable[[], str]]] = [
    (READMES, r"(?:on |一切見なかった)(\d+)(?: sentences|文)", lambda: str(_sentences("aside"))),
    (READMES, r"(?:On |別の)(\d+)(?: further|文)", lambda: str(_sentences("rich"))),
    (READMES, r"(\d\.\d\d) for ORG\+FORUM\+DATE|ORG\+FORUM\+DATE が (\d\.\d\d)", lambda: _score("rich", "mission")),
    (READMES, r"DATE and (\d\.\d\d)|七種すべてが\n(\d\.\d\d)", lambda: _score("rich", "all")),
    (READMES, r"(?:to |が)(\d+)(?: digits|桁まで)", lambda: str(DIGITS)),
    (READMES, r"(\d\.\d\d) ?pt", lambda: str(SHIFT)),
    (QUALITY, r"(\d+)(?: sentences of eight| 文です（`families-aside)", lambda: str(_sentences("families-aside"))),
    (QUALITY, r"\| first gold \| (\d+) |最初の正解[^|]*\| (\d+) ", lambda: str((pd.read_csv(GOLD / "confidence.csv")["part"] == "first").sum())),
    (QUALITY, r"`reading-dev.jsonl`[^|]*\| (\d+) ", lambda: str(_sentences("reading-dev"))),
    (QUALITY, r"`reading-aside.jsonl`[^|]*\| (\d+) ", lambda: str(_sentences("reading-aside"))),
    (QUALITY, r"(\d+) names in groups|(\d+) の名前から", lambda: str(coverage.N_NAMES)),
    (QUALITY, r"(\d+) judged names|率は (\d+) の名前", lambda: str(coverage.JUDGED)),
    (QUALITY, r"of (\d+) units|(\d+) の単位", lambda: str(_default(coverage.make_world, "n_units"))),
    (QUALITY, r"precision of (\d\.\d+)|適合率 (\d\.\d+)、", lambda: str(_default(coverage.make_world, "precision"))),
    (SAME, r"(?:within )?(\d\.\d+) pt", lambda: str(SHIFT)),
    (SAME, r"more than (\d+) of 255|255 のうち (\d+)", lambda: str(SHADE)),
    (SAME, r"to (\d+) significant|有効数字 (\d+) 桁", lambda: str(DIGITS)),
    (("docs/howto.md", "docs/tutorial.md"), r"\(?(\d+) mm", lambda: f"{SIZES['column'][0]:.0f}"),
    (METHODS, r"(?:about |およそ )(\d+)(?: names| 残る)", lambda: str(_default(choose_min_frequency, "names"))),
    (METHODS, r"Above (\d+) names|(\d+) を超える名前", lambda: str(MANY_NODES)),
    (METHODS, r"([\d,]+)\s*(?:times by default|回。`stability`)",
     lambda: f"{_default(bootstrap.edge_intervals, 'samples'):,}"),
    (METHODS, r"`stability` (?:は )?(\d+) (?:times|回)", lambda: str(_default(stability.stability, "samples"))),
    (METHODS, r"(\d+) (?:samples \(the default\)|回（既定値）)", lambda: str(_default(nullmodel.with_null, "samples"))),
    (METHODS, r"`top`(?:, the|、強い)[^0-9]*(\d+)", lambda: str(_default(pt.network, "top"))),
    (("docs/scaling.md", "docs/ja/scaling.md"), r"(?:some |およそ )([\d,]+)(?: sentences| 文ずつ)", lambda: f"{round(SENTENCES_A_PART, -3):,}"),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "pattern", "value"), STATED, ids=[pattern[:40] for _, pattern, _ in STATED])
def test_a_number_of_the_prose_is_that_of_its_source(
    pages: tuple[str, ...], pattern: str, value: Callable[[], str]
) -> None:
    for page in pages:
        found = re.search(pattern, (ROOT / page).read_text(encoding="utf-8"))
        assert found is not None, f"{page}: nothing like {pattern}"
        assert next(group for group in found.groups() if group) == value(), page


def test_few_meetings_are_covered_as_the_methods_say() -> None:
    shares = [f"{math.floor(100 * _held(n, 1000)) / 100:.2f}" for n in (1, 2)]
    assert shares == ["0.63", "0.86"]
    assert 0.92 < _held(10, 1000) < 0.97
    for page in METHODS:
        told = (ROOT / page).read_text(encoding="utf-8")
        assert all(share in told for share in shares), page


def test_a_million_documents_are_reckoned_from_the_results() -> None:
    table = load_part("generated").fill("<!-- generated: million -->")
    hours, busy = (re.search(pattern, table) for pattern in (r"work \| ([\d,]+) core-hours", r"about (\d+) workers"))
    assert hours is not None and busy is not None
    results = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    seconds = re.findall(r"^\| (?:no cache|nothing changed) \| ([\d.]+)", results, re.MULTILINE)[-2:]
    assert int(busy[1]) == round(float(seconds[0]) / float(seconds[1]))
