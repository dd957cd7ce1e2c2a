"""Tables of texts as documents: meetings, texts of their own, rows as units; what is bad is told."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from made_tables import MEETINGS, SPEECHES, diet_records, documents, speech_records, told

from plantext.errors import ReadingError
from plantext.reading import read_bytes

# Of each record with speech: speaker, party, and the office or else the capacity.
TURNS = [(speaker, party, office or capacity) for party, office, capacity, speaker, _ in SPEECHES[1:]]


def xml_of(value: object, tag: str) -> str:
    if isinstance(value, list):
        return "".join(xml_of(item, tag) for item in value)
    if isinstance(value, dict):
        return f"<{tag}>{''.join(xml_of(inner, key) for key, inner in value.items())}</{tag}>"
    return f"<{tag}>{'' if value is None else value}</{tag}>"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (diet_records(), "a.json"),
        (speech_records(), "a.json"),
        (speech_records()["speechRecord"], "a.json"),
        ("\n".join(json.dumps(row, ensure_ascii=False) for row in speech_records()["speechRecord"]), "a.jsonl"),
        ('<?xml version="1.0"?>' + xml_of(diet_records(), "data"), "a.xml"),
        (xml_of(speech_records(), "data").encode("utf-16"), "a.xml"),
    ],
    ids=["meetings", "speeches", "list", "lines", "xml", "utf-16"],
)
def test_a_meeting_is_a_document_and_a_speech_a_turn(content: object, name: str) -> None:
    found = documents(content, name)
    assert [document.id for document in found] == list(MEETINGS)
    for document, (house, committee, date) in zip(found, MEETINGS.values(), strict=True):
        assert [(turn.speaker, turn.party, turn.role) for turn in document.turn_records] == TURNS
        assert (document.date, document.publisher) == (dt.date.fromisoformat(date), house)
        assert {**document.columns}.items() >= {"house": house, "committee": committee}.items()
        assert house in document.title and committee in document.title
        # The head of the record is nobody's speech, and no name stands before a speech.
        assert [sentence.text for sentence in document.sentences if sentence.turn == 0] == [
            "これより会議を開きます。",
            "質疑に入ります。",
            "乙川花子君。",
        ]
        assert document.sentences[0].turn == -1 and document.sentences[0].text == "令和五年四月三日（月曜日）"


def test_what_surrounds_the_meetings_is_no_column_of_theirs() -> None:
    assert all("numberOfRecords" not in document.columns for document in documents(diet_records(), "a.json"))


def test_a_list_of_speakers_beside_the_speeches_says_party_and_office() -> None:
    meeting = {
        "house": "衆議院",
        "name": "架空委員会",
        "date": "2023-04-03",
        "headerRecord": "令和五年四月三日\n" + "　出席委員　甲野太郎君\n" * 20,
        "speakers": [{"name": "甲野太郎", "group": "架空党"}, {"name": "丙山次郎", "position": "総務大臣"}],
        "speeches": [
            {"speaker": "甲野太郎", "speech": "伺います。"},
            {"speaker": "丙山次郎", "speech": "お答えします。"},
        ],
    }
    (document,) = documents([meeting], "a.json")
    assert [(turn.speaker, turn.party, turn.role) for turn in document.turn_records] == [
        ("甲野太郎", "架空党", ""),
        ("丙山次郎", "", "総務大臣"),
    ]
    assert document.text.startswith("令和五年四月三日\n") and "headerRecord" not in document.columns


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_speeches_in_rows(encoding: str) -> None:
    text = (
        "開催日,発言者,所属会派,発言内容\n"
        "2023/4/3,甲野太郎,架空党,○甲野太郎君伺います。\n"
        '2023/4/3,乙川花子,無所属,"一つ。\n二つ。"\n'
        "2023/4/4,甲野太郎,架空党,以上です。\n"
    )
    one, two = documents(text.encode(encoding), "議事.csv")
    assert [(turn.speaker, turn.party, turn.n_sentences) for turn in one.turn_records] == [
        ("甲野太郎", "架空党", 1),
        ("乙川花子", "無所属", 2),
    ]
    assert (one.date, two.date) == (dt.date(2023, 4, 3), dt.date(2023, 4, 4))
    assert one.text == "伺います。\n一つ。\n二つ。"


def test_a_label_with_a_post_leads_to_the_person() -> None:
    (document,) = documents(
        "発言者,発言\n６番（甲野太郎君）,伺います。\n乙川委員長,次に、乙川花子委員長。\n座長,以上。\n", "a.csv"
    )
    people = [(turn.speaker, turn.person, turn.role) for turn in document.turn_records]
    assert people[0][:2] == ("６番（甲野太郎君）", "甲野太郎")
    assert people[1][0::2] == ("乙川委員長", "委員長") and people[2] == ("座長", "", "座長")


def test_lines_of_two_encodings_are_told() -> None:
    rows = ["発言者,発言", "甲野太郎,総務省に伺います。", "乙川花子,お答えします。"]
    data = b"\n".join([rows[0].encode(), rows[1].encode("cp932"), rows[2].encode()])
    (document,) = documents(data, "a.csv")
    assert [turn.speaker for turn in document.turn_records] == ["甲野太郎", "乙川花子"]
    assert "different encodings" in told(document)


def test_rows_of_measures_are_one_document_whose_rows_are_units() -> None:
    (document,) = documents(
        "施策,府省,説明\n人材の育成,総務省,研修を行う。\n基盤の整備,経済産業省,補助する。\n", "施策.csv"
    )
    assert [(block.row, document.text[block.start : block.end]) for block in document.blocks if block.row >= 0] == [
        (0, "人材の育成"), (0, "総務省"), (0, "研修を行う。"),
        (1, "基盤の整備"), (1, "経済産業省"), (1, "補助する。"),
    ]  # fmt: skip
    assert {sentence.row for sentence in document.sentences} == {-1, 0, 1}


def test_a_long_text_with_a_title_is_a_document() -> None:
    rows = [{"title": f"第{i}の件", "content": "本文である。" * 60, "category": "経済"} for i in range(3)]
    found = documents(rows, "news.json")
    assert [(document.id, document.title, document.columns["category"]) for document in found] == [
        ("news-1", "第0の件", "経済"), ("news-2", "第1の件", "経済"), ("news-3", "第2の件", "経済"),
    ]  # fmt: skip


def test_a_text_beside_another_is_read_but_not_said_by_its_speaker() -> None:
    text = "件名,質問者,質問本文,答弁本文\n" + "".join(
        f"{i}の件,甲野{name}君,{i}について質問する。以上である。,お答えする。{i}は定める。\n"
        for i, name in enumerate("太次")
    )
    one, two = documents(text, "q.csv")
    assert [(block.turn, one.text[block.start : block.end]) for block in one.blocks] == [
        (0, "0について質問する。以上である。"),
        (-1, "お答えする。0は定める。"),
    ]
    assert (one.title, two.title) == ("0の件", "1の件") and "Read too, behind each text: 答弁本文" in told(one)


def test_items_of_a_feed_are_documents_with_their_day() -> None:
    item = "<item><title>第{0}の件</title><link>https://example.org/{0}</link><pubDate>Fri, 09 Jun 2023 1{0}:00:00 +0900</pubDate><description>会議を開いた。</description></item>"
    feed = f"<rss><channel><title>新着</title><link>https://example.org</link>{item.format(1)}{item.format(2)}</channel></rss>"
    found = documents(feed, "feed.xml")
    assert [(one.title, one.date, one.source) for one in found] == [
        ("第1の件", dt.date(2023, 6, 9), "https://example.org/1"),
        ("第2の件", dt.date(2023, 6, 9), "https://example.org/2"),
    ]


def test_items_of_an_agenda_are_one_meeting() -> None:
    items = [{"item": f"議題{i}", "speeches": [{"speaker": "甲野", "text": f"議題{i}に入ります。"}]} for i in (1, 2)]
    (document,) = documents({"meeting": {"title": "第3回検討会", "date": "2023-06-09", "agenda": items}}, "a.json")
    assert (document.title, len(document.turn_records)) == ("第3回検討会", 2)


def test_columns_that_pandas_writes() -> None:
    columns = {"speaker": {"0": "甲野", "1": "乙川"}, "text": {"0": "開く。", "1": "閉じる。"}}
    (document,) = documents(columns, "a.json")
    assert [turn.speaker for turn in document.turn_records] == ["甲野", "乙川"]


def test_columns_that_the_user_names() -> None:
    rows = [
        {
            "k": "x1",
            "who": "甲野",
            "words": {"jp": "賛成である。"},
            "x": {"jp": "別の長い本文である。別の長い本文である。"},
        },
        {
            "k": "x2",
            "who": "乙川",
            "words": {"jp": "反対である。"},
            "x": {"jp": "別の長い本文である。別の長い本文である。"},
        },
    ]
    found = documents({"rows": rows}, "a.json", text="words.jp", speaker="who", id="k", group="k")
    assert [(document.text, document.turn_records[0].speaker) for document in found] == [
        ("賛成である。", "甲野"),
        ("反対である。", "乙川"),
    ]
    assert [document.id for document in found] == ["a-x1", "a-x2"]


def test_a_column_that_is_not_there_says_which_are() -> None:
    with pytest.raises(ReadingError, match=r"a\.csv: --text: there is no column '本文'\. There are: 発言者, 発言\."):
        documents("発言者,発言\n甲野,伺います。\n", "a.csv", text="本文")
    with pytest.raises(ReadingError, match="--speaker: there is no column 'who'"):
        documents(diet_records(), "a.json", speaker="who")
    with pytest.raises(ReadingError, match=r"may be any of one\.speech, two\.speech"):
        documents({"one": [{"speech": "甲。"}], "two": [{"speech": "乙。"}]}, "a.json", text="speech")


def test_json_of_another_shape_says_what_stands_where() -> None:
    with pytest.raises(
        ReadingError, match=r"found none\. At these paths it holds values: series\.id \(2, such as 'a'\)"
    ):
        documents({"series": [{"id": "a", "n": 1}, {"id": "b", "n": 2}]}, "a.json")
    with pytest.raises(ReadingError, match="damaged as JSON"):
        documents('{"a": [', "a.json")
    with pytest.raises(ReadingError, match="nested too deep"):
        documents("[" * 200_000, "a.json")


def test_damaged_lines_of_json_lines_are_told() -> None:
    lines = ['{"speaker": "甲野", "speech": "一つ。"}', "{", '{"speaker": "乙川", "speech": "二つ。"}']
    (document,) = documents("\n".join(lines), "a.jsonl")
    assert len(document.turn_records) == 2 and "Line 2 is no JSON" in told(document)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE d [<!ENTITY a "啊啊啊"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d [<!ENTITY % a SYSTEM "http://127.0.0.1/x.dtd"> %a;]>',
    ],
)
def test_entities_are_refused(head: str) -> None:
    with pytest.raises(ReadingError, match="declares entities"):
        documents(f"{head}<d><r><speech>開く。</speech></r><r><speech>閉じる。</speech></r></d>", "a.xml")


def test_deep_xml_is_refused() -> None:
    with pytest.raises(ReadingError, match="damaged as XML"):
        documents("<a>" * 5000 + "文" + "</a>" * 5000, "a.xml")


def test_rows_without_a_text_and_repeated_rows_are_told() -> None:
    text = "id,speaker,speech\n1,甲野,伺います。\n2,乙川,\n1,甲野,伺います。\n3,丙山,○丙山議員\n"
    (document,) = documents(text, "a.csv")
    assert [turn.speaker for turn in document.turn_records] == ["甲野"]
    assert "2 rows without a text were left out, the first in row 3" in told(document)
    assert "1 rows that repeat an earlier one" in told(document)


def test_ten_thousand_rows() -> None:
    rows = "".join(f"2023-04-{1 + i // 500:02},甲野{i % 7},{i}番目の発言である。\n" for i in range(10_000))
    found = documents("date,speaker,speech\n" + rows, "a.csv")
    assert len(found) == 20 and sum(len(document.turn_records) for document in found) == 10_000


def test_one_document_is_read_and_many_are_refused() -> None:
    document = read_bytes("発言者,発言\n甲野,開く。\n".encode(), "a.csv", doc_id="a", title="題")
    assert (document.title, document.turn_records[0].speaker) == ("題", "甲野")
    with pytest.raises(ReadingError, match="holds 2 documents"):
        read_bytes(json.dumps(diet_records()).encode(), "a.json", doc_id="a")


def test_a_table_without_rows() -> None:
    with pytest.raises(ReadingError, match=r"no rows|no text"):
        documents("発言者,発言\n", "a.csv")
