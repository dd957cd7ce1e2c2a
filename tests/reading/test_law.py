"""Laws in the XML of e-Gov: title, date, articles as the tree."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from lxml import etree

from plantext.errors import ReadingError
from plantext.reading import read_bytes, read_file
from plantext.records import Document

LAW = """<?xml version="1.0" encoding="{encoding}"?>
<Law Era="Reiwa" Year="5" Num="1" LawType="Act" PromulgateMonth="4" PromulgateDay="3" Lang="ja">
 <LawNum>令和五年法律第一号</LawNum>
 <LawBody>
  <LawTitle Kana="かくうほう">架空法</LawTitle>
  <TOC><TOCLabel>目次</TOCLabel></TOC>
  <MainProvision>
   <Chapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle>
    <Article Num="1"><ArticleCaption>（目的）</ArticleCaption><ArticleTitle>第一条</ArticleTitle>
     <Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>この法律は、<Ruby>架<Rt>か</Rt></Ruby>空を定める。</Sentence></ParagraphSentence></Paragraph>
    </Article>
    <Article Num="2"><ArticleCaption>（定義）</ArticleCaption><ArticleTitle>第二条</ArticleTitle>
     <Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>次のとおりとする。</Sentence></ParagraphSentence>
      <Item Num="1"><ItemTitle>一</ItemTitle><ItemSentence><Column Num="1"><Sentence>甲</Sentence></Column><Column Num="2"><Sentence>乙をいう。</Sentence></Column></ItemSentence>
       <Subitem1 Num="1"><Subitem1Title>イ</Subitem1Title><Subitem1Sentence><Sentence>丙</Sentence></Subitem1Sentence></Subitem1>
      </Item>
     </Paragraph>
     <Paragraph Num="2"><ParagraphNum>２</ParagraphNum><ParagraphSentence><Sentence>前項の定めによる。</Sentence><Sentence>ただし、別に定める。</Sentence></ParagraphSentence></Paragraph>
    </Article>
   </Chapter>
  </MainProvision>
  <SupplProvision AmendLawNum="令和六年法律第二号"><SupplProvisionLabel>附　則</SupplProvisionLabel>
   <Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>公布の日から施行する。</Sentence></ParagraphSentence></Paragraph>
  </SupplProvision>
  <AppdxTable><AppdxTableTitle>別表第一</AppdxTableTitle><TableStruct><Table>
   <TableRow><TableColumn><Sentence>機構</Sentence></TableColumn><TableColumn><Sentence>架空法</Sentence></TableColumn></TableRow>
  </Table></TableStruct></AppdxTable>
 </LawBody>
</Law>"""


def read(encoding: str = "UTF-8", wrapped: str = "{}") -> Document:
    text = LAW.format(encoding=encoding)
    if wrapped != "{}":
        head, _, body = text.partition("\n")
        text = head + wrapped.format(body)
    return read_bytes(text.encode(encoding), "law.xml", doc_id="law")


@pytest.mark.parametrize("encoding", ["UTF-8", "Shift_JIS", "UTF-16"])
def test_articles_are_the_tree(encoding: str) -> None:
    document = read(encoding)
    assert (document.title, document.date) == ("架空法", dt.date(2023, 4, 3))
    found = [(b.kind, b.section, document.text[b.start : b.end]) for b in document.blocks]
    assert found == [
        ("paragraph", "", "架空法"),
        ("paragraph", "", "令和五年法律第一号"),
        ("heading", "第一章", "第一章　総則"),
        ("heading", "第一章/第一条", "第一条（目的）"),
        ("paragraph", "第一章/第一条", "この法律は、架空を定める。"),
        ("heading", "第一章/第二条", "第二条（定義）"),
        ("paragraph", "第一章/第二条", "次のとおりとする。"),
        ("bullet", "第一章/第二条", "一　甲　乙をいう。"),
        ("bullet", "第一章/第二条", "イ　丙"),
        ("paragraph", "第一章/第二条", "２　前項の定めによる。ただし、別に定める。"),
        ("heading", "附則（令和六年法律第二号）", "附則（令和六年法律第二号）"),
        ("paragraph", "附則（令和六年法律第二号）", "公布の日から施行する。"),
        ("heading", "別表第一", "別表第一"),
        ("table", "別表第一", "機構"),
        ("table", "別表第一", "架空法"),
    ]
    assert any("contents" in note.message for note in document.report)


def test_the_answer_of_the_api_is_read_like_the_law_alone() -> None:
    answer = "<DataRoot><Result/><ApplData><LawFullText>{}</LawFullText></ApplData></DataRoot>"
    assert read(wrapped=answer).text == read().text


def test_damage_is_told() -> None:
    with pytest.raises(ReadingError, match="damaged as XML"):
        read_bytes(LAW[:-20].encode(), "law.xml", doc_id="law")


def test_every_article_and_sentence_of_a_law_shared(shared_corpus: Path) -> None:
    path = shared_corpus / "field" / "law_appi.xml"
    if not path.is_file():
        pytest.skip("needs the field documents of the shared corpus")
    root, document = etree.parse(path), read_file(path)
    headings = [document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"]
    for kind in ("Chapter", "Section", "Subsection"):
        for title in root.iterfind(f".//{kind}/{kind}Title"):
            assert title.text in headings
    articles = [node.text for node in root.iterfind(".//Article/ArticleTitle")]
    marks = [b.mark for b in document.blocks if b.kind == "heading" and b.mark]
    assert marks == articles
    text = "".join(document.text.split())
    for sentence in root.iterfind(".//LawBody//Sentence"):
        assert "".join("".join(sentence.itertext()).split()) in text
    assert (document.title, document.date) == ("個人情報の保護に関する法律", dt.date(2003, 5, 30))
