"""Two pictures: what a reader would see of their differences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, PngImagePlugin
from saved_figures import NET, rewrite

from plantext.figures.comparing import compare_figure
from plantext.figures.style import PALETTE


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


def test_entities_of_a_stranger_s_picture_are_not_expanded(kept: Path, made: Path) -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    rewrite(kept.with_suffix(".svg"), lambda text: bomb + text[text.index("<svg") :].replace("<g id", "&x;&b;<g id", 1))
    told = compare_figure(kept, made).messages
    assert not any("root:" in line for line in told)
