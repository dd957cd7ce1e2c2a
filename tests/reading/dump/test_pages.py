"""The header of the host site is metadata."""

from __future__ import annotations

from plantext.records import Document


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
