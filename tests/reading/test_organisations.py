"""Names of bodies, and the offices in them."""

from __future__ import annotations

import pytest

from plantext.reading.organisations import host_publisher, is_organisation, issuer_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三重県", True),
        ("一般社団法人 川辺協会", True),
        ("川辺 の会議", True),
        ("第３部", False),
        ("各府省", False),
        ("川を守る会議", False),
        ("川辺会議について", False),
        ("第一会議室", False),
        ("令和5年6月川辺会議", False),
        ("川の計画", False),
    ],
)
def test_is_organisation(text: str, expected: bool) -> None:
    assert is_organisation(text) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("甲乙省情報局企画課", ("甲乙省", "情報局企画課")),
        ("乙山市市民課", ("乙山市", "市民課")),
        ("乙山市都市計画部", ("乙山市", "都市計画部")),
        ("乙山市議会事務局", ("乙山市議会", "事務局")),
        ("内閣府", ("内閣府", "")),
        ("川辺委員会", ("川辺委員会", "")),
    ],
)
def test_issuer_of(name: str, expected: tuple[str, str]) -> None:
    assert issuer_of(name) == expected


@pytest.mark.parametrize("source", ["", "soumu", "http://[", "https://example.org"])
def test_unknown_addresses(source: str) -> None:
    assert host_publisher(source) == ""
