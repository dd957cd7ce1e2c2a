"""Two saved figures: the same within tolerance, different, or not to be compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from PIL import Image, PngImagePlugin
from saved_figures import NET, rewrite

from plantext.figures.comparing import compare_figure


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
