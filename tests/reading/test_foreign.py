"""Chinese and Korean bytes: never Japanese nonsense without a doubt; Japanese stays Japanese."""

from __future__ import annotations

import pytest

from plantext.errors import ReadingError
from plantext.reading.decoding import Decoded, decode
from plantext.reading.foreign import lacks_kana

CHINESE = "会议讨论了数字经济的发展和网络安全的国际合作。各国代表认为，应当加强信息技术方面的交流。"
TRADITIONAL = "會議討論了數位經濟的發展和網路安全的國際合作。各國代表認為，應當加強資訊技術方面的交流。"
KOREAN = "회의에서는 디지털 경제의 발전과 국제 협력에 대하여 논의하였다. 정부는 계획을 수립하고 이를 시행한다."
JAPANESE = "会議では、デジタル経済の発展と国際的な協力について議論した。政府は計画を定め、これを実施する。"
KANJI = "総務省経済産業省外務省文部科学省厚生労働省農林水産省国土交通省環境省防衛省財務省法務省"


def doubts(decoded: Decoded) -> list[str]:
    return [note.message for note in decoded.notes if note.kind == "uncertain"]


@pytest.mark.parametrize("times", [1, 3, 20])
@pytest.mark.parametrize(
    ("text", "codec"),
    [(CHINESE, "gb18030"), (CHINESE, "gb2312"), (KOREAN, "euc_kr"), (KOREAN, "cp949"), (TRADITIONAL, "big5")],
)
def test_foreign_bytes_are_read_as_what_they_are_and_doubted(text: str, codec: str, times: int) -> None:
    try:
        decoded = decode(((text + "\n") * times).encode(codec), "a.txt")
    except ReadingError:
        return
    assert decoded.text == (text + "\n") * times
    assert doubts(decoded) and decoded.notes[0].confidence <= 0.6


@pytest.mark.parametrize("codec", ["cp932", "euc_jp"])
@pytest.mark.parametrize("text", [JAPANESE, JAPANESE * 10, KANJI + JAPANESE, "計画の概要", "ﾃﾞｼﾞﾀﾙ庁の計画を定める"])
def test_japanese_is_not_doubted(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec), "a.txt")
    assert decoded.text == text and not doubts(decoded)


@pytest.mark.parametrize("codec", ["cp932", "euc_jp"])
def test_a_list_of_kanji_is_read_as_japanese_with_a_doubt(codec: str) -> None:
    decoded = decode(KANJI.encode(codec), "a.txt")
    assert decoded.text == KANJI and len(doubts(decoded)) == 1


def test_lacks_kana() -> None:
    assert lacks_kana(KANJI) and lacks_kana(CHINESE) and not lacks_kana(JAPANESE) and not lacks_kana("計画")


def test_a_few_kanji_are_never_sure() -> None:
    assert decode("互联网".encode("gb18030"), "a.txt").notes[0].confidence <= 0.6
    assert decode("計画を".encode("euc_jp"), "a.txt").notes[0].confidence > 0.9
