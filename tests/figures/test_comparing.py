"""Two saved figures: the same within tolerance, different, or not to be compared."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pytest
from made_runs import random_run
from PIL import Image, PngImagePlugin

from plantext.figures.colours import PALETTE
from plantext.figures.comparing import compare_figure
from plantext.figures.network import draw_network
from plantext.figures.saving import save_figure
from plantext.networks import exchange
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network

NET = network(cooccur(random_run(1)), top=15)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stem = tmp_path_factory.mktemp("made") / "f"
    save_figure(draw_network(NET), stem, data=exchange.tables(NET)[1], provenance={"figure": dict(NET.graph)})
    return stem


@pytest.fixture
def kept(made: Path, tmp_path: Path) -> Path:
    for path in made.parent.iterdir():
        shutil.copy(path, tmp_path / path.name)
    return tmp_path / "f"


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def retell(stem: Path, change: Callable[[str], str]) -> None:
    """Change the account of a figure, in all places where it stands."""
    account = stem.with_suffix(".json")
    before = account.read_text(encoding="utf-8")
    account.write_text(json.dumps(json.loads(change(before)), ensure_ascii=False), encoding="utf-8")
    one_line = json.dumps(json.loads(change(before)), ensure_ascii=False, sort_keys=True)
    old = json.dumps(json.loads(before), ensure_ascii=False, sort_keys=True)
    rewrite(stem.with_suffix(".svg"), lambda text: text.replace(escape(old), escape(one_line)))
    with Image.open(stem.with_suffix(".png")) as picture:
        picture.load()
        info = PngImagePlugin.PngInfo()
        info.add_itxt("Description", one_line)
        picture.save(stem.with_suffix(".png"), pnginfo=info)


def test_the_same_files_are_the_same(kept: Path, made: Path) -> None:
    found = compare_figure(kept, made)
    assert (found.verdict, found.messages, found.machine) == ("same", (), ())


def test_another_machine_is_told_apart_and_makes_no_difference(kept: Path, made: Path) -> None:
    retell(
        kept, lambda told: told.replace('"processor": "', '"processor": "other-').replace('"numpy": "', '"numpy": "0.')
    )
    found = compare_figure(kept, made)
    assert (found.verdict, found.messages) == ("same", ())
    assert len(found.machine) == 2 and "made_with.packages.numpy: kept '0." in found.machine[0]


def test_the_ninth_digit_of_one_coefficient_is_caught(kept: Path, made: Path) -> None:
    value = repr(max(data["jaccard"] for *_, data in NET.edges(data=True)))
    digits = len(value.split(".")[1])
    changed = f"{float(value) + 10.0**-9:.{max(digits, 9)}f}"
    rewrite(kept.with_suffix(".csv"), lambda text: text.replace(f",{value},", f",{changed},", 1))
    found = compare_figure(kept, made)
    assert found.verdict == "differs"
    assert "f.csv: is not the table that f.json was written with; it was changed afterwards" in found.messages
    assert any(f"kept {changed}, made {value}" in line and "rows differ: row " in line for line in found.messages)


def test_one_unit_of_the_last_digit_is_tolerated_in_tables_of_another_machine(kept: Path, made: Path) -> None:
    table = kept.with_suffix(".csv")
    before = hashlib.sha256(table.read_bytes()).hexdigest()
    rewrite(table, lambda text: text.replace("0.33333333333", "0.33333333334"))
    after = hashlib.sha256(table.read_bytes()).hexdigest()
    retell(kept, lambda told: told.replace(before, after))
    assert compare_figure(kept, made).verdict == "same"


def test_a_changed_count_is_caught(kept: Path, made: Path) -> None:
    rewrite(kept.with_suffix(".csv"), lambda text: text.replace(",3,", ",4,", 1))
    assert any("count kept 4, made 3" in line for line in compare_figure(kept, made).messages)


def test_a_moved_label_is_caught_and_named(kept: Path, made: Path) -> None:
    picture = kept.with_suffix(".svg").read_text(encoding="utf-8")
    name = next(name for name in sorted(NET) if f"<!-- {name} -->" in picture)

    def move(text: str) -> str:
        start = text.index(f"<!-- {name} -->")
        at = text.index("translate(", start) + len("translate(")
        x = text[at : text.index(" ", at)]
        return text[:at] + f"{float(x) + 0.5:.6f}" + text[at + len(x) :]

    rewrite(kept.with_suffix(".svg"), move)
    found = compare_figure(kept, made)
    assert (found.verdict, found.messages) == ("differs", (f"f.svg: the words {name}: moved by 0.5 pt",))


def test_a_shift_below_the_tolerance_is_none(kept: Path, made: Path) -> None:
    def nudge(text: str) -> str:
        at = text.index("translate(") + len("translate(")
        x = text[at : text.index(" ", at)]
        return text[:at] + f"{float(x) + 0.005:.6f}" + text[at + len(x) :]

    rewrite(kept.with_suffix(".svg"), nudge)
    assert compare_figure(kept, made).verdict == "same"


def test_a_swapped_colour_is_caught(kept: Path, made: Path) -> None:
    old, new = (colour.lower() for colour in PALETTE[:2])
    rewrite(kept.with_suffix(".svg"), lambda text: text.replace(old, new, 1))
    found = compare_figure(kept, made)
    assert found.verdict == "differs" and old in found.messages[0] and new in found.messages[0]


def test_a_shape_that_is_missing_is_caught(kept: Path, made: Path) -> None:
    rewrite(kept.with_suffix(".svg"), lambda text: text.replace("<path ", "<circle ", 1))
    assert compare_figure(kept, made).messages[0].startswith("f.svg: another shape")


def test_changed_pixels_are_caught_and_placed(kept: Path, made: Path) -> None:
    with Image.open(kept.with_suffix(".png")) as picture:
        pixels, told = np.array(picture), picture.info["Description"]
    pixels[10:12, 20:25] = 0
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Description", told)
    Image.fromarray(pixels).save(kept.with_suffix(".png"), pnginfo=info)
    assert compare_figure(kept, made).messages == (
        "f.png: 10 pixels differ by up to 255 of 255 (columns 20 to 24, rows 10 to 11)",
    )
    Image.fromarray(pixels[:100]).save(kept.with_suffix(".png"), pnginfo=info)
    assert "made " in compare_figure(kept, made).messages[0]


def test_another_renderer_makes_pictures_incomparable_but_not_tables(kept: Path, made: Path) -> None:
    retell(kept, lambda told: told.replace('"matplotlib": "', '"matplotlib": "0.'))
    assert compare_figure(kept, made).verdict == "same"
    rewrite(kept.with_suffix(".svg"), lambda text: text.replace("translate(", "translate(1", 1))
    found = compare_figure(kept, made)
    assert found.verdict == "cannot be compared"
    assert found.messages[0].startswith("f: the table is the same, the picture was drawn with matplotlib 0.")
    rewrite(kept.with_suffix(".csv"), lambda text: text.replace(",3,", ",4,", 1))
    assert compare_figure(kept, made).verdict == "differs"


def test_other_parameters_are_caught(kept: Path, made: Path) -> None:
    retell(kept, lambda told: told.replace('"top": 15', '"top": 16'))
    assert compare_figure(kept, made).messages == ("f.json: figure.top: kept 16, made 15",)


def test_a_picture_of_another_version_is_told(kept: Path, made: Path) -> None:
    rewrite(kept.with_suffix(".json"), lambda told: told.replace('"top": 15', '"top": 16'))
    told = compare_figure(kept, made).messages
    assert "f.png: is of another version than f.json (figure.top)" in told
    assert "f.svg: is of another version than f.json (figure.top)" in told


@pytest.mark.parametrize(
    ("ending", "content", "told"),
    [
        (".json", None, "f.json: is made by a notebook, but not kept"),
        (".json", "{", "does not say what made it"),
        (".svg", "<svg", "does not say what made it"),
        (".png", "no picture", "does not say what made it"),
    ],
)
def test_missing_and_damaged_files_are_told(
    kept: Path, made: Path, ending: str, content: str | None, told: str
) -> None:
    path = kept.with_suffix(ending)
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    found = compare_figure(kept, made)
    assert found.verdict == "differs" and any(told in line for line in found.messages)


def test_entities_of_a_stranger_s_picture_are_not_expanded(kept: Path, made: Path) -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    rewrite(kept.with_suffix(".svg"), lambda text: bomb + text[text.index("<svg") :].replace("<g id", "&x;&b;<g id", 1))
    told = compare_figure(kept, made).messages
    assert not any("root:" in line for line in told)
