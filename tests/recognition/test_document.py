"""Names of a document: its own aliases, its title, the register, its dates."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from plantext.extraction.run import extract as extract_with_cache
from plantext.reading import read_bytes
from plantext.records import Document, Sentence

extract = partial(extract_with_cache, cache=None)


def document(*texts: str, title: str = "", doc_id: str = "made-up") -> Document:
    sentences, start = [], 0
    for number, text in enumerate(texts):
        sentences.append(Sentence(doc_id, number, 1, "1", "", number, start, start + len(text), text))
        start += len(text) + 1
    return Document(doc_id, "\n".join(texts), (), tuple(sentences), title=title, date=dt.date(2023, 6, 9))


def test_extract_carries_an_alias_through_the_document_and_says_so() -> None:
    run = extract(
        document(
            "KDFは早くから動いた。",
            "架空データ推進協議会（KDF）である。",
            "KDFの今後。",
            "架空の会（以下「会議」という。）",
        ),
    )
    assert run.mentions["entity"].tolist() == ["架空データ推進協議会"] * 4
    assert run.mentions["source"].tolist()[0] == "alias:bracket:made-up"
    assert {
        "main": "架空データ推進協議会",
        "label": "FORUM",
        "forms": "KDF",
        "source": "alias:bracket:made-up",
    } in run.info["aliases"]
    assert run.info["not_merged"] == ["made-up: 会議: too general to stand for one entity, not merged"]


def test_what_one_sentence_makes_a_name_is_one_in_all_of_the_document() -> None:
    run = extract(
        document(
            "KDXは早い。選挙架空研究会と架空の海も。架空人法は古い。空想保全法も新しい。",
            "OECD、WTO、KDXが集まる。",
            "一般社団法人選挙架空研究会と株式会社架空の海が、架空人法第三条と空想保全法の施行による。",
        )
    )
    first = run.mentions[run.mentions["sent_id"] == 0]
    assert dict(zip(first["text"], first["label"], strict=True)) == {
        "KDX": "ORG",
        "選挙架空研究会": "ORG",
        "架空人法": "LAW",
        "空想保全法": "LAW",
    }
    assert first["source"].tolist() == [
        f"{source}:made-up" for source in ("witness:list", "pattern:corporate", "pattern:cited", "pattern:applied")
    ]


def test_a_general_short_form_holds_behind_its_definition_in_its_chapter() -> None:
    run = extract(document("調査会の前。", "架空調査会（以下「調査会」という。）である。", "調査会の後。"))
    assert run.mentions["sent_id"].tolist() == [1, 1, 2]


def test_a_section_title_that_the_document_quotes_is_no_name() -> None:
    text = "# 架空の推進\n\n## 共通の架空空想基本指針\n\n「共通の架空空想基本指針」と「海の架空空想基本指針」に沿って進める。\n"
    source = read_bytes(text.encode(), "a.md", doc_id="made-up")
    assert "共通の架空空想基本指針" not in set(extract(source).mentions["text"])


def test_one_document_s_alias_does_not_reach_another() -> None:
    run = extract([document("架空データ推進協議会（KDF）である。", doc_id="a"), document("KDFの今後。", doc_id="b")])
    assert run.mentions["doc_id"].tolist() == ["a", "a"]


def test_the_register_decides(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text("main,label,forms,source\nKDF,FORUM,,mine\n電波の法,LAW,電波法,mine\n", encoding="utf-8")
    run = extract(document("架空データ推進協議会（KDF）と電波法。"), aliases=path)
    assert dict(zip(run.mentions["text"], run.mentions["entity"], strict=True)) == {
        "架空データ推進協議会": "架空データ推進協議会",
        "KDF": "KDF",
        "電波法": "電波の法",
    }
    assert "register:aliases.csv, line 3" in run.mentions["source"].tolist()[-1]


def test_a_short_form_of_the_document_s_own_title() -> None:
    plan = document("本重点計画による。", title="デジタル社会の実現に向けた重点計画")
    assert extract(plan).mentions["entity"].tolist() == ["デジタル社会の実現に向けた重点計画"]
    assert extract(document("本重点計画による。")).mentions["entity"].tolist() == ["重点計画"]


def test_a_date_is_counted_from_the_sentence_before() -> None:
    run = extract(document("2019年10月に決めた。", "同年12月に始めた。"))
    assert run.mentions["norm"].tolist() == ["2019-10", "2019-12"]


def test_extract_of_nothing_gives_empty_tables() -> None:
    run = extract(document("架空の話である。"))
    assert len(run.mentions) == len(run.entities) == 0
    assert len(run.sentences) == 1


def test_a_lexicon_of_one_s_own_gives_its_english_names(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text(
        "entity,label,name_en,series,forms,note\n架空庁,ORG,Imaginary Agency,,KAX,\n総務省,-,,,,\n", encoding="utf-8"
    )
    run = extract(document("KAXと総務省"), lexicon=path)
    assert run.entities[["entity", "name_en"]].to_numpy().tolist() == [["架空庁", "Imaginary Agency"]]
