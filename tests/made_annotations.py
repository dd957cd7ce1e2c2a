"""Made-up annotations for the tests of review."""

from __future__ import annotations

from made_runs import make_run

from plantext.quality.review import draw_sentences
from plantext.quality.review.annotations import Annotated, Annotations

TEXT = "𠮷野氏は総務省と😀IGFを𠮷野で開く。"
SPANS = {(4, 7, "ORG"), (9, 12, "FORUM"), (13, 15, "PLACE")}
FIRST = "𠮷野氏は{ORG:総務省}と😀{FORUM:IGF}を{PLACE:𠮷野}で開く。"
RUN = make_run([("plan", 0, "第1", "", FIRST), ("plan", 1, "第2", "", "{ORG:外務省}も加わる。")])
SENTENCES = draw_sentences(RUN)


def annotated(*spans: dict[str, set[tuple[int, int, str]]]) -> Annotations:
    """A sentence each, in which plantext had found an ORG and a FORUM, with what each annotator marked in it."""
    data = {"doc_id": "plan", "start": 0, "end": 19, "found": [[4, 7, "ORG"], [9, 12, "FORUM"]]}
    names = dict.fromkeys(name for given in spans for name in given)
    items = tuple(Annotated(f"plan:{i}", TEXT, data, given) for i, given in enumerate(spans))
    return Annotations(items, tuple(names))
