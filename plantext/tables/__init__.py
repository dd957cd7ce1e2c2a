"""The tables of a run: schemas, checks, rounding, files, and the run that holds them."""

from plantext.tables.run import Extraction, join_runs

__all__ = ["Extraction", "join_runs"]
