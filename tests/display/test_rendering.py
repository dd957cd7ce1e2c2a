"""Templates: every value is escaped, numbers read well, and a forgotten value is an error."""

from __future__ import annotations

import jinja2
import pytest
from bs4 import BeautifulSoup
from shown_html import HOSTILE, assert_escaped, text_of

from plantext.display.rendering import render, shorten, templates
from plantext.labels import LABELS

PARTS = templates("plantext.display").get_template("parts.html").module


def part(name: str, *values: object) -> str:
    return str(getattr(PARTS, name)(*values))


def test_a_page_escapes_its_title_and_a_mark_its_text() -> None:
    marked = PARTS.mark(HOSTILE, "ORG", HOSTILE)
    assert_escaped(render("page.html", title=HOSTILE, body=marked))
    assert BeautifulSoup(str(marked), "html.parser").mark["title"] == HOSTILE


@pytest.mark.parametrize("label", LABELS)
def test_a_mark_writes_the_label_behind_the_name(label: str) -> None:
    assert text_of(part("mark", "総務省", label)) == f"総務省 {label}"
    assert part("mark", "総務省", label).startswith("<mark")


@pytest.mark.parametrize(
    ("value", "shown"), [(1234, "1,234"), (0.12345, "0.123"), (1234.5, "1,234.500"), ("", ""), ("<b>", "&lt;b&gt;")]
)
def test_cells_of_tables(value: object, shown: str) -> None:
    cell = part("cell", value)
    assert f">{shown}</td>" in cell
    assert ("text-align:right" in cell) == isinstance(value, int | float)


def test_lines_leave_out_what_is_empty() -> None:
    assert text_of(part("line", ["a", "", "<b>"])) == "a · <b>"


def test_a_template_without_its_values_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError, match="body"):
        render("page.html", title="t")


def test_long_texts_are_cut() -> None:
    assert shorten("計" * 61) == "計" * 59 + "…"
    assert shorten("計" * 60) == "計" * 60
