"""HTML from Jinja templates, which escape every value.

Text takes the colours of the notebook's theme; only marks have colours of their own, dark on light, so that
they can be read in a light and in a dark theme alike.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from plantext.labels import INK, LABEL


def amount(n: int, one: str, many: str = "") -> str:
    """Write a number with its noun in singular or plural.

    Examples
    --------
    >>> amount(1, "page"), amount(1200, "page"), amount(2, "entity", "entities")
    ('1 page', '1,200 pages', '2 entities')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def shorten(text: str, length: int = 60) -> str:
    """Cut a text to a number of characters, the last one an ellipsis.

    Examples
    --------
    >>> shorten("重点計画", 3)
    '重点…'
    """
    return text if len(text) <= length else text[: length - 1] + "…"


@cache
def templates(package: str, folder: str = "templates") -> Environment:
    """Load the templates in a folder of a package; a name without a value is an error."""
    environment = Environment(
        loader=PackageLoader(package, folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"amount": amount, "shorten": shorten}
    environment.globals |= {"LABEL": LABEL, "INK": INK}
    return environment


def render(template: str, **values: Any) -> str:
    """Fill a template of this package.

    Examples
    --------
    >>> "&lt;b&gt;" in render("page.html", title="<b>", body="")
    True
    """
    return templates("plantext.display").get_template(template).render(**values)
