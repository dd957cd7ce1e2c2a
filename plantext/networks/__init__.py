"""Counting, association, networks, their comparison and their uncertainty; each name loads when it is first used.

Where a function has the name of its module, the name is the module's: ``networks.compare.compare``,
``networks.layout.layout``, and in ``networks.uncertainty`` ``stability`` and ``sensitivity``.
"""

from pkgutil import iter_modules
from typing import TYPE_CHECKING

from plantext.lazy import lazy

if TYPE_CHECKING:
    from plantext.networks.align import change_network, match_communities, shared_layout
    from plantext.networks.carryover import carried_over, without_carried
    from plantext.networks.clustering import LINKAGES, Hierarchy, cluster_names
    from plantext.networks.colours import PALETTE, node_colours
    from plantext.networks.columns import sentence_values
    from plantext.networks.compare import Comparison, Trajectories, keyness, split_run, trajectories
    from plantext.networks.cooccurrence import PAIR_COLUMNS, cooccur, count_pairs, pairs_of
    from plantext.networks.correspondence import Correspondence
    from plantext.networks.discourse.camps import Polarisation, brokerage, polarisation, polarisation_over_time
    from plantext.networks.discourse.coding import code_documents, code_statements
    from plantext.networks.discourse.dna import Dna, read_dna, write_dna
    from plantext.networks.discourse.dna_making import make_dna, texts_of
    from plantext.networks.discourse.matrices import actor_matrix, concept_matrix
    from plantext.networks.discourse.network import discourse_network
    from plantext.networks.discourse.resampling import document_intervals
    from plantext.networks.discourse.statements import moving_windows
    from plantext.networks.discourse.study import Discourse, build_discourse
    from plantext.networks.exchange import (
        WRITERS,
        read_network,
        tables,
        write_network,
        write_network_csv,
        write_network_xlsx,
    )
    from plantext.networks.formats import (
        clean_network,
        clean_value,
        read_cytoscape,
        read_gexf,
        read_graphml,
        read_pajek,
        read_ucinet,
        read_vosviewer,
        write_cytoscape,
        write_gexf,
        write_graphml,
        write_pajek,
        write_ucinet,
        write_vosviewer,
    )
    from plantext.networks.graph import (
        choose_min_frequency,
        frequencies,
        network,
        partition,
        to_igraph,
        with_communities,
    )
    from plantext.networks.hypergeometric import fisher
    from plantext.networks.measures import (
        COEFFICIENTS,
        MEASURES,
        SEED,
        all_measures,
        associate,
        association_strength,
        benjamini_hochberg,
        cosine,
        dice,
        jaccard,
        log_likelihood,
        npmi,
        pmi,
        simpson,
    )
    from plantext.networks.parts import part_counts, part_similarity
    from plantext.networks.presence import Incidence, incidence, node_names
    from plantext.networks.pruning import (
        Network,
        disparity_filter,
        giant_component,
        maximum_spanning_tree,
        significant_edges,
        sorted_edges,
        threshold_edges,
        top_edges,
    )
    from plantext.networks.structure import CENTRALITIES, centralities, communities, summary
    from plantext.networks.twomode import document_years, project, two_mode, two_mode_network
    from plantext.networks.uncertainty.bootstrap import bootstrap_values, edge_intervals
    from plantext.networks.uncertainty.changes import find_changes
    from plantext.networks.uncertainty.configuration import bicm, bicm_probabilities
    from plantext.networks.uncertainty.errors import error_intervals
    from plantext.networks.uncertainty.grouping import assess_groups
    from plantext.networks.uncertainty.nullmodel import fixed_margins, shuffle, with_null
    from plantext.networks.uncertainty.proportions import wilson_interval
    from plantext.networks.uncertainty.sensitivity import PRUNINGS, REFERENCE
    from plantext.networks.uncertainty.stability import Stability, adjusted_rand, seed_stability
    from plantext.networks.undertakings import statement_network
    from plantext.networks.units import UNITS, split_unit, units_of

