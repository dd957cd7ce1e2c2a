"""The spaCy component, on disk, in bytes, behind the whole of GiNZA."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantext.labels import LABEL


@pytest.mark.slow
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
    assert LABEL["FORUM"].tint in html

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
