"""The embedded page: read exactly, in whatever order its frames come, or with a warning."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from plantext.reading import read_bytes
from plantext.records import Document

PAGE = Path(__file__).parents[2] / "corpus" / "priority-plan-2023-draft-p145.txt"
TITLE_1 = "インターネットガバナンスにおける国際連携とマルチステークホルダー間連携の強化"
TITLE_2 = "国際的なデータ流通の推進"


def read(text: str) -> Document:
    return read_bytes(text.encode(), "page.txt", doc_id="page")


@pytest.fixture(scope="module")
def text() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> Document:
    return read(text)


def bodies(document: Document, measure: str) -> list[tuple[str, str]]:
    return [
        (block.kind, document.text[block.start : block.end])
        for block in document.blocks
        if block.measure == measure and block.kind in ("paragraph", "bullet")
    ]


def test_section_and_measures(page: Document) -> None:
    headings = [(b.level, b.section, b.measure, page.text[b.start : b.end]) for b in page.blocks if b.kind == "heading"]
    assert headings == [
        (1, "1", "", "1. 国際戦略の推進"),
        (2, "1", "1-1", f"[No.1-1] {TITLE_1}"),
        (2, "1", "1-2", f"[No.1-2] {TITLE_2}"),
    ]
    assert page.measures.drop(columns="n_sentences").to_dict("records") == [
        {"number": "1-1", "title": TITLE_1, "section": "1", "ministries": ["総務省"], "kpi": "", "pages": (1, 1)},
        {"number": "1-2", "title": TITLE_2, "section": "1", "ministries": ["経済産業省"], "kpi": "", "pages": (1, 2)},
    ]
    assert page.measures["n_sentences"].tolist() == [7, 9]


def test_first_measure_has_three_paragraphs(page: Document) -> None:
    (first, opening), (second, bullet), (third, closing) = bodies(page, "1-1")
    assert (first, second, third) == ("paragraph", "bullet", "paragraph")
    assert opening.startswith("インターネット・ガバナンス・フォーラム(IGF: Internet Governance Forum)")
    assert opening.endswith("2025年(令和7年)までの開催が決定されている。")
    assert bullet.startswith("・ 我が国は、インターネットガバナンスについての議論の主導権を確保するとともに、")
    assert bullet.endswith("2023年(令和5年)10月に京都市でIGF2023会合を開催する。")
    assert closing.startswith("人々がデータに自由にアクセスする権利を守るため、")
    assert closing.endswith("2025年(令和7年)のIGF見直しに向けてIGF体制の維持・改善に貢献する。")


def test_second_measure_is_whole_across_the_page_break(page: Document) -> None:
    (_, opening), (kind, bullet), (_, closing) = bodies(page, "1-2")
    assert opening.startswith("急速に進行するデジタル化の潜在力を") and opening.endswith("を発出した。")
    assert kind == "bullet" and bullet.startswith("・ DFFTの考えに基づき、")
    assert "シンガポール及びオーストラリアと共に共同議長国として" in bullet
    assert closing.startswith("こうした取組により、") and closing.endswith("新たな成長の可能性を生み出す。")
    split = next(s for s in page.sentences if "オーストラリア" in s.text)
    assert (split.page, split.text[-8:]) == (1, "取り組んでいく。")


def test_host_site_is_metadata_not_text(page: Document) -> None:
    for foreign in ("MC plus", "よむ、つかう", "公開元", "低解像度", "自動処理", "(4)", "ページ"):
        assert foreign not in page.text
    assert page.title == "デジタル社会の実現に向けた重点計画(案)"
    assert page.source == "https://www.digital.go.jp/councils/social-promotion/38606249-07b3-4176-a538-58e0c64a488a/"
    assert page.publisher == "デジタル庁"
    assert {key: page.meta[key] for key in ("meeting", "page", "material")} == {
        "meeting": "デジタル社会推進会議(第4回 6/6)",
        "page": "145",
        "material": "資料1-3",
    }


def test_report_says_what_was_chosen(page: Document) -> None:
    orders = [note for note in page.report if note.kind == "order"]
    assert any("reverse" in note.message and note.page == 1 and 0 < note.confidence < 1 for note in orders)
    assert any("goes on on page 2" in note.message for note in orders)
    # The owner of 1-2 was found by elimination only: that is said, not hidden.
    assert [note.text for note in page.report if note.kind == "uncertain"] == ["主担当府省庁: 経済産業省"]


def test_page_already_in_order_stays(page: Document) -> None:
    again = read("\n\n\n\n".join(page.text[block.start : block.end] for block in page.blocks))
    assert again.text == page.text
    assert again.measure_records == tuple(
        type(record)(**{**{n: getattr(record, n) for n in record.__dataclass_fields__}, "pages": (1, 1)})
        for record in page.measure_records
    )
    assert not [note for note in again.report if note.kind in ("order", "uncertain")]


def frames(text: str) -> tuple[str, list[str], list[str]]:
    """The host site's header, the frames of the first page, those of the second; page marks first."""
    head, rest = text.split("(4)\n", 1)
    first, second = rest.split("\n2\n", 1)
    chunks = re.split(r"\n\n+", first.strip("\n"))
    whole: list[str] = []
    for chunk in chunks:
        if chunk.startswith(("KPI", "人々が")):
            whole[-1] += "\n\n" + chunk
        else:
            whole.append(chunk)
    return head, ["(4)", *whole], ["2", "\n\n".join(re.split(r"\n\n+", second.strip("\n")))]


