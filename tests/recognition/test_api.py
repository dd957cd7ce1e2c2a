"""The public functions: a text, documents, a spaCy pipeline."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from plantext.extraction.run import extract as extract_with_cache
from plantext.reading.sentences import split_long
from plantext.recognition.api import find_entities
from plantext.recognition.tokenizer import MAX_BYTES
from plantext.records import Document, Sentence

extract = partial(extract_with_cache, cache=None)


def document(*texts: str, title: str = "", doc_id: str = "made-up") -> Document:
    sentences, start = [], 0
    for number, text in enumerate(texts):
        sentences.append(Sentence(doc_id, number, 1, "1", "", number, start, start + len(text), text))
        start += len(text) + 1
    return Document(doc_id, "\n".join(texts), (), tuple(sentences), title=title, date=dt.date(2023, 6, 9))


def test_find_entities_gives_the_documented_columns() -> None:
    table = find_entities("2023年10月に京都市でIGF2023会合を開催する。", date="2023-06-09")
    assert list(table.columns) == [
        "start", "end", "text", "label", "entity", "series", "date_start", "date_end", "norm", "source",
    ]  # fmt: skip
    assert table[["text", "label", "entity", "series", "norm"]].to_numpy().tolist() == [
        ["2023年10月", "DATE", "2023年10月", "", "2023-10"],
        ["京都市", "PLACE", "京都市", "", ""],
        ["IGF2023会合", "FORUM", "IGF2023", "IGF", ""],
    ]


def test_offsets_are_those_of_the_characters_printed() -> None:
    text = "　① ＯＥＣＤ及び　G7 広島サミット（令和５年５月）"
    for row in find_entities(text).itertuples():
        assert text[row.start : row.end] == row.text


@pytest.mark.parametrize(
    ("name", "series"),
    [
        ("G20大阪サミット", "G20"),
        ("G7架空大臣会合", "G7"),
        ("WSISチュニス会合", "WSIS"),
        ("APECホノルル首脳会合", "APEC"),
        ("IGF2031", "IGF"),
        ("情報通信審議会", ""),
    ],
)
def test_a_meeting_carries_its_series(name: str, series: str) -> None:
    (row,) = find_entities(f"{name}において").itertuples()
    assert (row.label, row.series) == ("FORUM", series)


def test_text_longer_than_the_tokenizer_takes() -> None:
    text = "総務省は架空の施策を進める。" * 3000
    assert len(text.encode()) > 2 * MAX_BYTES
    table = find_entities(text)
    assert len(table) == 3000
    assert set(table["text"]) == {"総務省"}


@pytest.mark.parametrize("text", ["あ。" * 9000, "あ" * 20000, "", "あ\n" * 5, "語 " * 7000])
def test_pieces_cover_the_text(text: str) -> None:
    ranges = split_long(text)
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(end - start <= 6000 for start, end in ranges)
    assert all(text[end - 1] in "。\n あ" for _, end in ranges)


def test_a_lexicon_of_one_s_own(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text(
        "entity,label,name_en,series,forms,note\n架空庁,ORG,Imaginary Agency,,KAX,\n総務省,-,,,,\n", encoding="utf-8"
    )
    table = find_entities("KAXと総務省とKAXS", lexicon=path)
    assert table[["text", "entity"]].to_numpy().tolist() == [["KAX", "架空庁"]]
    assert table["source"].tolist() == ["lexicon:my.csv, line 2"]
    run = extract(document("KAXと総務省"), lexicon=path)
    assert run.entities[["entity", "name_en"]].to_numpy().tolist() == [["架空庁", "Imaginary Agency"]]


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


@pytest.mark.model
@pytest.mark.filterwarnings("ignore")
def test_the_spacy_component(tmp_path: Path) -> None:
    import spacy
    from spacy import displacy

    from plantext.recognition.api import load_pipeline
    from plantext.recognition.spacy import displacy_options

    nlp = load_pipeline(parse=False)
    texts = ["OECDAI原則とG7 広島サミット。", "2023年10月に京都市でIGF2023会合を開く。"]
    docs = list(nlp.pipe(texts))
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in docs[0].ents] == [
        ("OECD", "ORG", "OECD"),
        ("AI原則", "PLAN", "AI原則"),
        ("G7 広島サミット", "FORUM", "G7広島サミット"),
    ]
    assert docs[1].ents[-1]._.series == "IGF"
    assert docs[1].ents[0]._.norm == "2023-10"
    html = displacy.render(docs[1], style="ent", options=displacy_options(), jupyter=False)
    assert "#fdae6b" in html

    lexicon = tmp_path / "my.csv"
    lexicon.write_text("entity,label,name_en,series,forms,note\n架空庁,ORG,,,KAX | KA?,\n", encoding="utf-8")
    own = load_pipeline(lexicon=lexicon, parse=False)
    own.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert [ent.kb_id_ for ent in again("KAXの話").ents] == ["架空庁"]
    assert [ent.kb_id_ for ent in again.from_bytes(own.to_bytes())("KAXの話").ents] == ["架空庁"]


@pytest.mark.model
@pytest.mark.filterwarnings("ignore")
def test_the_component_works_behind_the_whole_of_ginza() -> None:
    from plantext.recognition.api import load_pipeline

    doc = load_pipeline()("総務省はOECDAI原則を支持した。")
    assert [ent.text for ent in doc.ents] == ["総務省", "OECD", "AI原則"]
    assert doc.has_annotation("DEP")


def test_two_processes_with_other_hash_seeds_give_the_same_tables(tmp_path: Path) -> None:
    text = "架空データ推進協議会（KDF、以下「架空協」という。）と総務省・経済産業省は、G7広島サミットで「架空AI戦略」を公表した。"
    code = (
        "import sys; from plantext.recognition.api import find_entities; "
        "sys.stdout.buffer.write(find_entities(sys.argv[1], date='2023-06-09').to_csv().encode())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, text],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(outputs) == 1
    assert "架空協" in outputs.pop().decode()
