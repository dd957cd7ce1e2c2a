import pytest
from made_debate import DEBATE

from plantext.figures.network import draw_network
from plantext.figures.signed import AGREEMENT, CONFLICT, attracting, signed_style
from plantext.networks.discourse.network import discourse_network


def lines(figure):
    return [line for line in figure.axes[0].lines if line.get_gid() != "leader"]


def test_edges_tell_agreement_from_conflict():
    net = discourse_network(DEBATE, normalisation="none")
    figure = draw_network(net, lang="en")
    drawn = lines(figure)[2 : 2 + net.number_of_edges()]  # behind the two of the key
    signs = [weight > 0 for *_, weight in sorted((*sorted((a, b)), w) for a, b, w in net.edges(data="weight"))]
    assert [line.get_color() == AGREEMENT for line in drawn] == signs
    assert {line.get_color() for line in drawn} == {AGREEMENT, CONFLICT}
    widths = {abs(weight): signed_style(net, weight, 8)["linewidth"] for *_, weight in net.edges(data="weight")}
    assert [widths[key] for key in sorted(widths)] == sorted(widths.values())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"aggregation": "subtract"}, ["一致", "対立", "大きさ＝陳述の数", "一致−対立"]),
        ({"aggregation": "conflict"}, ["対立"]),
        ({"aggregation": "ignore", "mode": "two-mode"}, ["ともに触れる", "概念", "賛否を問わず"]),
        ({"mode": "two-mode", "duplicates": "month"}, ["賛成が多い", "反対が多い", "月ごとに1回"]),
    ],
)
def test_the_key_says_what_was_drawn(options, said):
    texts = "\n".join(text.get_text() for text in draw_network(discourse_network(DEBATE, **options)).axes[0].texts)
    assert [words for words in said if words not in texts] == []


def test_agreement_alone_draws_actors_together():
    net = discourse_network(DEBATE, normalisation="none")
    pulls = {frozenset(edge) for edge in attracting(net).edges}
    assert pulls == {frozenset((a, b)) for a, b, weight in net.edges(data="weight") if weight > 0}
    assert set(attracting(net)) == set(net)
    both = discourse_network(DEBATE, mode="two-mode")
    assert attracting(both) is both