def blocks(text: str) -> tuple[str, list[str], list[str]]:
    """The same in the smallest blocks: whatever a blank line parts."""
    head, first, second = frames(text)
    return head, [c for f in first for c in f.split("\n\n")], [c for f in second for c in f.split("\n\n")]


@pytest.mark.parametrize("cut", [frames, blocks])
@pytest.mark.parametrize("which", [(True, False), (False, True), (True, True)])
@pytest.mark.parametrize("marks", [True, False], ids=["marks shuffled too", "marks in place"])
def test_shuffled_frames_are_put_back_or_doubted(cut, which, marks, text: str, page: Document) -> None:
    head, *pages = cut(text)
    right = 0
    for seed in range(20):
        rng = random.Random(seed)  # noqa: S311
        shuffled = []
        for content, wanted, fixed in zip(pages, which, (2, 1), strict=True):
            kept, moved = ([], list(content)) if marks else (content[:fixed], content[fixed:])
            if wanted:
                rng.shuffle(moved)
            shuffled += [*kept, *moved]
        document = read(head + "\n\n".join(shuffled))
        doubted = any(note.kind == "uncertain" for note in document.report)
        same = document.text == page.text and [m.ministries for m in document.measure_records] == [
            ("総務省",),
            ("経済産業省",),
        ]
        assert same or doubted
        right += same
    if cut is blocks and which == (False, True) and not marks:
        assert right == 20


def test_owners_are_never_silently_swapped(text: str, page: Document) -> None:
    """Where the frames are whole, every wrong owner carries a note that names it."""
    head, first, second = frames(text)
    for seed in range(20):
        rng = random.Random(seed)  # noqa: S311
        moved = first[2:]
        rng.shuffle(moved)
        document = read(head + "\n\n\n\n".join([*first[:2], *moved, *second]))
        for record, wanted in zip(document.measure_records, page.measure_records, strict=True):
            if record.ministries != wanted.ministries:
                named = [note.text for note in document.report if note.kind == "uncertain"]
                assert any(record.ministries[0] in text for text in named)


def test_ministries_and_kpis_of_several_lines() -> None:
    document = read(
        "[No.2-1] 題名その一\n\n主担当府省庁: 総務省、経済産業省・内閣官房\nこども家庭庁\n\n"
        "KPI: ・件数：2025年度末までに100件\n・割合：2026年度末までに８割\n\n本文である。\n\n\n\n"
        "[No.2-2] 題名その二\n\n主担当府省庁: 法務省\n\nKPI: -\n\n本文その二である。\n"
    )
    assert [(m.ministries, m.kpi) for m in document.measure_records] == [
        (
            ("総務省", "経済産業省", "内閣官房", "こども家庭庁"),
            "・件数：2025年度末までに100件\n・割合：2026年度末までに８割",
        ),
        (("法務省",), ""),
    ]


def test_one_owner_for_two_measures_in_disorder_is_doubted() -> None:
    document = read(
        "主担当府省庁: 法務省\n\n[No.3-2] 題名乙\n\n本文乙である。\n\n\n\n[No.3-1] 題名甲\n\n本文甲である。\n"
    )
    assert any(note.kind == "uncertain" for note in document.report)
