"""From documents to the tables of a run: here, over processes or a cluster, and only what has changed."""

from plantext.extraction.run import Written, extract, extract_to, load

__all__ = ["Written", "extract", "extract_to", "load"]
