"""Walks a label through everything that shows labels; test_labels.py runs it on a copy of plantext with one label more."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from matplotlib.colors import to_hex

import plantext as pt
from plantext.figures.bars import count_by_section, draw_entities, draw_sections
from plantext.figures.network import draw_network
from plantext.labels import LABELS
from plantext.lookup.methods import describe_methods
from plantext.quality.review import draw_sample, draw_sentences, read_annotations, write_sheet, write_tasks
from plantext.recognition.spacy import displacy_options

TEXT = "架空省はそらいろ号と架空会議を支える。\n\n架空会議はそらいろ号と架空省に学ぶ。\n"
LEXICON = "entity,label,name_en,series,forms,note\nそらいろ号,VESSEL,Skyblue,,,\n架空省,ORG,,,,\n架空会議,FORUM,,,,\n"


def walk(folder: Path) -> dict[str, Any]:
    """Everything that tests look at, by the step that made it."""
    (folder / "plan.txt").write_text(TEXT, encoding="utf-8")
    (folder / "own.csv").write_text(LEXICON, encoding="utf-8")
    run = pt.extract(folder / "plan.txt", lexicon=folder / "own.csv", cache=False)
    run.save(folder / "tables")
    run = pt.load(folder / "tables")
    net = pt.network(pt.cooccur(run, labels=["VESSEL", "ORG", "FORUM"]), min_frequency=1)
    entities = draw_entities(run)
    written = write_tasks(run, draw_sentences(run), folder / "tasks.json")
    written += write_tasks(run, draw_sentences(run), folder / "tasks.jsonl", to="doccano")
    sheet = write_sheet(draw_sample(run, 6), folder / "sheet.csv")
    spans = read_annotations(folder / "tasks.jsonl").sentences[0].spans
    return {
        "package": str(Path(pt.__file__).parent),
        "labels": LABELS,
        "mentions": run.mentions["label"].tolist(),
        "nodes": dict(net.nodes(data="label")),
        "network": [text.get_text() for text in draw_network(net, lang="ja").axes[0].texts],
        "sections": int(count_by_section(run)["VESSEL"].sum()),
        "key": [text.get_text() for text in draw_sections(run, lang="en").legends[0].get_texts()],
        "bars": {
            axis.get_title(loc="left"): to_hex(axis.patches[0].get_facecolor())
            for axis in entities.axes
            if axis.patches
        },
        "page": pt.explore(run, net),
        "highlight": pt.highlight(run, labels=["VESSEL"]).counts,
        "summary": run._repr_html_(),
        "sheet": sheet.read_text(encoding="utf-8-sig"),
        "tasks": {path.name: path.read_text(encoding="utf-8") for path in written},
        "read back": sorted(label for _, _, label in next(iter(spans.values()))),
        "displacy": displacy_options(),
        "methods": describe_methods(run, net, lang="en"),
    }


if __name__ == "__main__":
    target = Path(sys.argv[1])
    (target / "seen.json").write_text(json.dumps(walk(target), ensure_ascii=False), encoding="utf-8")
