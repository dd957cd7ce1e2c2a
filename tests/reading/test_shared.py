"""Every document of the shared corpus: offsets lead back, the plan's tree is its table of contents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plantext.reading import describe, describe_json, read_file
from plantext.reading.pdf.contents import find_contents
from plantext.reading.pdf.glyphs import page_lines
from plantext.reading.sentences import LONG
from plantext.records import Document
from plantext.text import View, fold

NAMES = [
    *(f"ict-white-paper-{year}.txt" for year in ("h14", "h20", "h25", "h30", "r3", "r4")),
    "priority-plan-2023.pdf",
]


@pytest.fixture(scope="module")
def documents(shared_corpus: Path) -> dict[str, Document]:
    return {name: read_file(shared_corpus / name) for name in NAMES if (shared_corpus / name).is_file()}


@pytest.fixture(scope="module")
def plan(documents: dict[str, Document]) -> Document:
    if NAMES[-1] not in documents:
        pytest.skip("the plan is not at hand")
    return documents[NAMES[-1]]


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_leads_back(name: str, documents: dict[str, Document]) -> None:
    document = documents[name]
    owner = iter(document.blocks)
    block = next(owner)
    for number, sentence in enumerate(document.sentences):
        assert sentence.sent_id == number
        assert sentence.text and sentence.text == document.text[sentence.start : sentence.end]
        assert "\n" not in sentence.text and sentence.text == sentence.text.strip()
        while sentence.start >= block.end:
            block = next(owner)
        assert block.start <= sentence.start < sentence.end <= block.end
        assert (sentence.section, sentence.paragraph, sentence.kind) == (block.section, block.paragraph, block.kind)
        assert block.page <= sentence.page <= block.page_end <= document.n_pages
        view = View.of(sentence.text)
        assert view.printed(0, len(view.text)) == (0, len(sentence.text))


@pytest.mark.parametrize("name", NAMES)
def test_blocks_cover_the_text(name: str, documents: dict[str, Document]) -> None:
    document = documents[name]
    assert "\n".join(document.text[block.start : block.end] for block in document.blocks) == document.text
    covered = "".join(sentence.text for sentence in document.sentences)
    assert "".join(covered.split()) == "".join(document.text.split())


@pytest.mark.parametrize("name", NAMES)
def test_long_sentences_have_a_reason(name: str, documents: dict[str, Document]) -> None:
    document = documents[name]
    reasons = [note.text for note in document.report if "A sentence of" in note.message]
    long = [sentence.text[:60] for sentence in document.sentences if len(sentence.text) > LONG]
    assert long == reasons
    assert len(long) <= 2


@pytest.mark.parametrize("name", NAMES[:-1])
def test_no_character_of_a_white_paper_is_lost_in_silence(
    name: str, documents: dict[str, Document], shared_corpus: Path
) -> None:
    document = documents[name]
    printed = "".join((shared_corpus / name).read_text(encoding="utf-8").split())
    kept = "".join(document.text.split())
    told = sum(
        int(match.group(1))
        for note in document.report
        if (match := re.search(r"(\d+) characters: UTF-8", note.message))
    )
    assert len(printed) - len(kept) <= told
    if not told:
        assert kept == printed


def contents_of(path: Path) -> list[tuple[str, str]]:
    """The plan's own table of contents, read straight from its pages."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    pages = [page_lines(pdf[i].get_textpage(), i + 1, limit=100_000)[0] for i in range(6)]
    _, contents, _ = find_contents([sorted(lines, key=lambda line: -line.y) for lines in pages])
    pdf.close()
    return [(fold(entry.title), entry.label) for entry in contents.entries]


def test_tree_of_the_plan_is_its_table_of_contents(plan: Document, shared_corpus: Path) -> None:
    entries = contents_of(shared_corpus / NAMES[-1])
    assert len(entries) == 130
    # Printed page 1 is the sixth page of the file. The table lists 第１, １． and （１）; ① and below it leaves out.
    listed = re.compile(r"第[0-9]|[0-9]{1,2}\.|\([0-9]{1,2}\)|はじめに")
    headings = [
        (fold(plan.text[block.start : block.end]), str(block.page - 5))
        for block in plan.blocks
        if block.kind == "heading"
        and listed.match(fold(plan.text[block.start : block.end]))
        and not block.mark.startswith(tuple("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"))
    ]
    assert headings == entries


def test_sections_of_the_plan(plan: Document) -> None:
    paths = [block.section for block in plan.blocks if block.kind == "heading"]
    for path in ("はじめに", "第1/1/(2)/①", "第3-1/3/(1)", "第3-2/5/(1)/⑥/イ", "第4/3"):
        assert path in paths
    assert len(set(paths)) == len(paths)
    assert {block.level for block in plan.blocks if block.kind == "heading"} >= {1, 2, 3, 4, 5}


def test_every_footnote_of_the_plan_is_tied(plan: Document) -> None:
    notes = [block for block in plan.blocks if block.kind == "footnote"]
    assert [note.mark for note in notes] == [str(number) for number in range(1, 122)]
    for note in notes:
        anchor = next(block for block in plan.blocks if block.start <= note.anchor <= block.end)
        assert anchor.page <= note.page <= anchor.page_end
    anchors = [note.anchor for note in notes]
    assert anchors == sorted(anchors)


def test_marks_page_numbers_and_ruby_are_out_of_the_plan(plan: Document) -> None:
    assert not [block for block in plan.blocks if re.fullmatch(r"\d{1,3}", plan.text[block.start : block.end])]
    for note in plan.blocks:
        if note.kind == "footnote":
            assert not plan.text.startswith(note.mark, note.anchor)
            assert not plan.text.endswith(note.mark, 0, note.anchor)
    assert sum(note.message.startswith("Ruby") for note in plan.report) == 20
    assert plan.date is not None and plan.date.isoformat() == "2023-06-09"


def test_description_of_the_plan(plan: Document) -> None:
    told = describe(plan)
    assert "118" in told and "130 of 130 entries" in told
    data = describe_json(plan)
    assert (data["pages"], len(data["tree"])) == (118, sum(block.kind == "heading" for block in plan.blocks))
