"""The shipped ledger of the 骨太方針 is what its editions give now, and holds no sentence of theirs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from plantext.storage.tablefile import read_csv
from tools.commitments import LONGEST, TEXTS, YEARS, _before, _term, derive, editions, ledger_path

pytestmark = pytest.mark.slow


def test_no_text_is_shipped() -> None:
    table = read_csv(ledger_path())
    assert not set(TEXTS) & set(table.columns)
    assert table["object"].fillna("").str.len().max() <= LONGEST


@pytest.mark.parametrize(
    ("text", "predicate", "named"),
    [
        ("また、窓口の改善に取り組む。", "取り組む", "窓口の改善"),
        ("ＰＤＣＡについて努める", "努める", "PDCA"),
        ("連携する。", "連携する", ""),
        ("大学との更なる連携を行う。", "連携する", "大学"),
        ("町の図書館の棚卸しに重点的に取り組む。", "取り組む", "町の図書館の棚卸し"),
        ("標準化等に官民挙げて取り組む。", "取り組む", "標準化"),
        ("窓口の案内を含む対応に引き続き努める", "努める", "対応"),
        ("手続のワンストップ・電子化を進める", "進める", "手続のワンストップ・電子化"),
        ("Society 5.0 の実現 12に努める", "努める", "Society5.0の実現"),
        ("事務局が住民票について検討する", "検討する", "住民票"),
        ("別の文。", "努める", ""),
    ],
)
def test_a_commitment_without_an_object_is_named_by_what_stands_before_it(
    text: str, predicate: str, named: str
) -> None:
    assert _term(_before(text, predicate)) == named


@pytest.mark.model
@pytest.mark.parametrize("years", [YEARS[4:7], pytest.param(YEARS, marks=pytest.mark.soak)], ids=["three", "all"])
def test_the_ledger_is_current_shared(years: tuple[int, ...], shared_corpus: Path) -> None:
    if not (shared_corpus / "field").is_dir():
        pytest.skip("the editions are not at hand")
    columns = ["edition_to", "relation", "predicate_from", "predicate_to", "sent_id_from", "sent_id_to"]
    kept, fresh = (
        table.loc[table["edition_to"].astype("int").isin(years[1:]), columns].astype("str").fillna("")
        for table in (read_csv(ledger_path()), derive(editions(shared_corpus / "field", years)))
    )
    assert len(kept)
    both = pd.merge(kept, fresh, how="inner").drop_duplicates()
    # A parse may differ in the last bit of a product of matrices: another processor may read one sentence in another way.
    assert len(both) >= 0.98 * max(len(kept.drop_duplicates()), len(fresh.drop_duplicates())), (
        "run python -m tools.commitments"
    )
