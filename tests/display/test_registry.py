"""Every object finds its display, and so do objects made from its class."""

from __future__ import annotations

from importlib import import_module

import pytest
from made_runs import make_run
from shown_html import document

from plantext.display.registry import DISPLAYS, show_html, show_text
from plantext.records import Document


@pytest.mark.parametrize("name", DISPLAYS)
def test_displays_exist(name: str) -> None:
    assert callable(import_module(DISPLAYS[name]).as_html)


def test_a_subclass_is_shown_as_its_parent() -> None:
    class Minutes(Document):
        pass

    one = document()
    other = Minutes(one.id, one.text, one.blocks, one.sentences)
    assert show_text(other).startswith("Document('plan'")
    assert "plan" in show_html(other)


def test_objects_ask_the_registry() -> None:
    run = make_run([("plan", 0, "", "", "{ORG:総務省}だ。")])
    assert (repr(run), run._repr_html_()) == (show_text(run), show_html(run))
