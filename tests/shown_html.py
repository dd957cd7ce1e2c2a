"""What the tests of displays share: checks of HTML, and a document that holds all that is shown."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser

from bs4 import BeautifulSoup

from plantext.records import Block, Document, Measure, Note, Sentence

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


def assert_escaped(shown: str) -> None:
    assert "<script" not in shown
    assert "<img" not in shown
    assert HOSTILE.split('"', maxsplit=1)[0] in text_of(shown)


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
