"""The explorer as a file: what it holds, that nothing in it can run, and that it says where it comes from."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from bs4 import BeautifulSoup
from made_runs import make_run, random_run

from plantext.errors import EmptyResultError, PlantextError
from plantext.explorer import Page, explore, write_explorer
from plantext.explorer.contents import _years
from plantext.explorer.page import SCRIPTS, embed, script
from plantext.extraction.run import load
from plantext.lookup.evidence import evidence
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.tables.run import Extraction

FOLDER = Path(__file__).parent.parent.parent / "plantext" / "explorer" / "web"
ROWS = [
    ("plan", 0, "第1", "1-1", "{ORG:総務省}と{FORUM:IGF}が協力する。"),
    ("plan", 1, "第1", "1-1", "{ORG:総務省}は{FORUM:IGF}に出る。"),
    ("plan", 2, "第2", "", "😀𠮷野家と{ORG:外務省}は{ORG:総務省}に諮る。"),
    ("plan", 3, "第2", "", "{ORG:外務省}が{FORUM:IGF}を開く。"),
]
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'>&amp;<!--",
    "行\u2028区切\u2029り",
    "\u202eたかさ\u202c",
    "$& {name} ${title}",
)


def net_of(run: Extraction, **options: Any) -> Any:
    return network(cooccur(run, unit=options.pop("unit", "paragraph")), min_frequency=1, top=None, **options)


def data_of(page: str) -> dict[str, Any]:
    soup = BeautifulSoup(page, "lxml")
    data: dict[str, Any] = json.loads(soup.find(id="data").string)  # type: ignore[union-attr, arg-type]
    return data


def units_by_node(data: dict[str, Any]) -> list[set[int]]:
    units: list[set[int]] = [set() for _ in data["nodes"]]
    for sentence, node in zip(data["mentions"]["sentence"], data["mentions"]["node"], strict=True):
        first, last = data["sentences"]["first"][sentence], data["sentences"]["last"][sentence]
        if first >= 0:
            units[node].update(range(first, last + 1))
    return units


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "section", "measure", "document", "window:3"])
def test_every_edge_finds_the_units_it_counts(unit: str) -> None:
    run = random_run(3, docs=("a", "b", "c"), paragraphs=60)
    net = net_of(run, unit=unit)
    data = data_of(explore(run, net))
    units = units_by_node(data)
    for edge in data["edges"]:
        assert len(units[edge["a"]] & units[edge["b"]]) == edge["values"]["count"]
    assert [node["name"] for node in data["nodes"]] == sorted(net)
    assert len(data["edges"]) == net.number_of_edges()


def test_sentences_of_an_edge_are_those_of_the_table() -> None:
    run = random_run(4)
    data = data_of(explore(run, net_of(run)))
    units, sentences = units_by_node(data), data["sentences"]
    for edge in data["edges"][::7]:
        a, b = (data["nodes"][edge[end]]["name"] for end in ("a", "b"))
        shared = units[edge["a"]] & units[edge["b"]]
        rows = {
            s
            for s, node in zip(data["mentions"]["sentence"], data["mentions"]["node"], strict=True)
            if node in (edge["a"], edge["b"]) and sentences["first"][s] in shared
        }
        table = evidence(run, a, b)
        texts = run.sentences.set_index("sent_id")["text"]
        assert sorted(sentences["text"][s] for s in rows) == sorted(texts[list(table["sent_id"])])
        assert sorted(sentences["page"][s] for s in rows) == sorted(table["page"])


def test_marks_count_as_javascript_counts() -> None:
    data = data_of(explore(make_run(ROWS)))
    found = set()
    for m, s in enumerate(data["mentions"]["sentence"]):
        units = data["sentences"]["text"][s].encode("utf-16-le")
        start, end = data["mentions"]["start"][m], data["mentions"]["end"][m]
        form = units[2 * start : 2 * end].decode("utf-16-le")
        assert form == data["nodes"][data["mentions"]["node"][m]]["name"]
        found.add(form)
    assert found == {"総務省", "外務省", "IGF"}


def test_marks_follow_text_that_moved() -> None:
    run = make_run(ROWS)
    mentions = run.mentions.assign(start=run.mentions["start"] + 1, end=run.mentions["end"] + 1)
    data = data_of(explore(Extraction(run.sentences, mentions, run.entities)))
    first = data["sentences"]["text"][0]
    assert first[data["mentions"]["start"][0] : data["mentions"]["end"][0]] == "総務省"


def test_text_can_be_left_out_and_says_where_to_get_it() -> None:
    source = "https://www.example.jp/plan"
    info = {"documents": [{"doc_id": "plan", "title": "計画", "date": "2023-06-09", "source": source, "sha256": "ab"}]}
    run = make_run(ROWS)
    run = Extraction(run.sentences, run.mentions, run.entities, info)
    for page in (
        explore(run, text=False),
        explore(Extraction(run.sentences.drop(columns="text"), run.mentions, run.entities, info)),
    ):
        data = data_of(page)
        assert data["text"] is False
        assert data["sentences"]["text"] == []
        assert "協力する" not in page
        assert data["sentences"]["page"]
        assert data["sections"] == ["第1", "第2"]
        assert data["mentions"]["form"][0] == "総務省"
        assert data["documents"][0]["source"] == source
    assert "協力する" in explore(run)


def test_shipped_tables_without_text_can_be_explored() -> None:
    run = load("priority-plan-2023")
    page = explore(run, net := network(cooccur(run)), lang="en")
    data = data_of(page)
    assert data["text"] is False
    assert data["documents"][0]["source"].startswith("https://")
    assert [edge["values"]["count"] for edge in data["edges"]] == [
        net.edges[data["nodes"][edge["a"]]["name"], data["nodes"][edge["b"]]["name"]]["count"] for edge in data["edges"]
    ]
    units = units_by_node(data)
    for edge in data["edges"]:
        assert len(units[edge["a"]] & units[edge["b"]]) == edge["values"]["count"]
    assert len(page.encode()) < 400_000


def test_a_path_of_somebodys_disk_is_not_passed_on() -> None:
    run = make_run(ROWS)
    for source in ("/home/someone/secret/plan.pdf", r"C:\Users\someone\secret\plan.pdf"):
        page = explore(
            Extraction(run.sentences, run.mentions, run.entities, {"documents": [{"doc_id": "plan", "source": source}]})
        )
        assert "secret" not in page
        assert data_of(page)["documents"][0]["source"] == "plan.pdf"


def hostile_run() -> Extraction:
    pairs = [(a, b) for i, a in enumerate(HOSTILE) for b in HOSTILE[i + 1 :]]
    run = make_run(
        [
            ("plan", i, HOSTILE[0], "", "{ORG:甲}と{FORUM:乙}、" + HOSTILE[i % 6].replace("{", "").replace("}", ""))
            for i in range(len(pairs))
        ]
    )
    mentions = run.mentions.copy()
    mentions["entity"] = [name for pair in pairs for name in pair]
    mentions["source"] = HOSTILE[0]
    entities = run.entities.assign(entity=HOSTILE[0], name_en=HOSTILE[1], aliases=HOSTILE[2])
    info = {"documents": [{"doc_id": "plan", "title": HOSTILE[0], "source": "javascript:alert(1)"}]}
    return Extraction(run.sentences, mentions, entities, info)


def test_hostile_text_stays_text() -> None:
    page = explore(hostile_run(), title="</title><script>alert(1)</script>\x00\ud800")
    soup = BeautifulSoup(page, "lxml")
    scripts = soup.find_all("script")
    assert [each.get("id") for each in scripts] == ["words", "data", None]
    assert not soup.find_all("img")
    assert page.count("<script") == 3
    assert "\u2028" not in page
    names = {node["name"] for node in data_of(page)["nodes"]}
    assert names == set(HOSTILE)
    page.encode()


def test_policy_names_exactly_what_runs() -> None:
    soup = BeautifulSoup(explore(random_run(1)), "html.parser")
    policy = str(soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"])  # type: ignore[index]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for element, rule in ((soup.find_all("script")[-1], "script-src"), (soup.find("style"), "style-src")):
        digest = hashlib.sha256(str(element.string).encode()).digest()  # type: ignore[union-attr]
        assert rules[rule] == f"'sha256-{base64.b64encode(digest).decode()}'"
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert "unsafe" not in policy


def test_template_and_scripts_load_and_evaluate_nothing() -> None:
    template = (FOLDER / "explorer.html").read_text(encoding="utf-8")
    assert re.findall(r'(?:src|href)="(?!data:,")[^"]*"', template) == []
    assert not re.search(r'\bon\w+="|style="', template)
    code = script()
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "fetch(",
        "XMLHttpRequest",
        "import(",
        "</script",
        "<!--",
    ):
        assert word not in code
    style = (FOLDER / "explorer.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style
    assert sorted(SCRIPTS) == sorted(path.name for path in FOLDER.glob("*.js"))


def test_words_exist_in_both_languages() -> None:
    words = json.loads((FOLDER / "words.json").read_text(encoding="utf-8"))
    assert list(words["ja"]) == list(words["en"])
    used = set(re.findall(r'say\("(\w+)"', script()))
    used |= set(
        re.findall(r'data-(?:word|label|title)="(\w+)"', (FOLDER / "explorer.html").read_text(encoding="utf-8"))
    )
    assert used <= set(words["ja"])
    for key in words["ja"]:
        slots = [set(re.findall(r"\{(\w+)\}", str(words[lang][key]))) - {"unit"} for lang in ("ja", "en")]
        assert slots[0] == slots[1], key


def test_page_says_what_made_it() -> None:
    run = random_run(2)
    info = {
        "documents": [
            {"doc_id": "plan", "title": "計画", "date": "2023-06-09", "source": "plan.pdf", "sha256": "ab12"}
        ],
        "environment": {"packages": {"plantext": "0.1.0", "spacy": "3.8.7"}, "lexicons": "cd34"},
        "left_out": [{"source": "x", "reason": "y"}],
    }
    page = explore(Extraction(run.sentences, run.mentions, run.entities, info))
    data = data_of(page)
    assert '<meta name="generator" content="plantext ' in page
    assert data["about"]["network"]["measure"] == "jaccard"
    assert data["about"]["packages"]["spacy"] == "3.8.7"
    assert data["about"]["left_out"] == 1
    assert data["documents"][0]["sha256"] == "ab12"
    assert data["title"] == "計画"


def test_same_input_gives_same_bytes() -> None:
    run = random_run(5)
    assert explore(run) == explore(run)
    assert explore(run, seed=1) != explore(run, seed=2)


def test_notebook_shows_a_frame_and_not_the_source() -> None:
    page = explore(random_run(1))
    assert isinstance(page, Page)
    frame = BeautifulSoup(page._repr_html_(), "lxml").find("iframe")
    assert frame is not None
    assert frame["srcdoc"] == str(page)
    assert frame["sandbox"] == "allow-scripts allow-popups" or frame["sandbox"] == ["allow-scripts", "allow-popups"]
    assert len(repr(page)) < 100
    assert html.escape(page) in page._repr_html_()


def test_file_is_written_whole(tmp_path: Path) -> None:
    run = random_run(1)
    path = write_explorer(run, tmp_path / "new" / "net.html", lang="en")
    assert path.read_bytes() == explore(run, lang="en").encode()
    assert '<html lang="en">' in path.read_text(encoding="utf-8")
    assert [each.name for each in path.parent.iterdir()] == ["net.html"]


def test_places_can_be_given() -> None:
    run = make_run(ROWS)
    data = data_of(explore(run, net_of(run), places={"IGF": (0.1, 0.9), "外務省": (0.5, 0.5), "総務省": (0.9, 0.1)}))
    assert [(node["x"], node["y"]) for node in data["nodes"]] == [(0.1, 0.1), (0.5, 0.5), (0.9, 0.9)]
    with pytest.raises(PlantextError, match="no position for 2 of 3 nodes"):
        explore(run, net_of(run), places={"IGF": (0, 0)})


def test_series_and_labels_of_the_network_are_kept() -> None:
    rows = [("plan", i, "", "", "{FORUM:G7広島サミット:G7}で{ORG:外務省}と{ORG:G7}が会う。") for i in range(2)]
    run = make_run(rows)
    net = network(cooccur(run, node="series", labels=["FORUM", "ORG"]), min_frequency=1)
    data = data_of(explore(run, net))
    g7 = [node["name"] for node in data["nodes"]].index("G7")
    assert data["mentions"]["node"].count(g7) == 4


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2023-06-09", "2023-06-09", (2023, 2023)),
        ("2023-04-01", "2024-03-31", (2023, 2023)),
        ("2020-04-01", "2026-03-31", (2020, 2025)),
        ("2023-01-01", "2025-12-31", (2023, 2025)),
        ("2023-06-09", "", (2023, 2023)),
        ("", "", None),
        ("2025-01-01", "2023-01-01", None),
        ("いつか", "2023", None),
    ],
)
def test_years_of_a_date(start: str, end: str, years: tuple[int, int] | None) -> None:
    assert _years(start, end) == years


def test_years_belong_to_units() -> None:
    rows = [
        ("plan", 0, "", "", "{ORG:総務省}と{ORG:外務省}。"),
        ("plan", 0, "", "", "{DATE:2023年度}。"),
        ("plan", 1, "", "", "{ORG:総務省}と{ORG:外務省}。"),
    ]
    run = make_run(rows)
    dates = run.mentions["label"] == "DATE"
    mentions = run.mentions.assign(
        date_start=run.mentions["date_start"].where(~dates, "2023-04-01"),
        date_end=run.mentions["date_end"].where(~dates, "2024-03-31"),
    )
    run = Extraction(run.sentences, mentions, run.entities)
    data = data_of(explore(run, network(cooccur(run, labels=["ORG"]), min_frequency=1)))
    assert data["units"]["years"] == [[[2023, 2023]], []]
    assert len(data["sentences"]["page"]) == 2


@pytest.mark.parametrize(
    ("net", "message"),
    [
        (nx.Graph(), "no nodes"),
        (nx.Graph([("総務省", "火星省")]), "1 of 2 nodes are no names of the run .火星省."),
        (nx.Graph([("総務省", "独り")]), "no paragraph that holds both"),
    ],
)
def test_a_network_of_another_run_is_refused(net: Any, message: str) -> None:
    run = make_run([*ROWS, ("plan", 9, "", "", "{ORG:独り}がいる。")])
    with pytest.raises(PlantextError, match=message):
        explore(run, net)


def test_faults_are_told() -> None:
    with pytest.raises(PlantextError, match="expected ja, en"):
        explore(random_run(1), lang="fr")
    with pytest.raises(EmptyResultError):
        explore(make_run([("plan", 0, "", "", "{ORG:独り}がいる。")]))


def test_embedded_json_keeps_every_string() -> None:
    strings = [*HOSTILE, "\ud800", "\udc00x", "\x00\x7f\x85", "😀"]
    written = embed(strings)
    assert json.loads(written) == strings
    assert not set("<>&\u2028\u2029\ud800\udc00") & set(written)
    with pytest.raises(ValueError, match="Out of range"):
        embed([float("nan")])


def test_infinite_measures_become_nothing() -> None:
    run = make_run(ROWS)
    net = net_of(run)
    net.edges["IGF", "総務省"].update(pmi=float("-inf"), lift=float("nan"))
    edge = next(edge for edge in data_of(explore(run, net))["edges"] if (edge["a"], edge["b"]) == (0, 2))
    assert edge["values"]["pmi"] is None
    assert edge["values"]["lift"] is None


def test_size_is_that_of_the_text() -> None:
    run = random_run(6, paragraphs=1500)
    text = sum(len(text.encode()) for text in run.sentences["text"])
    page = explore(run, net_of(run))
    fixed = len(script().encode()) + 30_000
    assert len(page.encode()) < fixed + 2 * text + 60 * len(run.mentions) + 600 * len(data_of(page)["edges"])
    assert len(script()) < 60_000
