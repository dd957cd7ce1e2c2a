"""The package of a Word file: its parts are found by relationships and content types, not by name."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from plantext.errors import Message, ReadingError
from plantext.reading.packages import Parts
from plantext.reading.xmltree import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DOCUMENT = W + "document"
# Strict Open XML has namespaces of its own, without a year; the parts are the same.
_STRICT = "{http://purl.oclc.org/ooxml/"
_USUAL = "{http://schemas.openxmlformats.org/"
_MAIN_TYPE = ".main+xml"


class Package:
    """The parts of an open Word file.

    Parameters
    ----------
    name : str
        What to call the file in errors.
    """

    def __init__(self, archive: Parts, name: str) -> None:
        self.archive = archive
        self.name = name
        # Names of parts are compared without case; some programs write backslashes.
        self._entries = {_plain(entry.filename): entry for entry in archive.infolist()}
        self.main = self._find_main()
        self._related = self._relations(self.main)

    def body(self) -> Any:
        """The main part's document.

        Raises
        ------
        ReadingError
            If the file holds none.
        """
        root = self.xml(self.main)
        if root is None or root.tag != _DOCUMENT:
            raise ReadingError(
                "{name}: expected a Word document, but it holds no word/document.xml. Is it a spreadsheet or slides?",
                name=self.name,
            )
        return root

    def related(self, kind: str) -> Any | None:
        """The part of a kind (``styles``, ``footnotes``) that the main part names; None without one."""
        folder = posixpath.dirname(self.main)
        part = next(
            (path for type_, path in self._related.values() if type_ == kind), f"{folder}/{kind}.xml".lstrip("/")
        )
        return self.xml(part)

    def target(self, relation: str) -> str:
        """The part that a relationship of the main part leads to; empty for none."""
        return self._related.get(relation, ("", ""))[1]

    def read(self, part: str) -> bytes | None:
        """The bytes of a part; None where the file does not hold it."""
        entry = self._entries.get(_plain(part))
        if entry is None:
            return None
        return self.archive.take(entry, self.name)

    def xml(self, part: str) -> Any | None:
        """The root of a part; None where the file does not hold it."""
        data = self.read(part)
        if data is None:
            return None
        root = parse_xml(data, f"{self.name}: {part}", mend=Message("Open and save it again in Word."))
        if root.getroottree().docinfo.doctype:
            raise ReadingError(
                "{name}: {part} declares a DOCTYPE, which no Word file does and which can hide text. Open and "
                "save it again in Word.",
                name=self.name,
                part=part,
            )
        if _STRICT in root.tag or any(_STRICT[1:] in space for space in root.nsmap.values()):
            _loosen(root)
        return root

    def margins(self) -> Iterator[Any]:
        """The heads and feet of pages that the main part names."""
        for kind, path in self._related.values():
            if kind in ("header", "footer") and (root := self.xml(path)) is not None:
                yield root

    def _find_main(self) -> str:
        for kind, path in self._relations("").values():
            if kind == "officeDocument":
                return path
        types = self.xml("[Content_Types].xml")
        for node in types.iter("{*}Override") if types is not None else ():
            type_ = node.get("ContentType", "")
            if type_.endswith(_MAIN_TYPE) and "word" in type_:
                return str(node.get("PartName", "")).lstrip("/")
        return "word/document.xml"

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Identifier → kind and target of each relationship of a part; of the package itself for ``""``."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for node in root.iter("{*}Relationship") if root is not None else ():
            if node.get("TargetMode") == "External":
                continue
            target = unquote(node.get("Target", ""))
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[node.get("Id", "")] = (node.get("Type", "").rpartition("/")[2], path)
        return found


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _loosen(root: Any) -> None:
    """Give the elements and attributes of Strict Open XML the namespaces of the usual one."""
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        node.tag = _loose(node.tag)
        for key in list(node.attrib):
            if key.startswith(_STRICT):
                node.set(_loose(key), node.attrib.pop(key))


def _loose(tag: str) -> str:
    if not tag.startswith(_STRICT):
        return tag
    language, _, rest = tag.removeprefix(_STRICT).partition("/")
    return f"{_USUAL}{language}/2006/{rest}"
