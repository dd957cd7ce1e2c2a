"""What notebooks show of documents, extractions and networks: right numbers, sound HTML, nothing run."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from html.parser import HTMLParser

import networkx as nx
import pytest
from bs4 import BeautifulSoup
from made_runs import make_run, random_run

from plantext.display import html, summaries
from plantext.labels import LABELS
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.networks.pruning import giant_component, top_edges
from plantext.records import Block, Document, Measure, Note, Sentence
from plantext.tables.run import Extraction, join_runs

HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"


class Balance(HTMLParser):
    """Fails where an element is closed that is not open, or left open."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.feed(content)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.names.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def text_of(content: str) -> str:
    return " ".join(BeautifulSoup(content, "html.parser").get_text(" ").split())


def document(title: str = "重点計画", n_headings: int = 2) -> Document:
    headings = [f"第{i} 章{HOSTILE if title == HOSTILE else ''}" for i in range(1, n_headings + 1)]
    text = "\n".join([*headings, "総務省が行う。"])
    blocks, at = [], 0
    for i, heading in enumerate(headings):
        blocks.append(Block("heading", at, at + len(heading), page=i + 3, level=1 + (i > 0)))
        at += len(heading) + 1
    sentence = Sentence("plan", 0, 4, "", "", 1, at, len(text), "総務省が行う。")
    return Document(
        "plan",
        text,
        (*blocks, Block("paragraph", at, len(text), page=4)),
        (sentence,),
        (Measure("1-1", f"施策{title}", "第1", ("総務省",), "", (4, 5), 1),),
        (Note("uncertain", f"Look at this: {title}", 4, "字"), Note("dropped", "A page number.", 3)),
        n_pages=12,
        title=title,
        date=dt.date(2023, 6, 9),
    )


def test_a_document_shows_what_it_is() -> None:
    shown = document()._repr_html_()
    Balance(shown)
    told = text_of(shown)
    for part in (
        "重点計画 plan · 2023-06-09",
        "12 pages · 17 characters · 1 sentence · 1 paragraph · 1 measure",
        "Sections (2) 第1 章 p. 3 第2 章 p. 4",
        "Measures (1)",
        "1-1 施策重点計画 総務省 4 1",
        "Warnings: please check (1)",
        "uncertain 4 Look at this: 重点計画 字",
        "Decided in reading (1)",
    ):
        assert part in told


def test_of_many_headings_the_outer_are_seen_first() -> None:
    soup = BeautifulSoup(document(n_headings=50)._repr_html_(), "html.parser")
    sections = soup.find("details")
    assert sections.has_attr("open")
    assert [child.get_text() for child in sections.find_all("div", recursive=False)] == ["第1 章  p. 3"]
    inner = sections.find("details")
    assert not inner.has_attr("open")
    assert len(inner.find_all("div", recursive=False)) == 50


def test_plain_reprs_are_short() -> None:
    assert repr(document()) == "Document('plan', '重点計画', 2023-06-09, 12 pages, 1 sentence)"
    run = random_run()
    assert repr(run).startswith("Extraction(1 document, ")
    assert len(repr(run)) < 100
    bare = Extraction(run.sentences.drop(columns="text"), run.mentions, run.entities)
    assert repr(bare).endswith(", without text)")


def test_an_extraction_shows_counts_per_label_and_document() -> None:
    rows = [("a", 0, "", "", "{ORG:総務省}と{ORG:総務省}と{LAW:民法}だ。"), ("b", 0, "", "", "{ORG:外務省}だ。")]
    run = make_run(rows)
    info = {
        "documents": [{"doc_id": "a", "title": "甲計画", "date": "2023-06-09"}],
        "left_out": [{"source": "x.pdf", "reason": "damaged"}],
    }
    shown = Extraction(run.sentences, run.mentions, run.entities, info)._repr_html_()
    Balance(shown)
    tables = BeautifulSoup(shown, "html.parser").find_all("table")
    cells = [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in tables[0].find_all("tr")]
    assert cells == [
        ["document", "date", "sentences", "ORG", "LAW", "mentions"],
        ["甲計画", "2023-06-09", "1", "2", "1", "3"],
        ["b", "", "1", "1", "0", "1"],
        ["all 2", "", "2", "3", "1", "4"],
    ]
    assert [cell.get_text() for cell in tables[1].find_all("td")[:5]] == ["総務省", "ORG", "", "2", "1"]
    told = text_of(shown)
    assert "2 documents · 2 sentences · 4 mentions · 3 entities" in told
    assert "Left out (1) input why x.pdf damaged" in told


def test_long_lists_say_what_is_not_shown() -> None:
    runs = [make_run([(f"d{i}", 0, "", "", "{ORG:総務省}だ。")]) for i in range(50)]
    assert "… and 10 more documents" in text_of(join_runs(runs)._repr_html_())


def test_a_network_shows_how_it_was_made() -> None:
    net = network(cooccur(random_run(1)), top=20)
    shown = net._repr_html_()
    Balance(shown)
    told = text_of(shown)
    assert f"{len(net)} nodes · {net.number_of_edges()} edges" in told
    assert "measure: jaccard · top: 20" in told
    a, b, data = max(net.edges(data=True), key=lambda edge: edge[2]["weight"])
    assert f"{min(a, b)} {max(a, b)} {data['weight']:.3f} {data['count']}" in told


def test_a_network_is_a_networkx_graph_and_stays_one() -> None:
    net = network(cooccur(random_run(1)), top=20)
    assert isinstance(net, nx.Graph)
    assert not net.is_directed()
    nodes = sorted(net)[:5]
    for other in (
        net.copy(),
        net.subgraph(nodes),
        net.edge_subgraph(net.edges),
        top_edges(net, 5),
        giant_component(net),
    ):
        assert type(other) is type(net)
        assert "Network" in other._repr_html_()
    assert nx.utils.graphs_equal(net.copy(), net)
    assert nx.utils.graphs_equal(copy.deepcopy(net), net)
    assert nx.utils.graphs_equal(pickle.loads(pickle.dumps(net)), net)  # noqa: S301
    plain = nx.Graph(net)
    assert type(plain) is nx.Graph
    assert nx.utils.graphs_equal(plain, net)
    assert type(net.to_directed()) is nx.DiGraph
    assert nx.relabel_nodes(net, {nodes[0]: "x"}).has_node("x")


def test_nothing_of_a_document_becomes_html() -> None:
    run = make_run([("plan", 0, "", "", "{ORG:総務省}だ。")])
    info = {
        "documents": [{"doc_id": "plan", "title": HOSTILE}],
        "left_out": [{"source": HOSTILE, "reason": HOSTILE}],
    }
    hostile = run.entities.assign(entity=HOSTILE, name_en=HOSTILE)
    net = nx.Graph(measure=HOSTILE)
    net.add_edge(HOSTILE, "b", weight=1.0)
    for shown in (
        document(HOSTILE)._repr_html_(),
        Extraction(run.sentences, run.mentions, hostile, info)._repr_html_(),
        summaries.network_html(net),
        html.page(HOSTILE, html.mark(HOSTILE, "ORG", HOSTILE)).partition("\n")[2].replace('"">', '">'),
    ):
        assert "<script" not in shown
        assert "<img" not in shown
        assert HOSTILE.split('"', maxsplit=1)[0] in text_of(shown)


@pytest.mark.parametrize("label", LABELS)
def test_marks_write_the_label_behind_the_name(label: str) -> None:
    assert text_of(html.mark("総務省", label)) == f"総務省 {label}"
