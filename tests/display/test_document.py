"""A document in a notebook: extent, sections, measures, notes."""

from __future__ import annotations

from bs4 import BeautifulSoup
from shown_html import HOSTILE, Balance, assert_escaped, document, text_of


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


def test_the_repr_is_a_line() -> None:
    assert repr(document()) == "Document('plan', '重点計画', 2023-06-09, 12 pages, 1 sentence)"


def test_nothing_of_a_document_becomes_html() -> None:
    assert_escaped(document(HOSTILE)._repr_html_())
