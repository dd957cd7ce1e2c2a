"""The embedded page, read exactly."""

from __future__ import annotations

from texts import read

from plantext.records import Document

TITLE_1 = "インターネットガバナンスにおける国際連携とマルチステークホルダー間連携の強化"


TITLE_2 = "国際的なデータ流通の推進"


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