__all__ = [
    "CENTRALITIES",
    "COEFFICIENTS",
    "LINKAGES",
    "MEASURES",
    "PAIR_COLUMNS",
    "PALETTE",
    "PRUNINGS",
    "REFERENCE",
    "SEED",
    "UNITS",
    "WRITERS",
    "Comparison",
    "Correspondence",
    "Discourse",
    "Dna",
    "Hierarchy",
    "Incidence",
    "Network",
    "Polarisation",
    "Stability",
    "Trajectories",
    "actor_matrix",
    "adjusted_rand",
    "all_measures",
    "assess_groups",
    "associate",
    "association_strength",
    "benjamini_hochberg",
    "bicm",
    "bicm_probabilities",
    "bootstrap_values",
    "brokerage",
    "build_discourse",
    "carried_over",
    "centralities",
    "change_network",
    "choose_min_frequency",
    "clean_network",
    "clean_value",
    "cluster_names",
    "code_documents",
    "code_statements",
    "communities",
    "concept_matrix",
    "cooccur",
    "cosine",
    "count_pairs",
    "dice",
    "discourse_network",
    "disparity_filter",
    "document_intervals",
    "document_years",
    "edge_intervals",
    "error_intervals",
    "find_changes",
    "fisher",
    "fixed_margins",
    "frequencies",
    "giant_component",
    "incidence",
    "jaccard",
    "keyness",
    "log_likelihood",
    "make_dna",
    "match_communities",
    "maximum_spanning_tree",
    "moving_windows",
    "network",
    "node_colours",
    "node_names",
    "npmi",
    "pairs_of",
    "part_counts",
    "part_similarity",
    "partition",
    "pmi",
    "polarisation",
    "polarisation_over_time",
    "project",
    "read_cytoscape",
    "read_dna",
    "read_gexf",
    "read_graphml",
    "read_network",
    "read_pajek",
    "read_ucinet",
    "read_vosviewer",
    "seed_stability",
    "sentence_values",
    "shared_layout",
    "shuffle",
    "significant_edges",
    "simpson",
    "sorted_edges",
    "split_run",
    "split_unit",
    "statement_network",
    "summary",
    "tables",
    "texts_of",
    "threshold_edges",
    "to_igraph",
    "top_edges",
    "trajectories",
    "two_mode",
    "two_mode_network",
    "units_of",
    "wilson_interval",
    "with_communities",
    "with_null",
    "without_carried",
    "write_cytoscape",
    "write_dna",
    "write_gexf",
    "write_graphml",
    "write_network",
    "write_network_csv",
    "write_network_xlsx",
    "write_pajek",
    "write_ucinet",
    "write_vosviewer",
]

_HOMES = {
    "clustering": "Hierarchy LINKAGES cluster_names",
    "correspondence": "Correspondence",
    "parts": "part_counts part_similarity",
    "colours": "PALETTE node_colours",
    "align": "change_network match_communities shared_layout",
    "carryover": "carried_over without_carried",
    "columns": "sentence_values",
    "compare": "Comparison Trajectories keyness split_run trajectories",
    "cooccurrence": "PAIR_COLUMNS cooccur count_pairs pairs_of",
    "discourse.camps": "Polarisation brokerage polarisation polarisation_over_time",
    "discourse.dna": "Dna read_dna write_dna",
    "discourse.coding": "code_documents code_statements",
    "discourse.dna_making": "make_dna texts_of",
    "discourse.study": "Discourse build_discourse",
    "discourse.matrices": "actor_matrix concept_matrix",
    "discourse.network": "discourse_network",
    "discourse.resampling": "document_intervals",
    "discourse.statements": "moving_windows",
    "exchange": "WRITERS read_network tables write_network write_network_csv write_network_xlsx",
    "formats": "clean_network clean_value read_cytoscape read_gexf read_graphml read_pajek read_ucinet read_vosviewer write_cytoscape write_gexf write_graphml write_pajek write_ucinet write_vosviewer",
    "graph": "choose_min_frequency frequencies network partition to_igraph with_communities",
    "hypergeometric": "fisher",
    "measures": "COEFFICIENTS MEASURES SEED all_measures associate association_strength benjamini_hochberg cosine dice jaccard log_likelihood npmi pmi simpson",
    "presence": "Incidence incidence node_names",
    "pruning": "Network disparity_filter giant_component maximum_spanning_tree significant_edges sorted_edges threshold_edges top_edges",
    "structure": "CENTRALITIES centralities communities summary",
    "twomode": "document_years project two_mode two_mode_network",
    "undertakings": "statement_network",
    "uncertainty.bootstrap": "bootstrap_values edge_intervals",
    "uncertainty.changes": "find_changes",
    "uncertainty.errors": "error_intervals",
    "uncertainty.grouping": "assess_groups",
    "uncertainty.configuration": "bicm bicm_probabilities",
    "uncertainty.proportions": "wilson_interval",
    "uncertainty.nullmodel": "fixed_margins shuffle with_null",
    "uncertainty.sensitivity": "PRUNINGS REFERENCE",
    "uncertainty.stability": "Stability adjusted_rand seed_stability",
    "units": "UNITS split_unit units_of",
}
_MODULES = {module.name for module in iter_modules(__path__)}

__getattr__, __dir__ = lazy(__name__, _HOMES, _MODULES, [*__all__, *_MODULES])
