"""What the fuzzer found before, once and for all: each input keeps the properties of its reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz import samples
from fuzz.targets import TARGETS
from plantext import corpus, find_entities
from plantext.errors import CorpusError, PlantextError, TableError
from plantext.networks.exchange import read_network
from plantext.quality.gold import load_gold
from plantext.reading import read_bytes
from plantext.reading.sentences import MAX_LENGTH


@pytest.mark.parametrize(
    ("target", "data"),
    [
        ("text", b"\xff\xfe" + "総務省。".encode("utf-16-le") * 40 + b"\x00\xd8\x00"),
        ("text", b"+++\na = " + b"[" * 5000 + b"\n+++\nx"),
        ("html", b"\xfe\xff"),
        ("html", b"\xef\xbb\xbf\0"),
        ("html", "<p>前<sup>外<sup>内</sup>外</sup>後".encode()),
        ("html", b"a<sup>1</sup>\n <br> <br>b<sup>2</sup><p><sup>3</sup>"),
        ("entities", "\ufdfa".encode() * 5000),
        ("run.json", b""),
        ("run.json", b"[" * 100_000),
        ("gold", b"[]\n"),
        ("gold", b'{"text": "a", "spans": [[0, 1]]}'),
        ("gold", '{"id": "1", "text": "総\u2028務", "spans": []}'.encode()),
        ("network-json", b'{"network": {"items": [{"id": 1, "label": 2}, {"id": 2, "label": "a"}], "links": []}}'),
        ("network-json", b'{"elements": {"nodes": [{"data": {"id": "a", "node_for_adding": 1}}], "edges": []}}'),
    ],
)
def test_finds_stay_mended(target: str, data: bytes) -> None:
    TARGETS[target](data)


def test_a_weight_that_is_no_number_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "net.graphml"
    good = samples.of("graphml")[0].decode()
    path.write_text(good.replace(">0.5<", ">nan<"), encoding="utf-8")
    with pytest.raises(PlantextError, match=r"net\.graphml: .*finite number"):
        read_network(path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"2023-06"', '"2023s-06"', "date: expected"),
        ('"2023-06"', "2023-06-01", "date: expected a text"),
        ("size = 12", 'size = "12"', "size: expected a number"),
        ("[[document]]", "[document]", "expected one"),
        ("size = 12", f"size = {'1' * 5000}", "cannot be read"),
        ('"a.pdf"', '"a\\u0000.pdf"', "plain names"),
    ],
)
def test_manifests_of_wrong_types_are_refused(old: str, new: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "manifest.toml"
    path.write_text(samples.of("manifest")[0].decode().replace(old, new), encoding="utf-8")
    with pytest.raises(CorpusError, match=told) as caught:
        corpus.load_manifest(path)
    assert "manifest.toml" in str(caught.value)


def test_gold_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\xff\xfe{}")
    with pytest.raises(TableError, match=r"gold\.jsonl: cannot be read as UTF-8"):
        load_gold(path)


def test_a_long_form_of_hyphens_does_not_backtrack() -> None:
    # A pattern with two ways to part the words took longer than anybody waited for.
    found = find_entities("International Telecommunication Union(A" + "-a" * 60 + "!)。")
    assert list(found["text"][:1]) == ["International Telecommunication Union"]


def test_no_sentence_is_longer_than_can_be_worked_on() -> None:
    document = read_bytes("あ、".encode() * 20_000 + "\n第１　".encode() + "い".encode() * 20_000, "a.txt", doc_id="a")
    assert max(len(sentence.text) for sentence in document.sentences) <= MAX_LENGTH
    assert "".join(sentence.text for sentence in document.sentences) == document.text.replace("\n", "").replace(
        "　", ""
    ) or (sum(len(sentence.text) for sentence in document.sentences) >= 59_990)
    assert any("too long and was cut" in note.message for note in document.report)


def test_the_last_odd_byte_of_utf_16_is_reported() -> None:
    document = read_bytes("総務省は計画を定める。".encode("utf-16") * 30 + b"\x30", "a.txt", doc_id="a")
    assert document.text.endswith("\ufffd")
    assert any("damaged" in note.message for note in document.report)
