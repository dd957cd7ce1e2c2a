"""What colour, size, legend, years and search show of a network."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from made_study import CENTRE, made_up_run
from PIL import Image

from plantext.explorer import write_explorer
from plantext.labels import SHOWN
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.tables.run import Extraction

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def net_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of names in two paragraphs or more, with speakers, statements and attributes of its own."""
    run = made_up_run()
    sentences = run.sentences.assign(
        speaker=["", "", "甲野委員", "甲野委員", "", "", ""], turn=[-1, -1, 1, 1, -1, -1, -1]
    )
    turns = pd.DataFrame([["plan", 1, "甲野委員", "", "座長", "架空大学", "", 2]], columns=run.turns.columns)
    run = Extraction(sentences, run.mentions, run.entities, run.info, turns=turns)
    net = network(cooccur(run, labels=[*SHOWN]), min_frequency=2)
    nx.set_node_attributes(
        net, {name: {"block": "甲" if i % 2 else "乙", "core": i} for i, name in enumerate(sorted(net))}
    )
    stated = pd.DataFrame(
        [["plan", 0, "総務省", "IGF", "開く", "obligation", "none", 1, "年内"]],
        columns=["doc_id", "sent_id", "actor", "object", "predicate", "modality", "stance", "negated", "deadline"],
    )
    return write_explorer(run, tmp_path_factory.mktemp("looks") / "net.html", net, statements=stated)


def colour_at(page: Any, name: str) -> tuple[int, ...]:
    page.mouse.move(2, 2)
    page.wait_for_timeout(60)
    x, y = page.evaluate(CENTRE, name)
    picture = Image.open(BytesIO(page.screenshot(clip={"x": x, "y": y, "width": 1, "height": 1})))
    return tuple(picture.convert("RGB").getpixel((0, 0)))


def names(page: Any) -> set[str]:
    return set(page.locator("#found li bdi").all_inner_texts())


def test_search_finds_what_the_network_leaves_out(open_page: Any, net_file: Path) -> None:
    page = open_page(net_file)
    assert "2021年" not in names(page)
    page.fill("#find", "2021")
    assert page.locator("#found-count").inner_text() == "図にない名前 1 件"
    page.press("#find", "Enter")
    assert page.locator("#reading h2").inner_text() == "2021年"
    assert "1 段落にだけ現れ、ネットワークの下限（2）に届きません" in page.locator("#reading .notice").inner_text()
    assert "架空の白書, 1頁" in page.locator("#reading dl").inner_text()
    page.click("#share")
    again = open_page(net_file, "#" + page.locator("#link").input_value().partition("#")[2] + "&lang=en")
    assert again.locator("#reading h2").inner_text() == "2021年"
    page.evaluate("location.hash = '#lang=en&find=2021&name=2021年'")
    page.wait_for_function("() => document.querySelector('#reading h2').textContent === '2021'")
    page.evaluate("location.hash = '#off=FORUM&find=g7'")
    page.wait_for_function("() => document.getElementById('found-count').textContent === '1 hidden by filters'")


def test_colour_and_size_say_what_is_asked(open_page: Any, net_file: Path) -> None:
    page = open_page(net_file)
    by_community = colour_at(page, "総務省")
    page.locator("#looks select").nth(0).select_option("own.block")
    by_block = {name: colour_at(page, name) for name in ("外務省", "総務省", "電波法")}
    assert len(set(by_block.values())) == 2
    assert page.locator("#legend-body .group").all_inner_texts() == ["乙 (3)", "甲 (2)"]
    page.locator("#looks select").nth(0).select_option("own.core")
    assert len({colour_at(page, name) for name in by_block}) == 3
    assert page.locator("#legend-body .ramp").inner_text().split() == ["0", "4"]
    page.locator("#looks select").nth(1).select_option("same")
    page.locator("#looks select").nth(2).select_option("20")
    page.locator("#looks select").nth(3).select_option("0")
    page.click("#share")
    link = "#" + page.locator("#link").input_value().partition("#")[2]
    assert "colour=own.core" in link
    again = open_page(net_file, link)
    assert colour_at(again, "総務省") == colour_at(page, "総務省") != by_community
    assert again.locator("#looks select").nth(2).input_value() == "20"


def test_a_row_of_the_legend_shows_its_names_alone(open_page: Any, net_file: Path) -> None:
    page = open_page(net_file, "#colour=own.block")
    everything = names(page)
    page.locator(".group").first.click()
    assert names(page) < everything
    assert page.locator(".group[aria-pressed=true]").count() == 1
    assert page.evaluate("document.activeElement.className") == "group"
    assert page.locator("#active").inner_text() == "1"
    page.keyboard.press("Enter")
    assert names(page) == everything


def test_years_play_and_stop(open_page: Any, net_file: Path) -> None:
    page = open_page(net_file)
    page.clock.install()
    everything = names(page)
    page.get_by_label("年", exact=True).select_option("document")
    page.click("#play")
    assert page.get_by_label("まで").input_value() == "2021"
    assert page.locator("#status").inner_text().startswith("2021: ")
    page.clock.run_for(1300)
    assert page.get_by_label("まで").input_value() == "2023"
    assert page.evaluate("document.activeElement.id") == "play"
    page.clock.run_for(1300)
    assert page.get_by_label("まで").input_value() == ""
    assert names(page) == everything
    page.get_by_label("積み上げる").check()
    page.click("#play")
    page.clock.run_for(1300)
    assert page.get_by_label("から").input_value() == "2021"
    page.click("#play")
    assert page.get_by_label("から").input_value() == ""


def test_names_are_arranged_again_and_back_and_the_link_keeps_it(open_page: Any, net_file: Path) -> None:
    page = open_page(net_file)
    page.click("#arrange")
    page.wait_for_function("() => document.getElementById('status').textContent === '配置しました'")
    page.click("#share")
    link = page.locator("#link").input_value()
    assert link.count("at=") == 5
    again = open_page(net_file, "#" + link.partition("#")[2])
    again.click("#share")
    assert again.locator("#link").input_value() == link
    page.click("#back")
    page.click("#share")
    assert "at=" not in page.locator("#link").input_value()


def test_speakers_and_statements_stand_by_their_sentences(open_page: Any, net_file: Path) -> None:
    page = open_page(net_file, "#name=総務省")
    assert page.locator("#reading .stated").inner_text() == "総務省 → IGF · 開く (否定, 義務, 期限 年内)"
    assert page.locator("#reading .speaker").inner_text() == "発言者: 甲野委員（架空大学 座長）"


def test_the_list_closes_on_a_phone_and_the_chosen_name_stays_in_view(open_page: Any, net_file: Path) -> None:
    page = open_page(net_file, width=390, height=844, has_touch=True)
    page.locator("#find").tap()
    page.fill("#find", "外務")
    page.locator("#found li").first.tap()
    assert page.locator("#reading h2").inner_text() == "外務省"
    page.locator("#found").wait_for(state="hidden")
    page.evaluate("location.hash = '#name=外務省&view=3,3,4'")
    page.wait_for_function("() => location.hash.includes('view=') && !location.hash.includes('view=3%2C3')")
    wide = open_page(net_file, "#name=外務省&view=3,3,4")
    wide.set_viewport_size({"width": 1100, "height": 500})
    wide.wait_for_timeout(100)
    view = wide.evaluate("new URLSearchParams(location.hash.slice(1)).get('view').split(',').map(Number)")
    assert all(-0.5 < value < 1.5 for value in view[:2])
