"""The made-up study whose explorer the browser tests open, and where its nodes stand on the screen."""

from __future__ import annotations

from made_runs import make_run

from plantext.tables.run import Extraction

ROWS = [
    ("plan", 0, "第1-1", "1-1", "{ORG:総務省}は国際対話の場として{FORUM:IGF}を京都で開く。"),
    ("plan", 0, "第1-1", "1-1", "{FORUM:IGF}には多くの国が参加する。"),
    ("plan", 2, "第1-2", "", "{ORG:総務省}と{ORG:外務省}が{LAW:電波法}を見直す。"),
    ("plan", 4, "第2", "", "{ORG:外務省}は{DATE:2025年}に{FORUM:IGF}へ報告する。"),
    ("paper", 0, "第1章", "", "{ORG:外務省}と{FORUM:G7}は{DATE:2021年}に合意した。"),
    ("paper", 1, "第1章", "", "{ORG:外務省}は{FORUM:G7}を支える。"),
    ("paper", 2, "", "", "{ORG:総務省}と{ORG:外務省}と{LAW:電波法}。"),
]
SOURCE = "https://www.example.jp/plan"
INFO = {
    "documents": [
        {"doc_id": "plan", "title": "架空の計画", "date": "2023-06-09", "source": SOURCE, "sha256": "ab"},
        {"doc_id": "paper", "title": "架空の白書", "date": "2021-07-01", "source": "paper.txt", "sha256": "cd"},
    ]
}
ENGLISH = {"総務省": "Ministry of Internal Affairs and Communications", "外務省": "Ministry of Foreign Affairs"}

CENTRE = """(name) => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const box = document.getElementById('canvas').getBoundingClientRect();
  const across = Math.min(Math.max(80, box.width - Math.min(150, box.width * 0.24)), 2 * (box.height - 112));
  const down = Math.min(Math.max(80, box.height - 112), across / 0.65);
  const node = data.nodes.find((each) => each.name === name);
  return [box.left + box.width / 2 + (node.x - 0.5) * across, box.top + box.height / 2 + (node.y - 0.5) * down];
}"""


def made_up_run() -> Extraction:
    run = make_run(ROWS)
    years = run.mentions["entity"].str.extract(r"^(\d{4})年$")[0]
    mentions = run.mentions.assign(
        date_start=(years + "-01-01").fillna(""),
        date_end=(years + "-12-31").fillna(""),
        source="lexicon:test.csv, line 3",
    )
    entities = run.entities.assign(name_en=run.entities["entity"].map(ENGLISH).fillna(""))
    entities.loc[entities["entity"] == "総務省", "aliases"] = "ＭＩＣ | 総務"
    return Extraction(run.sentences, mentions, entities, INFO)
