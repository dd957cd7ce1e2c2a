"""Names of speakers before their speech."""

from __future__ import annotations

import pytest

from plantext.reading.tabular.labels import without_label


@pytest.mark.parametrize(
    ("text", "speaker", "speech"),
    [
        ("○議長（甲野太郎君）　これより開きます。", "甲野太郎", "これより開きます。"),
        ("○国務大臣（甲野太郎君）　お答えします。", "甲野太郎", "お答えします。"),
        ("◯12番（甲野太郎君） 伺います。", "甲野太郎", "伺います。"),
        ("○甲野委員長　これより開きます。", "甲野太郎", "これより開きます。"),
        ("○甲野（太）委員　質問します。", "甲野太郎", "質問します。"),
        ("○甲野（太）委員質問します。", "甲野太郎", "質問します。"),
        ("○甲野太郎君　賛成です。", "甲野太郎", "賛成です。"),
        ("○甲野太郎君国会法について述べます。", "甲野太郎", "国会法について述べます。"),
        ("○甲野　太郎君　賛成です。", "甲野太郎", "賛成です。"),
        ("○甲野政府参考人　お答えします。", "甲野太郎", "お答えします。"),
        ("甲野太郎：賛成です。", "甲野太郎", "賛成です。"),
        ("座長　始めます。", "座長", "始めます。"),
        # No label: a name in the text, a list mark, a bracket of another.
        ("甲野太郎は出席した。", "甲野太郎", "甲野太郎は出席した。"),
        ("総務省（情報流通行政局）に伺います。", "甲野太郎", "総務省（情報流通行政局）に伺います。"),
        ("これより開きます。", "甲野太郎", "これより開きます。"),
        ("○甲野委員長", "甲野太郎", ""),
    ],
)
def test_the_name_of_the_speaker_is_taken_out(text: str, speaker: str, speech: str) -> None:
    assert without_label(text, speaker) == speech
