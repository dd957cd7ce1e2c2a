"""A study: a folder with all that others need to run it again, and the metadata under which it is published."""

from plantext.study.crate import describe_study
from plantext.study.layout import new_study

__all__ = ["describe_study", "new_study"]
