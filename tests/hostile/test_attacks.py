"""What a stranger puts into folders, archives, names and caches is refused, told or made harmless."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from lxml import etree
from made_runs import make_run

from plantext.cli.printing import legible
from plantext.corpus.listing import Listing
from plantext.errors import OutputError, PlantextError
from plantext.extraction.cache import Folder, key_of
from plantext.extraction.run import extract, extract_to
from plantext.figures import draw_entities, draw_heat_map, draw_intervals, draw_network, draw_sections
from plantext.figures.saving import read_provenance, save_figure
from plantext.networks import cooccur, network
from plantext.quality.review import draw_sample, write_sheet
from plantext.reading import Unread, list_folder, read_zip
from plantext.reading.archives import list_passed_over
from plantext.storage.folder import locked

on_unix = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
TEXT = "総務省は京都市で会議を開いた。"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@on_unix
def test_the_name_of_a_holder_is_not_written_through_a_link(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("kept")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".lock.json").symlink_to(precious)
    with locked(tmp_path / "out"):
        assert "pid" in (tmp_path / "out" / ".lock.json").read_text()
    assert precious.read_text() == "kept"


@on_unix
def test_a_lock_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("kept")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OutputError, match=r"\.lock: is a link"), locked(tmp_path / "out"):
        pass
    assert (tmp_path / "precious").read_text() == "kept"


@on_unix
@pytest.mark.parametrize("inside", ["", "ab"])
def test_finished_documents_are_not_kept_through_a_link(tmp_path: Path, document: Path, inside: str) -> None:
    (tmp_path / "theirs").mkdir()
    link = tmp_path / "out" / ".parts" / inside if inside else tmp_path / "out" / ".parts"
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "theirs")
    with pytest.raises(OutputError, match="is a link"):
        extract_to([document], tmp_path / "out", cache=None)
    assert list((tmp_path / "theirs").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"), [("entities.csv", "name,height\n高尾山,599\n"), ("run.json", '{"km": 42}')]
)
def test_files_of_ones_own_are_not_replaced(tmp_path: Path, document: Path, name: str, content: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text(content, encoding="utf-8")
    with pytest.raises(OutputError, match=f"{name} would be replaced"):
        extract_to([document], out, cache=None, suffix=".csv")
    assert [path.name for path in out.iterdir()] == [name]
    assert (out / name).read_text(encoding="utf-8") == content


@pytest.mark.model
def test_the_account_is_of_the_lexicon_that_was_used(tmp_path: Path, document: Path) -> None:
    lexicon = tmp_path / "own.csv"
    head = "entity,label,name_en,series,forms,note\n"
    lexicon.write_text(head + "京都市,PLACE,,,,\n", encoding="utf-8")
    before = extract([document], lexicon=lexicon, cache=None).info["parameters"]["lexicon"]
    found = Listing([document])
    assert before["file"] == "own.csv"
    assert len(found) == 1
    # Taken before the run: what becomes of the file later changes nothing.
    extract_to([document], tmp_path / "out", lexicon=lexicon, cache=None)
    assert before["sha256"] in (tmp_path / "out" / "run.json").read_text(encoding="utf-8")


@on_unix
def test_a_lexicon_from_a_pipe_is_refused(tmp_path: Path, document: Path) -> None:
    os.mkfifo(tmp_path / "own.csv")
    with pytest.raises(PlantextError, match=r"own\.csv: expected a file, got a pipe"):
        extract([document], lexicon=tmp_path / "own.csv", cache=None)


def test_an_entry_of_another_key_counts_as_absent(tmp_path: Path) -> None:
    store = Folder(tmp_path)
    one, other = key_of(1), key_of(2)
    store.put(one, b"rows of one")
    store.put(other, b"rows of the other")
    store._file(other).write_bytes(store._file(one).read_bytes())
    assert store.get(one) == b"rows of one"
    assert store.get(other) is None


@on_unix
def test_links_in_a_folder_are_told_and_not_followed(tmp_path: Path, document: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(TEXT, encoding="utf-8")
    (document.parent / "linked").symlink_to(outside, target_is_directory=True)
    (document.parent / "file.txt").symlink_to(outside / "secret.txt")
    assert list_folder(document.parent) == [document]
    told = {Path(item.source).name: item.reason for item in list_passed_over(document.parent)}
    assert told.keys() == {"linked", "file.txt"}
    assert all("is a link" in reason for reason in told.values())


def test_a_folder_that_cannot_be_looked_into_is_told(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shut = document.parent / "shut"
    shut.mkdir()
    scan = os.scandir

    def scandir(path: str) -> object:
        if Path(path) == shut:
            raise PermissionError(13, "Permission denied", str(shut))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    (told,) = list_passed_over(document.parent)
    assert told.asked
    assert "shut: cannot be looked into (Permission denied)" in told.reason


def test_a_file_given_twice_counts_once(document: Path) -> None:
    items = list(Listing([document, str(document), document.parent]))
    assert [isinstance(item, Unread) for item in items] == [False, True, True]
    assert "given twice" in items[1].reason  # type: ignore[union-attr]


def test_names_of_macos_in_a_zip_and_links_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        # As macOS packs it: UTF-8 whose flag is not set.
        archive.writestr("XXXXXXXXXXXX.txt", TEXT)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    data = (tmp_path / "a.zip").read_bytes().replace(b"XXXXXXXXXXXX", "会議録か".encode())
    (tmp_path / "a.zip").write_bytes(data)
    first, second = sorted(read_zip(tmp_path / "a.zip"), key=lambda item: isinstance(item, Unread))
    assert not isinstance(first, Unread)
    assert first.id == "会議録か"
    assert isinstance(second, Unread)
    assert "is a link" in second.reason


def test_text_steers_no_terminal() -> None:
    assert legible("\x1b]0;x\x07会\u202e議\x9b2J\n\t") == "\\x1b]0;x\\x07会\\u202e議\\x9b2J\n\t"


def test_a_hostile_name_is_printed_harmless_in_any_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jｂ\U00020bb7.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "plantext", "read", str(path)],
        env={**os.environ, "PYTHONIOENCODING": "cp932"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert "総務省" not in done.stderr.decode("cp932")
    assert b"Traceback" not in done.stderr


RUN = make_run(
    [
        ("a", 0, "US$1から$2$", "", "{ORG:米国$5^$}と{ORG:$x_y$省}と{FORUM:$会議$}が協力する。"),
        ("a", 1, "$第2$", "", "{ORG:$x_y$省}と{FORUM:$会議$}が協力する。"),
    ]
)


def test_dollar_signs_are_no_formulas_in_figures() -> None:
    figures = [draw_sections(RUN), draw_entities(RUN), draw_heat_map(RUN, least=1), draw_network(network(cooccur(RUN)))]
    table = pd.DataFrame({"name": ["$x_y^$省", "b"], "value": [1.0, 2.0], "low": [0.5, 1.0], "high": [2.0, 3.0]})
    figures.append(draw_intervals(table))
    for figure in figures:
        figure.canvas.draw()


def test_a_character_that_xml_lacks_reaches_the_spreadsheet(tmp_path: Path) -> None:
    run = make_run([("a", 0, "第\ufffe1", "", "{ORG:総務\uffff省}と{ORG:外務省}が協力する。")])
    path = write_sheet(draw_sample(run, 2), tmp_path / "x.xlsx")
    cells = [cell for row in openpyxl.load_workbook(path)["review"].iter_rows(values_only=True) for cell in row]
    assert "総務\ufffd省" in cells


def test_a_character_that_xml_lacks_leaves_a_figure_whole(tmp_path: Path) -> None:
    run = make_run([("a", 0, "", "", "{ORG:総務\uffff省}と{ORG:外務\ufffe省}が協力する。")])
    table = pd.DataFrame({"name": ["総務\uffff省"]})
    told = {"name": "総務\uffff省\ufffe"}
    written = save_figure(draw_entities(run), tmp_path / "f", data=table, provenance=told)
    svg = next(path for path in written if path.suffix == ".svg")
    etree.parse(str(svg))
    assert read_provenance(svg)["name"] == told["name"]
