"""HTML for notebooks: everything is escaped here, and every colour is chosen here.

Text takes the colours of the notebook's theme; only the marks have colours of their own, dark on light,
so that they are read in a light and in a dark theme alike.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from plantext.labels import INK, LABEL

_MARK = (
    "padding:.1em .3em;border-radius:.3em;line-height:1.9;box-decoration-break:clone;-webkit-box-decoration-break:clone"
)
_LABEL = "font-size:.65em;font-weight:bold;margin-left:.35em;vertical-align:middle;letter-spacing:.03em"
_CELL = "text-align:left;vertical-align:top;padding:.15em .8em .15em 0"


def escape(value: object) -> str:
    """Text for any place in HTML, quotes included.

    Parameters
    ----------
    value : object
        Shown as ``str`` shows it.

    Returns
    -------
    str
        Without a character that HTML would read as a sign.
    """
    return html.escape(str(value), quote=True)


def element(name: str, *inner: str, style: str = "", **attributes: str) -> str:
    """An HTML element.

    Parameters
    ----------
    name : str
        Of the element.
    *inner : str
        Its content, HTML already.
    style : str
        CSS.
    **attributes
        Further attributes; they are escaped, and a trailing underscore of the name is dropped.

    Returns
    -------
    str
        HTML.
    """
    given = {"style": style, **attributes} if style else attributes
    told = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in given.items())
    return f"<{name}{told}>{''.join(inner)}</{name}>"


def box(title: str, *parts: str, lang: str = "ja") -> str:
    """What a notebook shows of an object: a title and its parts.

    Parameters
    ----------
    title : str
        Plain text.
    *parts : str
        HTML.
    lang : str
        Language of the content, which decides how Han characters are drawn.

    Returns
    -------
    str
        HTML.
    """
    head = element("div", escape(title), style="font-weight:bold;font-size:1.1em;margin-bottom:.3em")
    return element("div", head, *parts, style="max-width:60em;line-height:1.5", lang=lang)


def line(*pieces: object) -> str:
    """A line of plain text, its pieces parted by a raised dot; empty ones are left out.

    Parameters
    ----------
    *pieces : object
        Plain text.

    Returns
    -------
    str
        HTML.
    """
    return element("div", escape(" · ".join(str(piece) for piece in pieces if str(piece))))


def rows(headings: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    """A table of plain text; numbers stand to the right, real ones with three digits.

    Parameters
    ----------
    headings : sequence of str
        One a column.
    body : iterable of sequence
        One a row.

    Returns
    -------
    str
        HTML.
    """
    head = element("tr", *(element("th", escape(name), style=_CELL, scope="col") for name in headings))
    lines = [element("tr", *(_cell(cell) for cell in row)) for row in body]
    return element("table", element("thead", head), element("tbody", *lines), style="border-collapse:collapse")


def fold_away(title: str, *parts: str, opened: bool = False) -> str:
    """Something that opens with a click.

    Parameters
    ----------
    title : str
        Plain text that stays visible.
    *parts : str
        HTML that does not.
    opened : bool
        Whether it is open at first.

    Returns
    -------
    str
        HTML.
    """
    attributes = {"open": ""} if opened else {}
    return element("details", element("summary", escape(title)), *parts, style="margin-top:.3em", **attributes)


def mark(text: str, label: str, told: str = "") -> str:
    """A name in its text, with its label written behind it.

    Parameters
    ----------
    text : str
        The name as printed.
    label : str
        One of :data:`plantext.labels.LABELS`.
    told : str
        What a pointer resting on it is told, such as the entity.

    Returns
    -------
    str
        HTML.
    """
    style = f"background:{LABEL[label].tint};color:{INK};{_MARK}"
    return element("mark", escape(text), element("span", escape(label), style=_LABEL), style=style, title=told or label)


def legend(counts: Iterable[tuple[str, int]]) -> str:
    """The labels with their colours, words and numbers.

    Parameters
    ----------
    counts : iterable of (str, int)
        Labels and how often each is marked.

    Returns
    -------
    str
        HTML.
    """
    keys = [
        element(
            "span",
            mark(f"{LABEL[label].ja} {LABEL[label].en}", label),
            escape(f" {n}"),
            style="margin-right:1em;white-space:nowrap",
        )
        for label, n in counts
    ]
    return element("div", *keys, style="margin:.2em 0 .5em")


def page(title: str, body: str, *, lang: str = "ja") -> str:
    """A whole HTML page that needs nothing else and follows the reader's light or dark theme.

    Parameters
    ----------
    title : str
        Plain text.
    body : str
        HTML.
    lang : str
        Language of the content.

    Returns
    -------
    str
        HTML.
    """
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
    )
    style = "body{font-family:system-ui,sans-serif;margin:2em auto;max-width:60em;padding:0 1em}"
    inside = element("head", head, element("title", escape(title)), element("style", style))
    return f"<!DOCTYPE html>\n{element('html', inside, element('body', body), lang=lang)}\n"


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        told = f"{value:,.3f}" if isinstance(value, float) else f"{value:,}"
        return element("td", told, style=_CELL.replace("left", "right", 1))
    text = str(value)
    return element("td", escape(text), style=_CELL if len(text) > 12 else f"{_CELL};white-space:nowrap")
