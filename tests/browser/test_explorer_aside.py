"""A page whose evidence stands aside: it says so, and reads it when the reader opens the folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made_runs import random_run

from plantext.explorer import aside, write_explorer
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network

pytestmark = pytest.mark.browser


def test_the_folder_gives_the_rest_and_a_strangers_does_not(
    open_page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "_LARGEST", 60)
    run = random_run(8)
    net = network(cooccur(run))
    name = max(net, key=lambda each: net.nodes[each]["frequency"])
    path = write_explorer(run, tmp_path / "net.html", net, aside=True, held=2)
    page = open_page(path, f"#name={name}")
    sentences = page.locator("#reading .sentences li")
    few = sentences.count()
    every = int((run.mentions["entity"] == name).groupby(run.mentions["sent_id"]).any().sum())
    assert few < every
    assert f"全 {every} 文のうち {few} 文" in page.locator("#reading .notice").inner_text()
    folder = tmp_path / "net-evidence"
    stranger = tmp_path / "other"
    stranger.mkdir()
    for file in folder.iterdir():
        part = json.loads(file.read_text(encoding="utf-8"))
        part["mentions"]["node"][0] = 10**6
        (stranger / file.name).write_text(json.dumps(part), encoding="utf-8")
    page.set_input_files("#folder", stranger)
    page.wait_for_function("() => document.getElementById('status').textContent.includes('net-evidence ではない')")
    assert sentences.count() == few
    page.set_input_files("#folder", folder)
    page.wait_for_function("() => !document.querySelector('#reading .notice')")
    assert sentences.count() == min(every, 40)
    page.locator("#reading .names button").first.click()
    page.wait_for_function(
        "() => document.querySelector('#reading h2 .and') && !document.querySelector('#reading .notice')"
    )
