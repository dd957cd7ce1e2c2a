"""Every public function of the room is reachable without a second import."""

from __future__ import annotations

import inspect
import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

from plantext import networks
from plantext.networks import uncertainty

MODULES = [module.name for module in pkgutil.walk_packages(networks.__path__, "plantext.networks.")]
STEPS = {
    *("as_floats", "divergence", "exp", "log", "log1p", "log2"),
    *("centrality_columns", "complete", "counts_at", "draw_share", "interval", "measure_values"),
    *(
        "cell_values",
        "count_statements",
        "days_of",
        "digest",
        "discourse",
        "dna_columns",
        "ministry_of",
        "need_account",
        "need_columns",
        "need_qualifier",
    ),
    *("node_label", "period", "poisson_binomial_tail", "resample_weights", "tie_weights", "ties", "top_mask", "usable"),
    *("choose_pivots", "count_labels", "distances", "incidences", "join_incidences", "majority_labels", "place_in"),
    *("place_many", "unit_column", "without_duplicates"),
}
"""Steps of a computation, reachable through their modules alone."""


@pytest.mark.parametrize("name", MODULES)
def test_public_functions_are_reachable(name: str) -> None:
    own = [value for value in vars(import_module(name)).values() if getattr(value, "__module__", None) == name]
    functions = {value.__name__: value for value in own if inspect.isfunction(value)}
    hidden = STEPS | {name.rpartition(".")[2]}
    wanted = {function for function in functions if not function.startswith("_")} - hidden
    assert {function for function in wanted if getattr(networks, function, None) is not functions[function]} == set()


def test_a_module_wins_over_its_function() -> None:
    assert inspect.ismodule(networks.compare) and callable(networks.compare.compare)
    assert inspect.ismodule(networks.layout) and callable(networks.layout.layout)
    assert callable(uncertainty.stability.stability) and callable(networks.uncertainty.sensitivity.sensitivity)


def test_every_listed_name_is_there() -> None:
    assert all(getattr(networks, name) is not None for name in dir(networks))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = networks.nothing


def test_nothing_heavy_loads_with_the_package() -> None:
    code = "import sys, plantext.networks; print(sorted({'igraph', 'numpy', 'pandas', 'scipy'} & sys.modules.keys()))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
