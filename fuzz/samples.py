"""Good files and texts from which the fuzzer begins where no hostile file of the kind is made."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fuzz.seeds import GOOD, WORST_LINES

_DATES = (
    "令和5年6月9日、同年10月1日から翌年3月末までの間、2023年度第1四半期、平成30年代半ば、昨年度末、先月、"
    "2022年4月～2023年3月、1990年代後半、H30.4.1、2023-06-09、来年、毎年、今世紀、西暦2000年、FY2023、元年",
    "平成31年・令和元年4月30日、二〇二三年十二月、６月９日（金）、当面、５か年、10年後、前年同月比",
)
_NAMES = (
    GOOD,
    "「生成AIの在り方に関する研究会」（以下「研究会」という。）は、株式会社NTTデータ、Apple Inc.、OECD・G7と協力する。",
    "デジタル社会形成基本法（令和3年法律第35号）第37条に基づき、デジタル庁（以下「庁」）は重点計画を閣議決定した。",
    "電気通信事業法の一部を改正する法律、総務省令、ISO/IEC 27001、図表1-2、https://example.org/、NPO法人、IGF2023会合",
)
_LEXICON = (
    "entity,label,name_en,series,forms,note\n総務省,ORG,MIC,,総務省 | MIC?,\nIGF,FORUM,,IGF,=IGF | フォーラム,注\n"
)
_REGISTER = "main,label,forms,source\n総務省,ORG,MIC | 自治省,手\n"
_MANIFEST = """[[document]]
id = "a"
title = "題"
date = "2023-06"
status = "final"
publisher = "庁"
licence = "CC BY 4.0"
source = "https://example.org/"
location = "remote"
file = "a.pdf"
sha256 = "00"
size = 12
url = "https://example.org/a.pdf"
"""
_SENTENCES = "doc_id,sent_id,page,section,measure,paragraph,start,end,kind,text\na,0,1,1/2,1-1,0,0,4,paragraph,本文。\n"
_MENTIONS = (
    "doc_id,sent_id,start,end,text,label,entity,series,date_start,date_end,norm,source\na,0,0,2,本文,ORG,本文,,,,,x\n"
)
_RUN = '{"documents": [{"id": "a", "title": "題", "date": "2023-06-09"}], "aliases": [], "left_out": [], "n": 1e5}'
_GOLD = '{"id": "1", "doc_id": "a", "text": "総務省は", "spans": [[0, 3, "ORG"]], "date": "2023-06-09"}\n'


def _network(suffix: str) -> bytes:
    import networkx as nx

    from plantext.networks.exchange import write_network

    net = nx.Graph(measure="jaccard")
    net.add_node("総務省", label="ORG", frequency=3, community=0)
    net.add_node("IGF", label="FORUM", frequency=2, community=1)
    net.add_edge("総務省", "IGF", weight=0.5, count=2)
    with tempfile.TemporaryDirectory() as folder:
        return write_network(net, Path(folder) / f"net{suffix}")[0].read_bytes()


def _parquet() -> bytes:
    import io

    import pandas as pd

    out = io.BytesIO()
    pd.read_csv(io.StringIO(_SENTENCES)).to_parquet(out, index=False)
    return out.getvalue()


def of(name: str) -> list[bytes]:
    """Where a target's search begins."""
    texts = {
        "entities": [*_NAMES, *_DATES, *(line[:400] for line in WORST_LINES.values())],
        "dates": [*_DATES, *(line[:400] for line in WORST_LINES.values())],
        "view": [*_NAMES, "ｶﾞｷﾞ か\u3099 ① ㍻ ﷺ ２ ０ ２ ３ 年 I G F"],
        "lexicon": [_LEXICON],
        "register": [_REGISTER],
        "manifest": [_MANIFEST],
        "csv": [_SENTENCES, _MENTIONS],
        "run.json": [_RUN],
        "gold": [_GOLD],
    }
    if name in texts:
        return [text.encode() for text in texts[name]]
    if name == "parquet":
        return [_parquet()]
    suffixes = {"graphml": [".graphml"], "gexf": [".gexf"], "pajek": [".net"], "network-json": [".json", ".cyjs"]}
    return [_network(suffix) for suffix in suffixes[name]]
