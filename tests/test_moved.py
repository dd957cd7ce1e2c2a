"""Old names of modules: found, with a warning that names the new one."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from plantext.moved import MOVED, new_name


@pytest.mark.parametrize("new", sorted(set(MOVED.values())))
def test_every_new_name_is_a_module(new: str) -> None:
    assert importlib.import_module(f"plantext.{new}")


@pytest.mark.parametrize(
    "name", ["plantext.networks", "plantext.drawings", "numpy.drawing", "plantext.figures.network"]
)
def test_what_did_not_move_has_no_new_name(name: str) -> None:
    assert new_name(name) is None


SCRIPT = """
import warnings
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    from plantext.drawing import bars, draw_network
    from plantext.provenance import describe_figure
    import plantext.networks.bootstrap as bootstrap
    import plantext.figures.bars, plantext.networks.uncertainty.bootstrap
assert bars is plantext.figures.bars and bootstrap is plantext.networks.uncertainty.bootstrap
assert plantext.figures.__spec__.name == "plantext.figures" == plantext.figures.__name__
messages = sorted({str(one.message) for one in told if one.category is FutureWarning})
print(*messages, sep="\\n")
"""


def test_old_imports_work_and_name_the_new_ones() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "plantext.drawing is now plantext.figures; the old name goes with the next release.",
        "plantext.networks.bootstrap is now plantext.networks.uncertainty.bootstrap; the old name goes with the next release.",
        "plantext.provenance is now plantext.extraction.provenance; the old name goes with the next release.",
    ]


def test_a_name_that_never_was_is_an_import_error() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"plantext\.nothing"):
        importlib.import_module("plantext.nothing")
