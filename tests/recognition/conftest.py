from __future__ import annotations

from collections.abc import Callable

import pytest

from plantext.recognition.recognizer import Recognizer, make_recognizer


@pytest.fixture(scope="session")
def recognizer() -> Recognizer:
    """A recognizer with the lexicons of plantext alone."""
    return make_recognizer()


@pytest.fixture(scope="session")
def names(recognizer: Recognizer) -> Callable[[str], list[tuple[str, str]]]:
    """The names of a text, as pairs of their characters and their label."""
    return lambda text: [(mention.text, mention.label) for mention in recognizer.find(text)]
