import time

import pandas as pd
import pytest

from plantext.clauses.codebook import Codebook, Concept, make_codebook, read_codebook
from plantext.errors import PlantextError

ROWS = """concept,forms,notes
マイナンバーカード,マイナカード | 個人番号カード,券面を含む
マイナ保険証,"健康保険証の廃止 | /保険証.{0,6}一体化/",
マイナンバーカード,ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ,
"""


@pytest.fixture
def book(tmp_path):
    (tmp_path / "codes.csv").write_text(ROWS, encoding="utf-8")
    return read_codebook(tmp_path / "codes.csv")


def found(book, text):
    return [(one.concept, text[one.start : one.end]) for one in book.find(text)]


def test_forms_and_patterns_are_found_as_printed(book):
    assert book.names == ["マイナンバーカード", "マイナ保険証"]
    text = "個人番号カードと保険証の一体化、マイナ カードも。"
    assert found(book, text) == [
        ("マイナンバーカード", "個人番号カード"),
        ("マイナ保険証", "保険証の一体化"),
        ("マイナンバーカード", "マイナ カード"),
    ]
    assert book.concepts[0].notes == "券面を含む"


def test_the_longest_form_wins():
    book = make_codebook([(2, {"concept": "減税"}), (3, {"concept": "所得税減税"})])
    assert found(book, "所得税減税と減税") == [("所得税減税", "所得税減税"), ("減税", "減税")]


def test_files_of_spreadsheets_are_read(tmp_path, book):
    for encoding in ("utf-8-sig", "cp932", "utf-16"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(ROWS.replace("ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ", "カード型").replace("\n", "\r\n").encode(encoding))
        assert read_codebook(path).names == book.names


def test_occurrences_are_a_table(book):
    sentences = pd.DataFrame({"doc_id": ["a", "a"], "sent_id": [0, 1], "text": ["なし。", "マイナカードは"]})
    table = book.occurrences(sentences)
    assert table.values.tolist() == [["a", 1, 0, 6, "マイナカード", "マイナンバーカード", "マイナカード"]]
    assert book.occurrences(sentences.head(1)).columns.tolist() == table.columns.tolist()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "row 1"),
        ("name,forms\n税,\n", "row 1: expected the headings concept, forms, notes, got name, forms"),
        ("concept,forms\n", "no concepts"),
        ("concept,forms\n税,\n,減税\n", "row 3: the column concept is empty"),
        ("concept,forms\n税,減税\n軽減,減税\n", "row 3: '減税' is a form of 軽減 and, in row 2, of 税"),
        ("concept,forms\n税,/(減税/\n", r"row 2: the pattern /\(減税/ is no regular expression"),
        ("concept,forms\n税,/(減税)?/\n", "row 2: the pattern .* finds nothing at all"),
        ('concept,forms\n税,"減税\n', "expected CSV"),
        ("concept,forms\n税,/減{0,2}/\n", "row 2: 3 cells under 2 headings"),
        ("concept,forms\n税,\u200b\n", "row 2"),
    ],
)
def test_errors_name_the_row(tmp_path, text, said):
    (tmp_path / "c.csv").write_text(text, encoding="utf-8")
    with pytest.raises(PlantextError, match=said):
        read_codebook(tmp_path / "c.csv")


def test_a_pattern_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr("plantext.clauses.codebook.SECONDS", 0.2)
    book = Codebook((Concept("x", patterns=("(a|aa|b?a)+$",), row=7),))
    begun = time.monotonic()
    with pytest.raises(PlantextError, match="row 7"):
        book.find("a" * 5000 + "c")
    assert time.monotonic() - begun < 20
