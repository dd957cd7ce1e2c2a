"""Template, style, script and data joined to one page: everything inline, no script but the one named by its hash."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from plantext.display.rendering import templates

SCRIPTS = (
    "words.js",
    "model.js",
    "evidence.js",
    "looks.js",
    "state.js",
    "drawing.js",
    "naming.js",
    "painting.js",
    "pointing.js",
    "arranging.js",
    "reading.js",
    "lists.js",
    "about.js",
    "filters.js",
    "playing.js",
    "legend.js",
    "picture.js",
    "exporting.js",
    "saving.js",
    "main.js",
)
"""The parts of the script, in the order in which they are joined."""

_UNSAFE = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def embed(data: Any) -> str:
    r"""Write JSON that is safe in a ``<script>`` element.

    Examples
    --------
    >>> embed({"title": "</script>"})
    '{"title":"\\u003c/script\\u003e"}'
    """
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escaped in _UNSAFE.items():
        written = written.replace(character, escaped)
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


@cache
def _part(name: str) -> str:
    # The browser hashes what it parsed, and parsing turns every line end into a line feed.
    return (files(__package__) / "web" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _source(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def script() -> str:
    """Join the page's script: its parts in one strict function scope."""
    return '(() => {\n"use strict";\n' + "\n".join(_part(name) for name in SCRIPTS) + "})();\n"


def build_page(data: Mapping[str, Any], *, lang: str) -> str:
    """Join template, style, script and data.

    Parameters
    ----------
    data : mapping
        As made by :func:`plantext.explorer.contents.gather`.
    lang : str
        Language that the page opens in.
    """
    style, code = _part("explorer.css"), script()
    policy = (
        f"default-src 'none'; script-src {_source(code)}; style-src {_source(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        templates("plantext.explorer", "web")
        .get_template("explorer.html")
        .render(
            lang=lang,
            policy=policy,
            title=_CONTROL.sub(" ", _LONE_SURROGATE.sub("\ufffd", data["title"])),
            generator=f"plantext {data['about']['plantext']}",
            style=style,
            script=code,
            data=embed(data),
            words=embed(json.loads(_part("words.json"))),
        )
    )
