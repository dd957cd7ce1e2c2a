"""The one exception family that the command line turns into a message without a traceback."""

from __future__ import annotations


class PlantextError(Exception):
    """A fault that the researcher can mend.

    The message names the file (and page, line or row), what was expected, what came and what to do.
    """


class ReadingError(PlantextError):
    """A file that cannot be read as a document."""


class CorpusError(PlantextError):
    """A manifest, checksum or download that does not fit."""


class LexiconError(PlantextError):
    """A lexicon row that is malformed, doubled or contradicts another."""


class TableError(PlantextError):
    """A table whose columns or values do not fit the schema."""


class OutputError(PlantextError):
    """A file that cannot be written; what was there before is untouched."""


class EmptyResultError(PlantextError):
    """A filter or threshold that leaves nothing to show."""
