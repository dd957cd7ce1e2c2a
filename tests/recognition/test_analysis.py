"""What is stored of a document gives its sentences back."""

from __future__ import annotations

from plantext.reading import read_bytes
from plantext.recognition.analysis import DocumentAnalysis
from plantext.recognition.rules.table import load_rules

TEXT = "架空の会（以下「会議」という。）は、2023年10月に開く。\n①ＮＨＫと総務省は同年12月に始めた。\n英国（ロンドン）。"
DOCUMENT = read_bytes(TEXT.encode(), "a.txt", doc_id="a")


def test_an_analysis_comes_back_as_it_was_stored() -> None:
    analysis = DocumentAnalysis()
    first = dict(analysis.fill(DOCUMENT, load_rules()))
    assert len(first) == len(DOCUMENT.sentences) > 2
    again = dict(DocumentAnalysis(**vars(analysis)).recall(DOCUMENT, first))
    assert again == first
    assert analysis.general == ["会議"]


def test_sentences_with_a_form() -> None:
    analysis = DocumentAnalysis()
    texts = [sentence.view.text for _, sentence in analysis.fill(DOCUMENT, load_rules())]
    for forms in (["NHK"], ["総務", "ロンドン"], ["に", "。"], ["空想"]):
        assert analysis.sentences_with(forms) == {
            i for i, text in enumerate(texts) if any(form in text for form in forms)
        }
