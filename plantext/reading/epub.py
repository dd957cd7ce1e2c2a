"""Electronic books (EPUB): chapters in the order of the spine."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from plantext.errors import Message, ReadingError
from plantext.reading.decoding import decode
from plantext.reading.html import count_blocks, read_html
from plantext.reading.limits import MAX_BLOCKS, check_markup
from plantext.reading.packages import Parts, open_package, read_part
from plantext.reading.pieces import Piece, Reading
from plantext.reading.xmltree import parse_xml
from plantext.records import Note

_MEND = Message("Get it again, or make it anew in the program it comes from.")
_PAGES = frozenset({"application/xhtml+xml", "text/html"})
_META = ("title", "publisher", "date")


def read_epub(data: bytes, name: str) -> Reading:
    """Read an electronic book: the pages of its spine, one after the other, without its contents.

    Parameters
    ----------
    name : str
        What to call the file in errors.

    Raises
    ------
    ReadingError
        If the file is damaged, encrypted or a zip bomb.
    """
    with open_package(data, name, what=Message("an EPUB"), mend=_MEND) as archive:
        return _read(archive, name)


def _read(archive: Parts, name: str) -> Reading:
    main = _package_path(archive, name)
    package = parse_xml(read_part(archive, main, name) or b"", f"{name}: {main}", mend=_MEND)
    locked = _encrypted(archive, name)
    pieces: list[Piece] = []
    notes: list[Note] = []
    blocks = 0
    for part, is_contents in _spine(package, posixpath.dirname(main)):
        if part in locked:
            raise ReadingError(
                "{name}: {part} is encrypted (a copy protection); get the book without one.", name=name, part=part
            )
        content = read_part(archive, part, name)
        if content is None:
            notes.append(
                Note("unread", Message("{part} is named in the order of pages, but missing.", part=part), 0, "", 0.5)
            )
            continue
        if is_contents:
            notes.append(Note("dropped", "Contents with links to the chapters."))
            continue
        text = decode(content, f"{name}: {part}").text
        blocks += count_blocks(text)
        check_markup(blocks, name, MAX_BLOCKS)
        reading = read_html(text)
        pieces += reading.pieces
        notes += reading.notes
    found = {
        key: text.strip()
        for key in _META
        if (text := next((node.text for node in package.iter(f"{{*}}{key}") if node.text), ""))
    }
    return Reading(tuple(pieces), tuple(dict.fromkeys(notes)), 1, found)


def _package_path(archive: Parts, name: str) -> str:
    container = read_part(archive, "META-INF/container.xml", name)
    if container is None:
        raise ReadingError(
            "{name}: expected an EPUB, but it holds no META-INF/container.xml. {mend}", name=name, mend=_MEND
        )
    root = parse_xml(container, f"{name}: META-INF/container.xml", mend=_MEND)
    path = next((node.get("full-path", "") for node in root.iter("{*}rootfile")), "")
    if not path or path not in archive.namelist():
        raise ReadingError(
            "{name}: the EPUB does not hold the package that it names ({path}). {mend}",
            name=name,
            path=path or Message("none"),
            mend=_MEND,
        )
    return str(path)


def _spine(package: Any, folder: str) -> Iterator[tuple[str, bool]]:
    """The pages in their order, and whether each is the contents."""
    items = {node.get("id"): node for node in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or reference.get("linear") == "no":
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        yield path, "nav" in item.get("properties", "").split()


def _encrypted(archive: Parts, name: str) -> frozenset[str]:
    data = read_part(archive, "META-INF/encryption.xml", name)
    if data is None:
        return frozenset()
    root = parse_xml(data, f"{name}: META-INF/encryption.xml", mend=_MEND)
    return frozenset(unquote(node.get("URI", "")) for node in root.iter("{*}CipherReference"))
