from __future__ import annotations

import pytest

from plantext.recognition.recognizer import Recognizer, make_recognizer


@pytest.fixture(scope="session")
def recognizer() -> Recognizer:
    """A recognizer with the lexicons of plantext alone."""
    return make_recognizer()
