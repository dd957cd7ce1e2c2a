"""XML parsed as data: no entities, no network, no huge trees."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from plantext.errors import Message, ReadingError
from plantext.reading.decoding import decode
from plantext.reading.limits import MAX_INSIDE, check_markup

if TYPE_CHECKING:
    from lxml import etree

_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    # Neither is text.
    "remove_comments": True,
    "remove_pis": True,
}
_MEND = Message("Save it again in the program it comes from.")
_ELEMENT = re.compile(rb"<[A-Za-z_]")
_DECLARED = re.compile(r"\s{0,100}<\?xml[^<>]{0,200}\?>")


def parse_xml(data: bytes, name: str, *, mend: str = _MEND) -> Any:
    """Parse XML and return its root.

    Parameters
    ----------
    name : str
        What to call it in errors.
    mend : str
        What the user can do about damage.

    Raises
    ------
    ReadingError
        If it is damaged, huge, nested too deep, or declares entities, which can hide text or blow it up.

    Examples
    --------
    >>> parse_xml("<a><b>本文</b></a>".encode(), "a.xml").findtext("b")
    '本文'
    """
    from lxml import etree

    check_markup(data.count(b"<"), name)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        first = _ELEMENT.search(data)
        if b"<!ENTITY" in data[: first.start() if first else None]:  # so many that the parser stops by itself
            raise _entities(name) from error
        raise ReadingError("{name}: is damaged as XML ({error}). {mend}", name=name, error=error, mend=mend) from error
    _refuse_entities(root, name)
    return root


def walk_xml(data: bytes, name: str, tags: Sequence[str], *, mend: str = "") -> Iterator[Any]:
    """Yield the elements of some names, each thrown away when the next is asked for; otherwise as :func:`parse_xml`.

    Examples
    --------
    >>> [node.text for node in walk_xml(b"<a><b>1</b><b>2</b></a>", "a.xml", ["b"])]
    ['1', '2']
    """
    from lxml import etree

    # Each is a tree of its own until it is thrown away.
    inside = re.split(rb"<(?:[\w.-]{1,99}:)?(?:%s)\b" % "|".join(tags).encode(), data)
    check_markup(max(part.count(b"<") for part in inside), name, MAX_INSIDE)
    options = {**_OPTIONS, "tag": [f"{{*}}{tag}" for tag in tags]}
    checked = False
    try:
        for _, node in etree.iterparse(io.BytesIO(data), **options):
            if not checked:
                _refuse_entities(node, name)
                checked = True
            yield node
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise ReadingError("{name}: is damaged as XML ({error}). {mend}", name=name, error=error, mend=mend) from error


def _refuse_entities(node: Any, name: str) -> None:
    dtd = node.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise _entities(name)


def _entities(name: str) -> ReadingError:
    return ReadingError("{name}: declares entities, which can hide text or blow it up; remove its DOCTYPE.", name=name)


def parse_file(data: bytes, name: str) -> Any:
    """Parse a file of XML, also where its bytes are not in the encoding that it declares."""
    try:
        return parse_xml(data, name)
    except ReadingError as damage:
        if "declares entities" in str(damage) or "signs of markup" in str(damage):
            raise
        try:
            text = decode(data, name).text
        except ReadingError:
            raise damage from None
        return parse_xml(undeclared(text), name)


def undeclared(text: str) -> bytes:
    """Return decoded XML as UTF-8, without a declaration of another encoding.

    Examples
    --------
    >>> undeclared('<?xml version="1.0" encoding="Shift_JIS"?><a/>')
    b'<a/>'
    """
    return _DECLARED.sub("", text.removeprefix("\ufeff"), count=1).encode()


def _parser() -> etree.XMLParser:
    from lxml import etree

    return etree.XMLParser(**_OPTIONS)


def local_name(node: Any) -> str:
    """Return the name of an element without its namespace; empty for what is no element.

    Examples
    --------
    >>> local_name(parse_xml(b'<a xmlns="urn:x"/>', "a.xml"))
    'a'
    """
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
