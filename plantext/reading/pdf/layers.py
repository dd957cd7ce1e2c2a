"""Layers (optional content) that a PDF opens with switched off: what is drawn on them is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeGuard

from plantext.errors import Message

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object, Pdf

_SHOWN = frozenset({"Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"})
_PAINTED = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
_DEPTH = 8


def find_off(pdf: Pdf) -> set[tuple[int, int]]:
    """Object numbers of the layers that are off when the file is opened."""
    properties = pdf.Root.get("/OCProperties")
    setting = _key(properties, "/D")
    if not _is_dictionary(properties) or not _is_dictionary(setting):
        return set()
    numbers = {name: {layer.objgen for layer in _items(setting.get(name))} for name in ("/ON", "/OFF")}
    every = {layer.objgen for layer in _items(properties.get("/OCGs"))}
    off = every - numbers["/ON"] if str(setting.get("/BaseState", "/ON")) == "/OFF" else numbers["/OFF"]
    for rule in _items(setting.get("/AS")):
        off = _apply(rule, off)
    return off


def _apply(rule: Any, off: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Switch layers as a rule says that goes by what they are used for, if it holds for reading on a screen."""
    import pikepdf

    if str(_key(rule, "/Event")) != "/View":
        return off
    kinds = _key(rule, "/Category")
    kinds = [str(kind) for kind in kinds] if isinstance(kinds, pikepdf.Array) else []
    for layer in _items(_key(rule, "/OCGs")):
        uses = _key(layer, "/Usage")
        states = {str(_key(_key(uses, kind), f"{kind}State")) for kind in kinds}
        if "/OFF" in states:
            off = off | {layer.objgen}
        elif "/ON" in states:
            off = off - {layer.objgen}
    return off


def drop_layers(pdf: Pdf, off: set[tuple[int, int]]) -> list[tuple[int, str]]:
    """Take what is drawn on layers out of the pages.

    Returns
    -------
    list of tuple
        Number of each page that had such content, and the names of its layers.
    """
    found = []
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        names = _strip(pdf, page.obj, page.resources, off, seen, 0)
        if names:
            found.append((number, ", ".join(sorted(names))))
    return found


def _strip(  # noqa: PLR0913, PLR0917
    pdf: Pdf, content: Any, resources: Any, off: set[tuple[int, int]], seen: set[tuple[int, int]], depth: int
) -> set[str]:
    """Take hidden instructions out of a page or a form; the names of their layers."""
    import pikepdf

    hidden = _hidden(resources, "/Properties", off) | _hidden(resources, "/XObject", off)
    names = set(hidden.values())
    for form in _forms(resources):
        if form.objgen not in seen and depth < _DEPTH:
            seen.add(form.objgen)
            names |= _strip(pdf, form, form.get("/Resources", resources), off, seen, depth + 1)
    if hidden:
        kept = _filter(pikepdf.parse_content_stream(content), hidden)
        written = pikepdf.unparse_content_stream(kept)
        if isinstance(content, pikepdf.Stream):
            content.write(written)
        else:
            content.Contents = pdf.make_stream(written)
    return names


def _filter(instructions: Iterable[Any], hidden: dict[str, str]) -> list[Any]:
    """Instructions without those that draw on hidden layers."""
    import pikepdf

    kept: list[Any] = []
    open_: list[bool] = []
    for instruction in instructions:
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BDC", "BMC"):
            is_layer = operator == "BDC" and str(operands[0]) == "/OC"
            open_.append(is_layer and str(operands[1]) in hidden)
        elif operator == "EMC" and open_:
            open_.pop()
        elif (operator == "Do" and str(operands[0]) in hidden) or (any(open_) and operator in _SHOWN):
            continue
        elif any(open_) and operator in _PAINTED:
            kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("n")))
            continue
        kept.append(instruction)
    return kept


def _hidden(resources: Any, kind: str, off: set[tuple[int, int]]) -> dict[str, str]:
    """Names in a resource dictionary that stand for something on a hidden layer → the layer's name."""
    entries = resources.get(kind) if _is_dictionary(resources) else None
    found = {}
    for name, entry in entries.items() if _is_dictionary(entries) else ():
        layer = entry if kind == "/Properties" else _key(entry, "/OC")
        if layer is not None and not is_shown(layer, off):
            found[name] = str(_key(layer, "/Name") or Message("without a name"))
    return found


def is_shown(layer: Object, off: set[tuple[int, int]]) -> bool:
    """Whether a layer, or a set of layers with a condition, is on."""
    if str(_key(layer, "/Type")) != "/OCMD":
        return layer.objgen not in off
    rule = _key(layer, "/VE")
    if rule is not None:
        return _holds(rule, off, 0)
    states = [one.objgen not in off for one in _items(_key(layer, "/OCGs"))]
    how = str(_key(layer, "/P") or "/AnyOn")
    wanted = how.endswith("On")
    return not states or (all if how.startswith("/All") else any)(state == wanted for state in states)


def _holds(rule: Any, off: set[tuple[int, int]], depth: int) -> bool:
    """Whether an expression (And, Or, Not) over layers holds."""
    if _is_dictionary(rule):
        return rule.objgen not in off
    parts = list(rule)
    if not parts or depth > _DEPTH:
        return True
    values = [_holds(part, off, depth + 1) for part in parts[1:]]
    if str(parts[0]) == "/Not":
        return not all(values)
    return (any if str(parts[0]) == "/Or" else all)(values)


def _forms(resources: Any) -> list[Any]:
    entries = _key(resources, "/XObject")
    found = list(entries.values()) if _is_dictionary(entries) else []
    return [entry for entry in found if str(_key(entry, "/Subtype")) == "/Form"]


def _key(value: Any, name: str) -> Any:
    """A key of a dictionary or a stream; none where it is neither."""
    import pikepdf

    return value.get(name) if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) else None


def _is_dictionary(value: Any) -> TypeGuard[Dictionary]:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


def _items(value: Any) -> Sequence[Any]:
    """Dictionaries in an array, or the one that stands alone."""
    import pikepdf

    if isinstance(value, pikepdf.Dictionary):
        return [value]
    return [item for item in value if isinstance(item, pikepdf.Dictionary)] if isinstance(value, pikepdf.Array) else []
