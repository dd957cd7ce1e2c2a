"""Made-up meetings in the layouts in which others keep them, and workbooks made for a test."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

from plantext.reading.tabular.columns import Choice
from plantext.reading.tabular.reader import open_table
from plantext.records import Document

SPEECHES = [
    ("", "", "", "会議録情報", "令和五年四月三日（月曜日）\n　　午前九時開議\n　出席委員\n　　　委員長　甲野太郎君"),
    ("架空党", "", "", "甲野太郎", "○甲野委員長　これより会議を開きます。\n　質疑に入ります。乙川花子君。"),
    ("無所属の会", "", "", "乙川花子", "○乙川委員　総務省に伺います。"),
    ("", "総務大臣", "", "丙山次郎", "○丙山国務大臣　お答えします。"),
    ("", "", "参考人", "丁田三郎", "○丁田参考人　意見を述べます。"),
]
"""Party, office, capacity, speaker and speech of the records of a meeting."""
MEETINGS = {
    "100100000X00120230403": ("衆議院", "架空委員会", "2023-04-03"),
    "100100000X00220230404": ("参議院", "本会議", "2023-04-04"),
}


def speech_record(meeting: str, order: int) -> dict[str, Any]:
    party, office, capacity, speaker, text = SPEECHES[order]
    return {
        "speechID": f"{meeting}_{order:03}",
        "speechOrder": order,
        "speaker": speaker,
        "speakerGroup": party or None,
        "speakerPosition": office or None,
        "speakerRole": capacity or None,
        "speech": text,
        "speechURL": f"https://example.org/txt/{meeting}/{order}",
    }


def diet_records() -> dict[str, Any]:
    """Meetings as the Diet Library's API gives them in JSON."""
    return {
        "numberOfRecords": 2,
        "meetingRecord": [
            {
                "issueID": meeting,
                "session": 211,
                "nameOfHouse": house,
                "nameOfMeeting": name,
                "issue": "第1号",
                "date": date,
                "meetingURL": f"https://example.org/txt/{meeting}",
                "speechRecord": [speech_record(meeting, order) for order in range(len(SPEECHES))],
            }
            for meeting, (house, name, date) in MEETINGS.items()
        ],
    }


def speech_records() -> dict[str, Any]:
    """The same as single speeches, as the API's other answer gives them."""
    return {
        "speechRecord": [
            {
                **speech_record(meeting, order),
                "issueID": meeting,
                "nameOfHouse": house,
                "nameOfMeeting": name,
                "date": date,
            }
            for meeting, (house, name, date) in MEETINGS.items()
            for order in range(len(SPEECHES))
        ]
    }


def documents(content: str | bytes | object, name: str, **choice: str) -> list[Document]:
    """The documents of a table; what is no text is written as JSON."""
    data = content.encode() if isinstance(content, str) else content
    if not isinstance(data, bytes):
        data = json.dumps(data, ensure_ascii=False).encode()
    return list(open_table(data, name, name.partition(".")[0], Choice(**choice)))


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    fill(book)
    book.save(file)
    return file.getvalue()


def told(document: Document) -> str:
    return "\n".join(note.message for note in document.report)
