"""What is drawn on layers that are off goes; on others it stays."""

from __future__ import annotations

import io

import pikepdf
import pytest
from altered import alter, layered, read, show, told
from pikepdf import Array, Dictionary, Name

from plantext.reading.pdf.layers import is_shown


def test_a_layer_that_is_off_is_left_out_and_told() -> None:
    document = read(layered(off=True))
    assert document.text == "The text."
    assert any("draft" in message for message in told(document, "dropped"))


def test_a_layer_that_is_on_is_read() -> None:
    assert "A draft." in read(layered(off=False)).text


def test_marks_inside_a_layer_do_not_end_it() -> None:
    content = f"/OC /L BDC /P BMC {show('A draft.', 60)} EMC {show('Still it.', 40)} EMC {show('The text.', 100)}"
    assert read(layered(off=True, content=content)).text == "The text."


def test_a_form_on_a_layer_goes_with_it() -> None:
    content = f"/X Do {show('The text.', 100)}"
    assert read(layered(off=True, content=content, form=True)).text == "The text."
    assert "In a form." in read(layered(off=False, content=content, form=True)).text


@pytest.mark.parametrize(("event", "shown"), [("View", False), ("Print", True)])
def test_a_layer_that_its_use_switches_off(event: str, shown: bool) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        use = Dictionary(View=Dictionary(ViewState=Name.OFF))
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="draft", Usage=use))
        rule = Dictionary(Event=Name("/" + event), Category=Array([Name.View]), OCGs=Array([layer]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(AS=Array([rule])))
        pdf.pages[0].Resources.Properties = Dictionary(L=layer)

    document = read(alter(f"/OC /L BDC {show('A draft.', 60)} EMC {show('The text.', 100)}", change))
    assert ("A draft." in document.text) is shown


def test_a_layer_is_found_among_the_resources_of_all_pages() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        resources = pdf.pages[0].Resources
        del pdf.pages[0].obj["/Resources"]
        pdf.Root.Pages.Resources = resources

    with pikepdf.open(io.BytesIO(layered(off=True))) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    assert read(out.getvalue()).text == "The text."


@pytest.mark.parametrize(
    ("policy", "off", "shown"),
    [
        ("AnyOn", [0], True),
        ("AnyOn", [0, 1], False),
        ("AllOn", [0], False),
        ("AnyOff", [], False),
        ("AllOff", [0, 1], True),
    ],
)
def test_sets_of_layers_are_shown_as_their_policy_says(policy: str, off: list[int], shown: bool) -> None:
    with pikepdf.new() as pdf:
        layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=str(i))) for i in range(2)]
        numbers = {layers[i].objgen for i in off}
        ruled = Dictionary(Type=Name.OCMD, OCGs=Array(layers), P=Name("/" + policy))
        assert is_shown(ruled, numbers) is shown


def test_expressions_over_layers_are_followed() -> None:
    with pikepdf.new() as pdf:
        one, two = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in "ab")
        neither = Array([Name.Not, Array([Name.Or, one, two])])
        ruled = Dictionary(Type=Name.OCMD, VE=neither)
        assert is_shown(ruled, {one.objgen, two.objgen})
        assert not is_shown(ruled, {one.objgen})
