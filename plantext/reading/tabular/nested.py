"""JSON and XML as trees of records, and the rows in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from plantext.errors import Message, ReadingError
from plantext.reading.limits import check_markup
from plantext.reading.tabular.table import Parent, Row, Table
from plantext.reading.xmltree import local_name
from plantext.records import Note
from plantext.tables.schemas import SEPARATOR

Tree = Any
"""What JSON holds: records (dicts), lists and values."""
_DEEPEST = 60
"""Records inside each other that are looked into."""


def parse_json(text: str, name: str) -> tuple[Tree, list[Note]]:
    r"""Parse JSON, or JSON Lines, of which damaged lines are left out and told.

    Raises
    ------
    ReadingError
        If it is neither; line and column are named.

    Examples
    --------
    >>> parse_json('{"a": 1}\n{"a": 2}', "a.json")[0]
    [{'a': 1}, {'a': 2}]
    """
    text = text.removeprefix("\ufeff")
    check_markup(text.count("{") + text.count("["), name)
    try:
        return json.loads(text), []
    except RecursionError as error:
        raise ReadingError("{name}: JSON nested too deep to be read.", name=name) from error
    except ValueError as error:
        whole = error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    records: list[Tree] = []
    bad: list[tuple[int, str]] = []
    for number, line in lines:
        try:
            records.append(json.loads(line))
        except (ValueError, RecursionError):
            bad.append((number, line))
    if len(records) < 2 or len(bad) > len(records) or not all(isinstance(record, dict | list) for record in records):
        raise ReadingError(
            "{name}: is damaged as JSON ({whole}). Save it again in the program it comes from.", name=name, whole=whole
        )
    notes = [
        Note("unread", Message("Line {number} is no JSON and was left out.", number=number), 0, line[:60], 0.5)
        for number, line in bad
    ]
    return records, notes


def tree_of(element: Any) -> Tree:
    """Turn an element of XML into records: children and attributes by name, those of one name as a list.

    Examples
    --------
    >>> from plantext.reading.xmltree import parse_xml
    >>> tree_of(parse_xml(b'<a n="1"><b>x</b><b>y</b></a>', "a.xml"))
    {'n': '1', 'b': ['x', 'y']}
    """
    children = [child for child in element if local_name(child)]
    attributes = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    mixed = (element.text or "").strip() or any((child.tail or "").strip() for child in children)
    if mixed or not children:
        text = "".join(element.itertext())
        return {**attributes, local_name(element): text} if attributes else text
    record: dict[str, Tree] = dict(attributes)
    for child in children:
        name, value = local_name(child), tree_of(child)
        if name not in record:
            record[name] = value
        elif isinstance(record[name], list):
            record[name].append(value)
        else:
            record[name] = [record[name], value]
    return record


def written(value: Tree) -> str:
    """Return a value of JSON as text; nothing for null.

    Examples
    --------
    >>> written(216), written(None), written(True)
    ('216', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def find_values(tree: Tree) -> dict[str, list[str]]:
    """List the values that stand at each path of a tree; lists add nothing to a path.

    Examples
    --------
    >>> find_values([{"a": {"b": 1}}, {"a": {"b": 2}}])
    {'a.b': ['1', '2']}
    """
    found: dict[str, list[str]] = {}
    for path, value in _walk(opened(tree), "", 0):
        found.setdefault(path, []).append(value)
    return found


def _walk(tree: Tree, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        return
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _walk(value, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(tree, list):
        for value in tree:
            yield from _walk(value, path, depth + 1)
    else:
        yield path or "value", written(tree)


def opened(tree: Tree) -> Tree:
    """Return a record whose values are all alike records as their list, the keys as the column ``key``.

    Where the keys inside count from 0, the record holds columns, as pandas writes them.

    Examples
    --------
    >>> opened({"t": {"0": "甲", "1": "乙"}, "n": {"0": 1, "1": 2}})
    [{'t': '甲', 'n': 1}, {'t': '乙', 'n': 2}]
    >>> opened({"r1": {"t": "甲"}, "r2": {"t": "乙"}})
    [{'key': 'r1', 't': '甲'}, {'key': 'r2', 't': '乙'}]
    """
    if not isinstance(tree, dict) or len(tree) < 2 or not all(isinstance(value, dict) for value in tree.values()):
        return tree
    inner = list(next(iter(tree.values())))
    if not inner or any(set(value) != set(inner) for value in tree.values()):
        return tree
    if inner == [str(number) for number in range(len(inner))]:
        return [{column: values[key] for column, values in tree.items()} for key in inner]
    return [{"key": key, **value} for key, value in tree.items()]


def rows_at(tree: Tree, text: str) -> Table:
    """Make a table of the records that hold a path of values.

    Each row has the values of its record, of the records inside it, and of those around it.

    Parameters
    ----------
    text : str
        Path of the values, such as ``speeches.speech``; the record with its last part is the row.

    Examples
    --------
    >>> rows_at([{"date": "2023-11-08", "speeches": [{"speech": "甲"}]}], "speeches.speech").rows[0].cells
    {'speeches.speech': '甲', 'date': '2023-11-08'}
    """
    collector = _Collector(tuple(text.split(".")[:-1]))
    collector.visit(opened(tree), (), {}, -1, 0)
    columns = dict.fromkeys(column for row in collector.rows for column in row.cells)
    return Table(tuple(columns), collector.rows, path=".".join(collector.to), parents=collector.parents)


class _Collector:
    """Collects the records at a path with what they inherit."""

    def __init__(self, to: tuple[str, ...]) -> None:
        self.to = to
        self.rows: list[Row] = []
        self.parents: list[Parent] = []

    def visit(self, tree: Tree, at: tuple[str, ...], inherited: Mapping[str, str], parent: int, depth: int) -> None:
        if depth > _DEEPEST:
            return
        if isinstance(tree, list):
            for item in tree:
                self.visit(item, at, inherited, parent, depth + 1)
        elif at == self.to:
            cells = _flat(tree, at) if isinstance(tree, dict) else {".".join((*at, "value")).strip("."): written(tree)}
            self.rows.append(Row(len(self.rows) + 1, {**cells, **inherited}, parent))
        elif isinstance(tree, dict) and self.to[len(at)] in tree:
            step = self.to[len(at)]
            rest = {key: value for key, value in tree.items() if key != step}
            own = _flat(rest, at)
            if isinstance(tree[step], list) and len(at) + 1 == len(self.to) and own:
                self.parents.append(Parent(frozenset(own), _lists(rest)))
                parent = len(self.parents) - 1
            self.visit(tree[step], (*at, step), {**inherited, **own}, parent, depth + 1)


def _flat(record: Mapping[str, Tree], at: tuple[str, ...]) -> dict[str, str]:
    """The values of a record and of the records inside it, by path; lists of values joined, other lists left out."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        path = (*at, str(key))
        if isinstance(value, dict):
            if len(path) < _DEEPEST:
                cells |= _flat(value, path)
        elif not isinstance(value, list):
            cells[".".join(path)] = written(value)
        elif not any(isinstance(item, dict | list) for item in value):
            cells[".".join(path)] = SEPARATOR.join(written(item) for item in value)
    return cells


def _lists(record: Mapping[str, Tree]) -> dict[str, list[dict[str, str]]]:
    """The lists of records in a record."""
    return {
        key: [_flat(item, ()) for item in value if isinstance(item, dict)]
        for key, value in record.items()
        if isinstance(value, list) and any(isinstance(item, dict) for item in value)
    }
