"""Japanese calendar expressions as intervals: wareki and Gregorian, fiscal years, quarters, lists, pointing words."""

from plantext.dates.anchors import DateMention
from plantext.dates.find import find_dates

__all__ = ["DateMention", "find_dates"]
