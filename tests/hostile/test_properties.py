"""What must hold of every reading, tried on inputs that hypothesis makes; the fuzzer tries the same properties for longer."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import samples
from fuzz.seeds import GOOD, WORST_LINES, docx, paragraph
from fuzz.targets import TARGETS

FEW = settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
_BITS = st.sampled_from(
    [
        *(line[:40] for line in WORST_LINES.values()),
        *GOOD.split("、"),
        *"「」『』（）()[]。、.!?！？\n\f\r\t\u3000\u00a0\u200b\u202e\ufeff\ufffd\0\x1b年月日第0１一～-－—~・/%#*|<>&;:=\"'",
        *("令和", "元年", "平成31年", "2023", "同年", "翌年", "以下", "という", "株式会社", "法律", "No.1-1", "KPI", "主担当府省庁："),
        *("か\u3099", "ｶﾞ", "ﷺ", "①", "㍻", "𠮷", "<sup>1</sup>", "<p>", "</div>", "&#x3042;", "|-|", "```", "- ", "---\n"),
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(_BITS, st.text(max_size=12)), max_size=30).map("".join)
READERS = ("text", "markdown", "html", "dates", "view", "entities")
FILES = (
    "lexicon",
    "register",
    "manifest",
    "csv",
    "run.json",
    "gold",
    "graphml",
    "gexf",
    "pajek",
    "network-json",
    "parquet",
)


PACKAGES = ("docx", "pdf", "zip")


def test_every_reader_is_tried_here_and_by_the_fuzzer() -> None:
    from fuzz.__main__ import NAMES

    assert sorted((*READERS, *FILES, *PACKAGES)) == sorted(TARGETS) == sorted(NAMES)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A good file, cut, overwritten or with something put in."""
    at = draw(st.integers(0, len(whole)))
    length = draw(st.integers(0, 40))
    put = draw(st.one_of(st.just(b""), st.binary(max_size=8), TEXTS.map(lambda text: text.encode()[:200])))
    end = b"" if draw(st.booleans()) and draw(st.booleans()) else whole[at + length :]
    return whole[:at] + put + end


@pytest.mark.parametrize("name", READERS)
@FEW
@given(text=TEXTS)
def test_readers_of_text_keep_their_properties(name: str, text: str) -> None:
    TARGETS[name](text.encode("utf-8", "replace"))


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "utf-16", "iso2022_jp"])
@FEW
@given(text=TEXTS, tail=st.binary(max_size=3))
def test_text_in_other_encodings(codec: str, text: str, tail: bytes) -> None:
    TARGETS["text"](text.encode(codec, "ignore") + tail)


@pytest.mark.parametrize("name", FILES)
@FEW
@given(data=st.data())
def test_readers_of_files_refuse_what_they_cannot_read(name: str, data: st.DataObject) -> None:
    TARGETS[name](data.draw(damaged(samples.of(name)[0])))


@FEW
@given(body=TEXTS)
def test_word_files_keep_their_properties(body: str) -> None:
    TARGETS["docx"](body.encode("utf-8", "replace"))
    TARGETS["docx"](docx(paragraph("".join(c for c in body if c.isprintable() and c not in "<&")) * 2))


@pytest.mark.parametrize("kind", PACKAGES)
@FEW
@given(data=st.data())
def test_damaged_packages(kind: str, data: st.DataObject) -> None:
    TARGETS[kind](data.draw(damaged(_whole(kind))))


def _whole(kind: str) -> bytes:
    from fuzz.seeds import seeds

    return next(seed for seed in seeds() if seed.name == f"good.{kind}").make()
