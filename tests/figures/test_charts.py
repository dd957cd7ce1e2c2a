import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plantext.figures.charts import Margins, chart_axes, shorten, text_width


def test_long_names_are_cut_in_the_middle():
    assert shorten("総務省", 10) == "総務省"
    assert shorten("デジタル社会の実現に向けた重点計画", 9) == "デジタル…重点計画"
    assert shorten("Ministry of Internal Affairs and Communications", 20) == "Ministry of … and Communications"
    assert shorten("Ministry of Internal Affairs and Communications", 14.5) == "Ministry … Communications"
    assert shorten("National Personnel Authority", 9) == "National …"
    assert shorten("Internationalization", 6) == "Inte…tion"
    assert text_width("総務省MIC") == pytest.approx(4.65)


def test_given_axes_are_used_and_new_ones_have_margins() -> None:
    own = Figure().add_subplot()
    own.plot([1, 2])
    figure, axes = chart_axes(own, 1, 1, Margins(0, 0, 0, 0))
    assert figure is own.figure and axes is own and not axes.lines
    figure, axes = chart_axes(None, 100, 50, Margins(10, 5, 20, 5))
    assert tuple(figure.get_size_inches() * 25.4) == pytest.approx((100, 50))
    assert axes.get_position().bounds == pytest.approx((0.1, 0.1, 0.7, 0.8))
    assert isinstance(axes, Axes)
