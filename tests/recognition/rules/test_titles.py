"""Titles between brackets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("「架空放送の在り方に関する研究会」を開く。", "架空放送の在り方に関する研究会", "FORUM"),
        ("「架空データ基本方針」に基づき", "架空データ基本方針", "PLAN"),
        ("「架空化の手引き（仮称）」を策定", "架空化の手引き", "PLAN"),
        ("「架空データ推進計画2025」（令和７年６月策定）", "架空データ推進計画2025", "PLAN"),
        ("「架空データについて」（令和５年６月９日閣議決定）", "架空データについて", "PLAN"),
        ("このプロジェクトを「KAXIAC（Kakuu Accelerator Exchange）」と呼ぶ。", "KAXIAC", "PLAN"),
        ("この情報システムを「かくうネット」と名付けた。", "かくうネット", "SYSTEM"),
        (
            "「架空データの業務利用に関する申合せ（空想幹事会申合せ）」の改訂",
            "架空データの業務利用に関する申合せ",
            "PLAN",
        ),
        ("「空想まちづくり法」に関心がある。", "空想まちづくり法", "LAW"),
        ("「架空構想51」を推進する", "架空構想", "PLAN"),
        ("「架空改革計画」20に基づき、", "架空改革計画", "PLAN"),
        ("「当面の空想に関する架空方針」  （平成25 年３月15 日空想本部決定）", "当面の空想に関する架空方針", "PLAN"),
        ("「かくう架空２０２０」18 を着実に実施する。", "かくう架空２０２０", "PLAN"),
        (
            "「架空空想計画（平成26 年度～平成30 年度）    」（閣議決定）",
            "架空空想計画（平成26 年度～平成30 年度）",
            "PLAN",
        ),
        ("「架空公共指針（2016年版）」を作成", "架空公共指針（2016年版）", "PLAN"),
        ("「架空の空想の在り方について（中間答申）」", "架空の空想の在り方について（中間答申）", "PLAN"),
        ("「公正で空想的な架空取引のための協議」を行い", "公正で空想的な架空取引のための協議", "FORUM"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "「空想取りまとめについて」をお願いします。",
        "「個人情報保護方針」に従う。",
        "「基本方針」という語。",
        "「深層強化学習法」を用いた。",
        "「架空の祭典2021」が開かれた。",
    ],
)
def test_what_is_no_name(names: Names, text: str) -> None:
    assert names(text) == []
