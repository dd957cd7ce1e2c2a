"""The page as a file: nothing of a document can run, and it loads nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from explorer_data import data_of
from made_runs import make_run, random_run

from plantext.explorer import explore
from plantext.explorer.page import SCRIPTS, embed, script
from plantext.tables.run import Extraction

FOLDER = Path(__file__).parent.parent.parent / "plantext" / "explorer" / "web"


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'>&amp;<!--",
    "行\u2028区切\u2029り",
    "\u202eたかさ\u202c",
    "$& {name} ${title}",
)


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


def test_embedded_json_keeps_every_string() -> None:
    strings = [*HOSTILE, "\ud800", "\udc00x", "\x00\x7f\x85", "😀"]
    written = embed(strings)
    assert json.loads(written) == strings
    assert not set("<>&\u2028\u2029\ud800\udc00") & set(written)
    with pytest.raises(ValueError, match="Out of range"):
        embed([float("nan")])
