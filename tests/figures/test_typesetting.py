import pytest

from plantext.figures.typesetting import printable, wrap


def test_a_character_that_no_face_has_becomes_a_geta():
    assert printable("総務省\x07と𓀀") == "総務省と〓"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("総務省", "総務省"),
        ("信頼性のある自由なデータ流通（DFFT）", "信頼性のある自由な\nデータ流通（DFFT）"),
        ("デジタル社会形成基本法", "デジタル\n社会形成基本法"),
        ("インターネット・ガバナンス・フォーラム", "インターネット・\nガバナンス・フォーラム"),
        ("内閣サイバーセキュリティセンター", "内閣\nサイバーセキュリティセンター"),
        ("International Telecommunication Union", "International\nTelecommunication Union"),
        ("", ""),
    ],
)
def test_long_names_are_broken(name, lines):
    assert wrap(name, 10) == lines
