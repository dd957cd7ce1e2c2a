from plantext.figures.typesetting import printable


def test_a_character_that_no_face_has_becomes_a_geta():
    assert printable("総務省\x07と𓀀") == "総務省と〓"
