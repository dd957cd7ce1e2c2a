"""Names marked in their text: the right ones, in the right place, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from made_runs import make_run

import plantext as pt
from plantext.errors import EmptyResultError, PlantextError, TableError
from plantext.lookup.highlight import Highlighted
from plantext.tables.run import Extraction

RUN = make_run(
    [
        ("plan", 0, "第1", "", "𠮷野で{ORG:総務省}と{FORUM:IGF:IGF}。"),
        ("plan", 0, "第1", "", '<b>{LAW:<i>法}</b>" onclick="x" & 他。'),
        ("plan", 2, "第1/1", "", "{ORG:外務省}だ。"),
        ("plan", 4, "第10", "", "{ORG:外務省}も。"),
    ]
)


def marks(shown: Highlighted) -> list[str]:
    soup = BeautifulSoup(shown._repr_html_(), "html.parser")
    return [mark.get_text() for paragraph in soup.find_all("p") for mark in paragraph.find_all("mark")]


def paragraphs(shown: Highlighted) -> list[str]:
    soup = BeautifulSoup(shown._repr_html_(), "html.parser")
    for label in soup.select("mark span"):
        label.decompose()
    return [paragraph.get_text() for paragraph in soup.find_all("p")]


def test_a_document_with_its_names() -> None:
    shown = pt.highlight(RUN)
    assert marks(shown) == ["総務省ORG", "IGFFORUM", "<i>法LAW", "外務省ORG", "外務省ORG"]
    assert shown.counts == {"ORG": 3, "FORUM": 1, "LAW": 1}
    assert shown.n_sentences == 4
    assert repr(shown) == "Highlighted(title='plan', counts={'ORG': 3, 'FORUM': 1, 'LAW': 1}, n_sentences=4)"


def test_the_text_is_that_of_the_document() -> None:
    texts = RUN.sentences["text"].tolist()
    assert paragraphs(pt.highlight(RUN)) == [texts[0] + texts[1], texts[2], texts[3]]


def test_a_hostile_text_stays_text() -> None:
    shown = pt.highlight(RUN)._repr_html_()
    soup = BeautifulSoup(shown, "html.parser")
    assert soup.find_all(["b", "i", "script"]) == []
    assert not [tag for tag in soup.find_all(True) if "onclick" in tag.attrs]


def test_a_pointer_is_told_entity_and_rule() -> None:
    soup = BeautifulSoup(pt.highlight(RUN)._repr_html_(), "html.parser")
    assert [mark["title"] for mark in soup.select("p mark")][1] == "FORUM · IGF · IGF · test"


def test_the_legend_counts_what_is_marked() -> None:
    soup = BeautifulSoup(pt.highlight(RUN, labels=["org"])._repr_html_(), "html.parser")
    legend = soup.find("mark").find_parent("div")
    assert legend.get_text() == "組織 organisationORG 3"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"page": 2}, ["外務省ORG"]),
        ({"section": "第1"}, ["総務省ORG", "IGFFORUM", "<i>法LAW", "外務省ORG"]),
        ({"section": "第1/1"}, ["外務省ORG"]),
        ({"labels": ["FORUM", "LAW"]}, ["IGFFORUM", "<i>法LAW"]),
        ({"limit": 1}, ["総務省ORG", "IGFFORUM"]),
    ],
)
def test_a_part_of_a_document(options: dict[str, object], expected: list[str]) -> None:
    assert marks(pt.highlight(RUN, **options)) == expected


def test_what_is_left_out_is_said() -> None:
    assert "… and 3 more sentences" in pt.highlight(RUN, limit=1).html
    assert "more sentences" not in pt.highlight(RUN).html


def test_a_mention_that_does_not_fit_its_text_is_not_marked() -> None:
    moved = Extraction(RUN.sentences, RUN.mentions.assign(start=RUN.mentions["start"] + 1), RUN.entities)
    shown = pt.highlight(moved)
    assert marks(shown) == []
    assert paragraphs(shown)[1] == "外務省だ。"


def test_saved_it_is_a_page_of_its_own(tmp_path: Path) -> None:
    path = pt.highlight(RUN, page=1).save(tmp_path / "page1.html")
    content = path.read_text(encoding="utf-8")
    soup = BeautifulSoup(content, "html.parser")
    assert content.startswith("<!DOCTYPE html>")
    assert soup.html["lang"] == "ja"
    assert soup.title.get_text() == "plan · p. 1"
    assert "default-src 'none'" in soup.find("meta", {"http-equiv": True})["content"]
    assert len(soup.select("p mark")) == 3
    assert not soup.find_all(["script", "link", "img"])


def test_what_is_not_there_is_said_with_what_is() -> None:
    with pytest.raises(EmptyResultError, match="no sentence begins on page 9; there are 1 to 3"):
        pt.highlight(RUN, page=9)
    with pytest.raises(EmptyResultError, match="no sentence stands in '第2'; there are 第1, 第1/1, 第10"):
        pt.highlight(RUN, section="第2")
    with pytest.raises(PlantextError, match=r"labels: expected some of ORG.*got PRODUCT"):
        pt.highlight(RUN, labels=["PRODUCT"])
    two = make_run([("a", 0, "", "", "{ORG:総務省}。"), ("b", 0, "", "", "{ORG:外務省}。")])
    with pytest.raises(PlantextError, match="2 documents; say which with document=: a, b"):
        pt.highlight(two)
    with pytest.raises(EmptyResultError, match="expected one of a, b, got 'c'"):
        pt.highlight(two, document="c")
    assert marks(pt.highlight(two, document="b")) == ["外務省ORG"]
    with pytest.raises(TableError, match="plantext fetch ID"):
        pt.highlight(Extraction(RUN.sentences.drop(columns="text"), RUN.mentions, RUN.entities))
