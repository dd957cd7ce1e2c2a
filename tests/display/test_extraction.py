"""An extraction in a notebook: counts by label and document, frequent names, what was left out."""

from __future__ import annotations

from bs4 import BeautifulSoup
from made_runs import make_run, random_run
from shown_html import HOSTILE, Balance, assert_escaped, text_of

from plantext.tables.run import Extraction, join_runs


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


def test_the_repr_is_a_line() -> None:
    run = random_run()
    assert repr(run).startswith("Extraction(1 document, ")
    assert len(repr(run)) < 100
    bare = Extraction(run.sentences.drop(columns="text"), run.mentions, run.entities)
    assert repr(bare).endswith(", without text)")


def test_nothing_of_a_run_becomes_html() -> None:
    run = make_run([("plan", 0, "", "", "{ORG:総務省}だ。")])
    info = {
        "documents": [{"doc_id": "plan", "title": HOSTILE}],
        "left_out": [{"source": HOSTILE, "reason": HOSTILE}],
    }
    hostile = run.entities.assign(entity=HOSTILE, name_en=HOSTILE)
    assert_escaped(Extraction(run.sentences, run.mentions, hostile, info)._repr_html_())
