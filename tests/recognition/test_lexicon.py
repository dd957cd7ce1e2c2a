"""Lexicon files: what they may say, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantext.errors import LexiconError
from plantext.recognition.lexicon import builtin_terms, load_lexicon, merge_terms
from plantext.text import fold

HEADER = "entity,label,name_en,series,forms,note\n"


def write(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "my.csv"
    path.write_text(header + rows, encoding="utf-8")
    return path


def test_a_row_becomes_a_term(tmp_path: Path) -> None:
    (term,) = load_lexicon(write(tmp_path, "架空庁,ORG,Imaginary Agency,,ＫＡＫ | KA?,made up\n"))
    assert (term.entity, term.label, term.name_en) == ("架空庁", "ORG", "Imaginary Agency")
    assert term.forms == ("架空庁", "KAK", "KA", "Imaginary Agency")
    assert term.doubtful == {"KA"}
    assert term.origin == "my.csv, line 2"


def test_an_english_name_leads_to_its_entry_in_any_spelling(tmp_path: Path) -> None:
    rows = "架空機構,ORG,Kakuu Organisation for Co-operation,,,\n空想市,PLACE,Kusou,,,\n海の会,ORG,Sea Body,,,\n空の会,ORG,Sea Body,,,\n"
    body, city, *others = load_lexicon(write(tmp_path, rows))
    assert {"Kakuu Organisation for Co-operation", "Kakuu Organization for Cooperation"} <= set(body.forms)
    assert city.doubtful == {"Kusou"}
    assert [term.forms for term in others] == [("海の会",), ("空の会",)]  # what two share leads to none


def test_nearly_every_entry_is_reached_by_its_english_name() -> None:
    terms = [term for term in builtin_terms() if term.name_en and fold(term.entity) in term.forms]
    assert sum(fold(term.name_en) in term.forms for term in terms) > 0.99 * len(terms)


def test_a_leading_equals_sign_leaves_out_the_entity_itself(tmp_path: Path) -> None:
    (term,) = load_lexicon(write(tmp_path, "架空庁,ORG,,,=架空省,\n"))
    assert term.forms == ("架空省",)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("架空庁,ORG,,,,\n架空庁,ORG,,,,\n", r"my\.csv, line 3: 架空庁 \(ORG\) stands already in my\.csv, line 2"),
        ("架空庁,ORG,,,KA,\n空想会議,FORUM,,,KA,\n", r"my\.csv, line 3: the form KA .*contradicts my\.csv, line 2"),
        ("架空庁,ＯＲＧ,,,,\n", r"my\.csv, line 2: column label: expected one of ORG"),
        ("架空庁,ORG,,,\n", r"my\.csv, line 2: expected 6 columns"),
        (",ORG,,,架空,\n", r"my\.csv, line 2: column entity is empty"),
        ("庁,ORG,,,,\n", r"my\.csv, line 2: expected forms of at least two characters"),
    ],
)
def test_faulty_rows_are_refused_with_file_and_line(tmp_path: Path, rows: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=complaint):
        load_lexicon(write(tmp_path, rows))


def test_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="line 1: expected the columns entity,label"):
        load_lexicon(write(tmp_path, "", header="name,kind\n"))
    with pytest.raises(LexiconError, match="cannot be read"):
        load_lexicon(tmp_path / "none.csv")


def test_own_rows_override_and_silence(tmp_path: Path) -> None:
    own = load_lexicon(write(tmp_path, "新しい名,ORG,,,総務省,\nIGFの催し,-,,,=IGF,\n"))
    merged = {form: term for term in merge_terms(builtin_terms(), own) for form in term.forms}
    assert merged["総務省"].entity == "新しい名"
    assert merged["IGF"].label == "-"
    assert merged["インターネット・ガバナンス・フォーラム"].label == "FORUM"


def test_the_package_s_lexicons_agree_and_name_everything_in_english() -> None:
    terms = builtin_terms()
    assert len(terms) > 1500
    assert [term.entity for term in terms if not term.name_en and term.label != "-"] == []
