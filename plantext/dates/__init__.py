"""Japanese calendar expressions as intervals: wareki and Gregorian, fiscal years, quarters, lists, pointing words."""

from plantext.dates.find import dates_of, find_dates
from plantext.dates.mention import DateMention

__all__ = ["DateMention", "dates_of", "find_dates"]
