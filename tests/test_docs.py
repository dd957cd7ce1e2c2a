"""What the documentation tells people to type works as written, and what it states is so."""

from __future__ import annotations

import datetime as dt
import importlib
import math
import re
import shlex
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest
from typer.testing import CliRunner

import plantext as pt
from plantext.cli.commands import app
from plantext.networks.measures import all_measures

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
BLOCK = re.compile(r"(?:^`([^`\n]+)`[:：]\n\n)?^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
TRANSLATED = [
    "tutorial.md",
    "howto.md",
    "howto-statements.md",
    "howto-minutes.md",
    "howto-study.md",
    "reading-networks.md",
    "gallery.md",
]
EXPLAINED = [
    "howto-review.md",
    "faq.md",
    "quality.md",
    "methods.md",
    "same-figure.md",
    "scaling.md",
    "tables.md",
    "commands.md",
]
"""Pages in both languages whose prose holds numbers."""


def read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[tuple[str, str, str]]:
    """File name (where one stands before it), language and content of each block."""
    return BLOCK.findall(read(page))


def load_part(name: str) -> ModuleType:
    """A module of docs/site_parts, which is no package of ours."""
    if str(DOCS) not in sys.path:
        sys.path.append(str(DOCS))
    return importlib.import_module(f"site_parts.{name}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the checkout, in which the examples may write."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    return folder


def run_page(page: str, desk: Path) -> tuple[str, dict[str, Any]]:
    """Do what a page says, in its order; what the commands said, and the names that Python made."""
    said, names = "", {}
    mpl.use("agg")
    for file, language, content in blocks(page):
        if file:
            (desk / file).parent.mkdir(exist_ok=True)
            (desk / file).write_text(content, encoding="utf-8")
        elif language == "bash":
            for line in content.splitlines():
                words = shlex.split(line)
                assert words[0] == "plantext"
                result = CliRunner().invoke(app, words[1:])
                assert result.exit_code == 0, f"{line}\n{result.output}"
                said += result.output
        elif language == "python":
            exec(compile(content, page, "exec"), names)  # noqa: S102
    return said, names


@pytest.mark.model
def test_the_tutorial_works_as_written(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    said, names = run_page("tutorial.md", desk)
    told = re.search(r"^\d+ documents, .*$", read("tutorial.md"), re.MULTILINE)
    assert told is not None
    assert told[0] in said
    assert len(names["net"]) == 17  # as the text of its picture says
    assert (desk / "practice.html").is_file()
    assert (desk / "practice.png").is_file()


def test_the_gallery_draws_as_written(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    _, names = run_page("gallery.md", desk)
    assert {
        "network",
        "density",
        "by_community",
        "change",
        "heat_map",
        "where",
        "dendrogram",
        "similarity",
        "years",
        "timeline",
    } <= names.keys()


def test_the_case_is_read_as_written(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    _, names = run_page("reading-networks.md", desk)
    strongest = names["edges"].nlargest(5, "weight")
    assert strongest[["source", "target"]].stack().str.contains("G7|審議会").any()
    assert (strongest["count"] <= 3).all()  # seldom at all


@pytest.mark.model
def test_the_howto_works_as_written(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    said, names = run_page("howto.md", desk)
    assert "27 mentions of 13 entities: city\n" in said
    assert "35 mentions of 14 entities: city\n" in said
    assert "From 27 mentions of 13 entities it has become 35 of 14." in read("howto.md")
    united = pd.read_csv(desk / "city-government" / "entities.csv").set_index("entity")
    assert united.loc["中央省庁", "n_mentions"] == 7
    assert names["result"].edges["status"].isin(["enters", "leaves", "grows", "shrinks", "stays"]).all()
    assert names["table"]["reference"].any()
    assert "スマート窓口構想の進捗は、毎年度、データ協議会に報告する。" in set(names["copied"]["text_b"])
    for made in (
        "city.gexf",
        "city.json",
        "city.net",
        "city.cyjs",
        "city-nodes.csv",
        "city-evidence.csv",
        "aliases.csv",
    ):
        assert (desk / made).stat().st_size > 0


@pytest.mark.model
def test_the_statements_are_found_as_written(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    said, names = run_page("howto-statements.md", desk)
    assert "2024-03-31\tみなと市\t全ての窓口の手続 オンライン化する" in said
    assert set(names["ledger"]["relation"]) >= {"postponed", "strengthened", "verbatim", "dropped"}
    assert names["named"]["actor"].tolist()[:2] == ["みなと市", "デジタル庁"]
    assert names["late"].empty


@pytest.mark.model
def test_the_debate_is_drawn_as_written(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    said, names = run_page("howto-minutes.md", desk)
    assert "10 statements, 8 with a stance" in said
    assert names["positions"].loc["みらい党"].to_dict() == {
        "窓口の廃止": -1,
        "電子申請の義務化": 1,
        "顔認証の常時利用": -1,
    }
    assert names["camps"].conflict_between == 1
    assert len(names["by_month"]) == 2
    assert names["again"].loc["みらい党", "くらし党"] > 0
    for made in ("candidates.csv", "statements.csv", "parties.graphml", "parties.png", "parties.svg", "debate.dna"):
        assert (desk / made).stat().st_size > 0


@pytest.mark.model
def test_a_study_is_laid_out_as_written(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    said, _ = run_page("howto-study.md", desk)
    assert "1 documents listed: harbour-study" in said
    assert "not at hand" not in said
    assert (desk / "harbour-study" / "ro-crate-metadata.json").is_file()


@pytest.mark.model
def test_the_questions_are_answered_as_written(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    assert CliRunner().invoke(app, ["extract", "priority-plan-2023-draft-p145", "-o", "practice"]).exit_code == 0
    _, names = run_page("faq.md", desk)
    assert {"q_value", "q_null"} <= set(names["tested"].columns)


def test_every_page_is_there_in_both_languages_and_leads_to_the_other() -> None:
    own = {path.name for path in DOCS.glob("*.md")} - {"reference.md", "glossary.md"}
    assert {path.name for path in (DOCS / "ja").glob("*.md")} == own
    assert {*TRANSLATED, *EXPLAINED} == own - {"index.md", "coming-from.md", "guideline.md"}
    for page in own:
        assert f"](ja/{page})" in read(page), page
        assert f"](../{page})" in read(f"ja/{page}"), page


@pytest.mark.parametrize("page", [*TRANSLATED, *EXPLAINED])
def test_both_languages_show_the_same_commands(page: str) -> None:
    def neutral(text: str) -> str:
        return re.sub(r"#.*$", "", re.sub(r"--lang \w+|lang=\"\w+\"", "LANG", text), flags=re.MULTILINE)

    english, japanese = ([(f, lang, neutral(text)) for f, lang, text in blocks(p)] for p in (page, f"ja/{page}"))
    assert english == japanese


@pytest.mark.parametrize("page", EXPLAINED)
def test_both_languages_state_the_same(page: str) -> None:
    def told(text: str) -> tuple[set[str], list[str], list[str]]:
        prose = re.sub(r"\]\([^)]*\)", "]", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE))
        formulas = re.findall(r"^\$\$.*?\$\$$", text, re.DOTALL | re.MULTILINE)
        return set(re.findall(r"\d[\d,.]*\d", prose)), formulas, re.findall("<!-- generated: .* -->", text)

    assert told(read(f"ja/{page}")) == told(read(page))


def test_the_guideline_has_the_same_names_in_both_languages() -> None:
    # Names in the column of what is one, and rules; the English page is the one that holds.
    english = (ROOT / "corpus" / "gold" / "GUIDELINE.md").read_text(encoding="utf-8")
    japanese = read("ja/guideline.md")
    for label, cell in re.findall(r"^\| ([A-Z]+) \| [^|]* \| ([^|]*) \|", english, re.MULTILINE):
        row = next(line for line in japanese.splitlines() if line.startswith(f"| {label} |"))
        for name in re.findall(r"[^,()]+", cell):
            if not re.search("[a-z ]{6}| in |→", name):
                assert name.strip() in row, f"{label}: {name}"
    assert len(re.findall(r"^\d+\. ", japanese, re.MULTILINE)) == len(re.findall(r"^\d+\. ", english, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES)
def test_links_between_the_sources_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#\s]*)(#[^)\s]+)?\)", read(page))
    for target, anchor in links:
        file = (DOCS / page).parent / target if target else DOCS / page
        assert file.exists(), target
        if anchor and file.suffix == ".md":
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor[1:] in slugs, f"{target}{anchor}"


def test_formulas_give_what_the_page_and_the_hand_say() -> None:
    a, b, c, n = 6, 5, 4, 20
    expected = [a * b / n, a * (n - b) / n, (n - a) * b / n, (n - a) * (n - b) / n]
    observed = [c, a - c, b - c, n - a - b + c]
    by_hand = {
        "jaccard": 4 / 7,
        "dice": 8 / 11,
        "simpson": 4 / 5,
        "cosine": 4 / math.sqrt(30),
        "pmi": math.log2(80 / 30),
        "npmi": math.log2(80 / 30) / math.log2(5),
        "association_strength": 4 / 30,
        "log_likelihood": 2 * sum(o * math.log(o / e) for o, e in zip(observed, expected, strict=True)),
        "p_value": sum(math.comb(a, k) * math.comb(n - a, b - k) for k in (4, 5)) / math.comb(n, b),
    }
    found = all_measures([c], [a], [b], [n])
    rows = dict(re.findall(r"^\| `(\w+)` \| .* \| ([\d.]+) \|$", read("methods.md"), re.MULTILINE))
    assert {"count": str(c)} | {name: rows[name] for name in by_hand} == rows
    for name, value in by_hand.items():
        assert found[name][0] == pytest.approx(value)
        assert float(rows[name]) == pytest.approx(value, abs=0.0006)


@pytest.mark.model
def test_dates_mean_what_the_page_says() -> None:
    rows = re.findall(
        r"^\| (\S+) \| (\d{4}-\d\d-\d\d) \| (\d{4}-\d\d-\d\d) \| `(.+)` \|$", read("methods.md"), re.MULTILINE
    )
    assert len(rows) == 17
    for printed, first, last, edtf in rows:
        found = pt.find_entities(f"{printed}に開催する。", date="2023-06-09").iloc[0]
        assert found[["text", "label", "norm"]].tolist() == [printed, "DATE", edtf]
        assert [found["date_start"], found["date_end"]] == [dt.date.fromisoformat(first), dt.date.fromisoformat(last)]


PAGE = '<!doctype html><html lang="en"><head>{head}</head><body><h1 id="top">A</h1>{body}</body></html>'
FAULTS = {
    '<a href="no.html">x</a>': "leads nowhere",
    '<a href="other.html#no">x</a>': "has no #no",
    '<a href="../outside.html">x</a>': "leads nowhere",
    '<img src="p.png">': "picture without a text",
    '<script src="https://cdn.example/x.js"></script>': "from another host",
    "<h3>x</h3>": "headings out of order",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "outside.html").write_text("", encoding="utf-8")
    (folder / "p.png").write_bytes(b"")
    (folder / "other.html").write_text(PAGE.format(head="", body=""), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("body", "fault"), FAULTS.items())
def test_the_check_sees_a_fault(body: str, fault: str, site: Path) -> None:
    (site / "index.html").write_text(PAGE.format(head="", body=body), encoding="utf-8")
    faults, _ = load_part("check").check_site(site)
    assert len(faults) == 1
    assert fault in faults[0]


def test_the_check_sees_what_pages_and_sheets_load(site: Path) -> None:
    head = '<link rel="stylesheet" href="//fonts.example/f.css"><link rel="canonical" href="https://example.org/">'
    (site / "index.html").write_text(PAGE.format(head=head, body=""), encoding="utf-8")
    (site / "s.css").write_text("@import 'https://fonts.example/g.css'; a{background:url(p.png)}", encoding="utf-8")
    faults, external = load_part("check").check_site(site)
    assert [fault.split(": ")[0] for fault in faults] == ["index.html", "s.css"]
    assert external == ["//fonts.example/f.css"]


def test_the_check_lets_a_sound_site_pass(site: Path) -> None:
    body = '<a href="other.html#top">x</a> <a href="https://example.org/">y</a> <img src="p.png" alt="z"><h2>B</h2>'
    (site / "index.html").write_text(PAGE.format(head="", body=body), encoding="utf-8")
    assert load_part("check").check_site(site) == ([], ["https://example.org/"])


def test_search_words_are_pairs_of_japanese_characters() -> None:
    words = load_part("languages").words
    assert words("共起ネットワーク and KPIの表") == [
        "共起", "起ネ", "ネッ", "ット", "トワ", "ワー", "ーク", "and", "KPI", "の表",
    ]  # fmt: skip


def test_generated_parts_say_what_the_code_says() -> None:
    generated = load_part("generated")
    commands = generated.fill("<!-- generated: commands -->")
    assert all(f"## `plantext {name}`" in commands for name in ("read", "extract", "network", "explore", "methods"))
    assert "--min-count" in commands
    japanese = generated.fill("<!-- generated: commands -->", japanese=True)
    assert re.findall("^## .*$", japanese, re.MULTILINE) == re.findall("^## .*$", commands, re.MULTILINE)
    assert "**オプション**：" in japanese
    assert not re.search(r"^\*.*: [A-Z][a-z]+ [a-z]+ [a-z]+", japanese, re.MULTILINE)
    schema = generated.fill("<!-- generated: table-mentions -->", japanese=True)
    assert schema.startswith("| 列 | 型 |\n| --- | --- |\n| `doc_id` | 文字列 |")
    gold = pd.read_csv(ROOT / "corpus" / "gold" / "quality.csv").query("part == 'aside' and label == 'ORG'").iloc[0]
    assert f"| ORG | {gold['gold']} |" in generated.fill("<!-- generated: quality-aside -->")
    assert "`date_start`" in generated.fill("<!-- generated: table-mentions -->")
    assert all(f"pt.{name} " in generated.fill("<!-- generated: names -->") for name in pt.__all__)
    scores = generated.fill("<!-- generated: quality-aside -->", japanese=True)
    assert f"| ORG | {gold['gold']} |" in scores
    assert scores.startswith(
        "| ラベル | 正解 | 見つけたもの | 正しいもの | 適合率 | 再現率 | F1 | ja_ginza そのままの F1 |\n| --- |"
    )
    for part in ("quality-aside", "families", "confidence"):
        head = generated.fill(f"<!-- generated: {part} -->", japanese=True).split("\n")[0]
        assert not re.search(r"\b(?:in gold|right|sentences|pages|share|part|family|label)\b", head)
    assert generated.fill("a\n<!-- site:\nb\nc\n-->\nd") == "a\nb\nc\nd"
    with pytest.raises(KeyError):
        generated.fill("<!-- generated: nothing -->")


def test_the_page_on_quality_knows_every_part_of_the_gold() -> None:
    page = read("quality.md")
    gold = ROOT / "corpus" / "gold"
    for part in pd.read_csv(gold / "quality.csv")["part"].unique():
        sentences = (gold / f"{part}.jsonl").read_text(encoding="utf-8").count("\n")
        assert re.search(
            rf"^{sentences} sentences(?:(?!^#).)*<!-- generated: quality-{part} -->", page, re.DOTALL | re.MULTILINE
        )


def test_every_module_that_users_are_shown_is_in_the_reference() -> None:
    fill = load_part("generated").fill
    pages = [fill(path.read_text(encoding="utf-8")) for path in (DOCS / "reference").glob("*.md")]
    listed = set(re.findall(r"automodule:: (\S+)", "\n".join(pages)))
    sources = [ROOT / "README.md", *(DOCS / page for page in PAGES)]
    shown = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    used = set()
    for package, names in re.findall(r"from (plantext\S*) import ([\w, ]+)", shown):
        used |= {package, *(f"{package}.{name}" for name in re.findall(r"\w+", names))}
    modules = {name for name in used if (ROOT / Path(*name.split("."))).with_suffix(".py").is_file()}
    assert "plantext.networks.compare" in modules
    assert modules <= listed
