"""Colours that every reader can tell apart."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from looks import luminance
from matplotlib.colors import to_rgb

from plantext.figures.style import OTHER, PALETTE, ink_on

# G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, IEEE TVCG 15 (2009) 1291-1298: full deficiency, linear RGB.
VISIONS = {
    "usual": np.eye(3),
    "deuteranopia": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "protanopia": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "tritanopia": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}


TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour, vision="usual"):
    """CIELAB of a colour as somebody sees it."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(VISIONS[vision] @ linear, 0, 1) / [0.9505, 1, 1.089]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("vision", VISIONS)
def test_communities_are_told_apart_with_every_vision(vision):
    seen = [lab(colour, vision) for colour in (*PALETTE, OTHER, "white")]
    apart = [np.linalg.norm(a - b) for a, b in combinations(seen[:-1], 2)]
    assert min(apart) >= 18


def test_communities_are_told_apart_in_greyscale():
    light = sorted(lab(colour)[0] for colour in (*PALETTE, OTHER))
    assert min(np.diff(light)) >= 8


@pytest.mark.parametrize("grey", [0.0, 0.2, 0.45, 0.5, 0.6, 1.0])
def test_ink_stands_out_from_every_grey(grey):
    ink, ground = luminance(ink_on((grey, grey, grey))), luminance((grey, grey, grey))
    assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5
