"""The explorer in a browser: opened from a file with the network cut, used by mouse, finger and keyboard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made_runs import make_run
from made_study import CENTRE, ENGLISH, SOURCE, made_up_run

from plantext.explorer import explore, write_explorer
from plantext.tables.run import Extraction

pytestmark = pytest.mark.browser


def marks(page: Any, which: str) -> list[str]:
    texts: list[str] = page.locator(f"#reading mark.{which}").all_inner_texts()
    return texts


def test_click_on_a_node_gives_its_mentions(open_page: Any, file: Path) -> None:
    page = open_page(file)
    page.mouse.click(*page.evaluate(CENTRE, "総務省"))
    assert page.locator("#reading h2").inner_text() == "総務省"
    items = page.locator("#reading .sentences li")
    assert items.count() == 3
    first = items.first
    assert first.locator(".sentence").inner_text() == "総務省は国際対話の場としてIGFを京都で開く。"
    assert first.locator(".place").inner_text().split("\n") == ["架空の計画", "1頁 · 第1-1 · 施策 1-1"]
    assert first.locator(".rule").inner_text() == "規則: lexicon:test.csv, line 3"
    assert set(marks(page, "first")) == {"総務省"}
    assert page.locator("#status").inner_text() == "総務省。言及 3、線 3"


def test_click_on_an_edge_gives_its_sentences(open_page: Any, file: Path) -> None:
    page = open_page(file)
    (ax, ay), (bx, by) = (page.evaluate(CENTRE, name) for name in ("外務省", "G7"))
    page.mouse.click((ax + bx) / 2, (ay + by) / 2)
    assert page.locator("#reading h2").inner_text() == "G7 × 外務省"
    assert page.locator("#reading .sentence").all_inner_texts() == [
        "外務省とG7は2021年に合意した。",
        "外務省はG7を支える。",
    ]
    assert marks(page, "first") == ["G7", "G7"]
    assert marks(page, "second") == ["外務省", "外務省"]
    assert "1頁 · 第1章" in page.locator("#reading .place").first.inner_text()


def test_edge_shows_every_sentence_of_the_shared_unit(open_page: Any, file: Path) -> None:
    page = open_page(file, "#pair=総務省&pair=IGF")
    assert page.locator("#reading .sentence").count() == 2
    assert page.locator("#reading .place").count() == 1
    assert page.locator("#reading h3").last.inner_text() == "出典の文（2文、1段落）"


def test_search_knows_both_languages(open_page: Any, file: Path) -> None:
    page = open_page(file)
    page.fill("#find", "そうむしょう ")
    assert page.locator("#found li").count() == 0
    assert "条件に合う名前がありません" in page.locator("#found-count").inner_text()
    for written in ("総務", "mic", "MINISTRY internal", "ｍｉｎｉｓｔｒｙ　ＯＦ　ｉｎｔｅｒｎａｌ"):
        page.fill("#find", written)
        assert page.locator("#found li bdi").all_inner_texts() == ["総務省"]
        page.press("#find", "Enter")
        assert page.locator("#reading h2").inner_text() == "総務省"
        page.keyboard.press("Escape")


def shown(page: Any) -> list[str]:
    names: list[str] = sorted(page.locator("#found li bdi").all_inner_texts())
    return names


def test_filters_choose_what_is_shown(open_page: Any, file: Path) -> None:
    page = open_page(file)
    everything = shown(page)
    assert everything == sorted(["総務省", "外務省", "IGF", "G7", "電波法", "2025年", "2021年"])
    page.get_by_label("日付", exact=True).uncheck()
    assert shown(page) == sorted(["総務省", "外務省", "IGF", "G7", "電波法"])
    page.get_by_label("架空の白書 (2021)").uncheck()
    assert shown(page) == sorted(["総務省", "外務省", "IGF", "電波法"])
    assert page.locator("#active").inner_text() == "2"
    page.click("#reset")
    assert shown(page) == everything
    assert page.locator("#active").is_hidden()


def test_year_of_text_and_year_of_document(open_page: Any, file: Path) -> None:
    page = open_page(file)
    page.get_by_label("から").select_option("2025")
    assert shown(page) == sorted(["外務省", "IGF", "2025年"])
    page.get_by_label("年", exact=True).select_option("document")
    assert shown(page) == sorted(["総務省", "外務省", "IGF", "G7", "電波法", "2025年", "2021年"])
    page.get_by_label("まで").select_option("2021")
    assert shown(page) == sorted(["総務省", "外務省", "G7", "電波法", "2021年"])
    page.locator("#found li", has_text="外務省").click()
    assert page.locator("#reading .sentences li").count() == 3
    assert "2 件を隠しています" in page.locator("#reading").inner_text()


def test_weight_and_q(open_page: Any, file: Path) -> None:
    page = open_page(file)
    before = len(shown(page))
    page.locator("#least").evaluate("(range) => { range.value = range.max; range.dispatchEvent(new Event('input')); }")
    assert 2 <= len(shown(page)) < before
    assert page.locator("#least-value").inner_text() == "0.667 以上：1本"
    page.get_by_label("q 値（Fisher）").select_option("0.001")
    assert shown(page) == []
    assert page.locator("#hint").inner_text().startswith("0 / 7の名前、0 /")


def test_link_restores_the_view(open_page: Any, file: Path) -> None:
    page = open_page(file)
    x, y = page.evaluate(CENTRE, "電波法")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 25, y + 15, steps=4)
    page.mouse.up()
    page.mouse.wheel(0, -300)
    page.get_by_label("日付", exact=True).uncheck()
    page.get_by_label("から").select_option("2021")
    page.locator("#found li", has_text="外務省").click()
    page.click("#language")
    page.click("#share")
    link = page.locator("#link").input_value()
    assert "off=DATE" in link
    assert "from=2021" in link
    before = page.locator("#reading").inner_text()
    picture = page.locator("#canvas").screenshot()
    again = open_page(file, "#" + link.partition("#")[2])
    again.mouse.move(5, 5)
    assert again.locator("#reading").inner_text() == before
    assert again.locator("html").get_attribute("lang") == "en"
    again.click("#share")
    assert again.locator("#link").input_value() == link
    again.wait_for_timeout(200)
    page.wait_for_timeout(200)
    assert len(again.locator("#canvas").screenshot()) == pytest.approx(len(picture), rel=0.05)


def test_link_made_by_a_stranger_does_no_harm(open_page: Any, file: Path) -> None:
    page = open_page(
        file,
        "#lang=__proto__&tab=x&name=constructor&pair=a&pair=b&off=%3Cimg%3E&from=NaN&least=&q=x&view=1,2,1e999&at=,,&at=1,x,G7&%"
        "&colour=constructor&size=__proto__&letters=1e9&named=NaN&only=toString&places=%3Cimg%3E",
    )
    assert len(shown(page)) == 7
    assert page.locator("#active").is_hidden()


def test_changing_the_address_changes_the_view(open_page: Any, file: Path) -> None:
    page = open_page(file)
    page.evaluate("location.hash = '#tab=pairs&name=G7'")
    page.wait_for_function("() => document.querySelector('#reading h2').textContent === 'G7'")
    assert page.locator("#view-pairs table").is_visible()


def test_an_address_entered_right_after_a_change_is_read(open_page: Any, file: Path) -> None:
    page = open_page(file)
    # The page writes its own address a moment after a change; it is busy until that moment is over.
    page.evaluate("""() => {
      document.querySelector("#tab-names").click();
      for (const end = performance.now() + 400; performance.now() < end;);
      location.hash = "#tab=pairs&name=G7";
    }""")
    page.wait_for_function("() => document.querySelector('#reading h2').textContent === 'G7'")
    assert page.locator("#view-pairs table").is_visible()


def test_tables_sort(open_page: Any, file: Path) -> None:
    page = open_page(file, "#tab=names")
    column = "#view-names tbody td:nth-child(4)"
    numbers = [int(text) for text in page.locator(column).all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    page.click("#sort-names-frequency")
    assert [int(text) for text in page.locator(column).all_inner_texts()] == sorted(numbers)
    page.click("#sort-names-name")
    assert page.locator('th[aria-sort="ascending"]').inner_text().startswith("名前")
    assert page.evaluate("document.activeElement.id") == "sort-names-name"
    page.click("#tab-pairs")
    weights = [float(text) for text in page.locator("#view-pairs tbody td:nth-child(3)").all_inner_texts()]
    assert weights == sorted(weights, reverse=True)
    page.locator("#view-pairs tbody button").first.click()
    assert page.locator("#view-pairs tr.current").count() == 1
    assert " × " in page.locator("#reading h2").inner_text()


def test_english(open_page: Any, file: Path) -> None:
    page = open_page(file, "#lang=en&name=総務省")
    assert page.locator("#reading h2").inner_text() == ENGLISH["総務省"]
    assert "総務省" in page.locator("#reading p.quiet").first.inner_text()
    assert page.locator("#tab-pairs").inner_text() == "Pairs"
    assert page.locator("#reading .place").first.inner_text().split("\n")[1] == "p. 1 · 第1-1 · measure 1-1"
    assert page.locator("#reading .sentence").first.get_attribute("lang") == "ja"


def test_keyboard_alone(open_page: Any, file: Path) -> None:
    page = open_page(file)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "find":
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator("#found li").nth(1).locator("bdi").inner_text()
    assert page.locator("#find").get_attribute("aria-activedescendant") == "found-1"
    page.keyboard.press("Enter")
    assert page.locator("#reading h2").inner_text() == second
    assert page.evaluate("document.activeElement.tagName") == "H2"
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert " × " in page.locator("#reading h2").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#reading h2").inner_text() == "出典"
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    assert page.locator("#status").inner_text().startswith("外務省。")
    page.keyboard.press("Enter")
    assert page.locator("#reading h2").inner_text() == "外務省"
    page.focus("#tab-network")
    page.keyboard.press("ArrowRight")
    assert page.locator("#tab-names").get_attribute("aria-selected") == "true"
    assert page.locator("#view-names table").is_visible()


def test_without_text_it_says_where_to_get_it(open_page: Any, bare_file: Path) -> None:
    page = open_page(bare_file, "#pair=外務省&pair=G7")
    panel = page.locator("#reading")
    assert "本文はこのファイルに含まれていません" in panel.inner_text()
    assert panel.locator("a").get_attribute("href") == SOURCE
    assert "1頁 · 第1章" in panel.inner_text()
    assert set(marks(page, "first")) == {"G7"}
    assert "合意" not in page.content()


def test_finger_and_phone(open_page: Any, file: Path) -> None:
    page = open_page(file, width=390, height=844, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.touchscreen.tap(*page.evaluate(CENTRE, "外務省"))
    assert page.locator("#reading h2").inner_text() == "外務省"
    sheet = page.locator("#reading").bounding_box()
    assert sheet["y"] > 400
    assert sheet["y"] + sheet["height"] == pytest.approx(844, abs=1)
    page.locator("#reading .close").tap()
    page.locator("#find").tap()
    assert page.locator("#found li").first.is_visible()


PINCH = """() => {
  const canvas = document.getElementById('canvas');
  canvas.setPointerCapture = () => {};
  const box = canvas.getBoundingClientRect();
  const send = (type, id, x) => canvas.dispatchEvent(new PointerEvent(type, {
    pointerId: id, pointerType: 'touch', clientX: box.left + box.width / 2 + x, clientY: box.top + 100, bubbles: true }));
  send('pointerdown', 1, -30); send('pointerdown', 2, 30);
  for (let i = 1; i <= 10; i += 1) { send('pointermove', 1, -30 - 3 * i); send('pointermove', 2, 30 + 3 * i); }
  send('pointerup', 1, -60); send('pointerup', 2, 60);
}"""


def test_pinch_zooms_and_chooses_nothing(open_page: Any, file: Path) -> None:
    page = open_page(file)
    page.evaluate(PINCH)
    page.wait_for_function("() => location.hash.includes('view=')")
    view = page.evaluate("new URLSearchParams(location.hash.slice(1)).get('view').split(',').map(Number)")
    assert view[0] == pytest.approx(0.5, abs=0.01)
    assert view[2] == pytest.approx(2, abs=0.05)
    assert page.locator("#reading h2").inner_text() == "出典"


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=https://example.jp/x onerror=alert(1)>",
    "\"'>&amp;<!-- $& {name} ${title}",
    "行\u2028区切\u2029り\x00",
    "\u202eたかさ\u2066左",
    "javascript:alert(1)",
]


def test_hostile_names_and_sentences_stay_text(open_page: Any, tmp_path: Path) -> None:
    pairs = [(a, b) for i, a in enumerate(HOSTILE) for b in HOSTILE[i + 1 :]]
    run = make_run([("plan", i, HOSTILE[1], HOSTILE[0], "{ORG:甲}と{FORUM:乙}だ。") for i in range(len(pairs))])
    sentences = run.sentences.assign(text=[f"甲と乙だ。{HOSTILE[i % 6]}" for i in range(len(pairs))])
    mentions = run.mentions.assign(entity=[name for pair in pairs for name in pair], source=HOSTILE[0])
    entities = run.entities.assign(entity=HOSTILE[:2], name_en=HOSTILE[1], aliases=HOSTILE[2])
    info = {"documents": [{"doc_id": "plan", "title": HOSTILE[0], "source": HOSTILE[5], "date": HOSTILE[0]}]}
    hostile = Extraction(sentences, mentions, entities, info)
    page = open_page(write_explorer(hostile, tmp_path / "net.html"))
    assert page.title() == HOSTILE[0]
    for tab in ("names", "pairs", "about", "network"):
        page.click(f"#tab-{tab}")
    assert page.locator("a").count() == 0
    read = []
    for i in range(6):
        page.locator("#found li").nth(i).click()
        read.append(page.locator("#reading h2").text_content())
        texts = page.locator("#reading .sentence").all_text_contents()
        assert all(text.startswith("甲と乙だ。") for text in texts)
    assert sorted(read) == sorted(HOSTILE)
    page.click("#language")
    for name in HOSTILE:
        page.evaluate("(name) => { location.hash = new URLSearchParams([['name', name]]); }", name)
        page.wait_for_function("(name) => document.querySelector('#reading h2').textContent.length > 0", arg=name)
    assert page.locator("script").count() == 3
    assert page.locator("img, iframe, object").count() == 0
    assert page.evaluate("window.length") == 0


def test_policy_refuses_what_is_added(open_page: Any, file: Path, faults: list[str]) -> None:
    page = open_page(file)
    ran = page.evaluate(
        """async () => {
          const blocked = [];
          document.addEventListener('securitypolicyviolation', (event) => { blocked.push(event.violatedDirective); event.stopPropagation(); });
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.head.append(script);
          await new Promise((done) => setTimeout(done, 100));
          return [window.ran === true, blocked];
        }"""
    )
    assert ran == [False, ["script-src-elem"]]
    assert len(faults) == 1
    faults.clear()


def test_notebook_frame_shows_the_same_view(open_page: Any, tmp_path: Path) -> None:
    run = made_up_run()
    host = tmp_path / "notebook.html"
    host.write_text("<!doctype html><title>x</title>" + explore(run)._repr_html_(), encoding="utf-8")
    page = open_page(host)
    frame = page.frame_locator("iframe")
    frame.locator("#found li", has_text="外務省").click()
    assert frame.locator("#reading h2").inner_text() == "外務省"
    frame.locator("#share").click()
    assert "write_explorer" in frame.locator("#status").inner_text()
    frame.locator("#saving > summary").click()
    with page.expect_download() as waiting:
        frame.locator("#saveGraph").click()
    assert waiting.value.suggested_filename.endswith(".graphml")


LINKS = (
    "",
    "#name=外務省",
    "#pair=外務省&pair=G7&lang=en",
    "#tab=names",
    "#tab=pairs",
    "#tab=about",
    "#find=g&off=FORUM&colour=frequency",
)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "light"), (1000, "dark")])
def test_axe_finds_nothing(open_page: Any, file: Path, bare_file: Path, axe: Path, width: int, scheme: str) -> None:
    page = open_page(
        bare_file if width == 390 else file, width=width, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page.add_script_tag(path=axe)
    for link in LINKS[:: 2 if scheme == "dark" else 1]:
        page.evaluate("(link) => { location.hash = link || '#lang=ja'; }", link)
        page.wait_for_timeout(50)
        page.locator("details").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
        found = page.evaluate("async () => (await axe.run()).violations")
        told = [(each["id"], each["impact"], [node["html"] for node in each["nodes"]][:3]) for each in found]
        assert told == [], link + json.dumps(told, ensure_ascii=False, indent=1)
