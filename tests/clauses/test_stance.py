import csv
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from plantext.clauses.stance import find_stances, load_table, overall

GOLD = Path(__file__).parents[2] / "corpus" / "gold"
ROWS = load_table()["formula"]
FINDS = [(name, text) for name, row in ROWS.items() for text in row["finds"]]
FINDS_NOT = [(name, text) for name, row in ROWS.items() for text in row["finds_not"]]


def of_speaker(text, **options):
    return [found for found in find_stances(text, **options) if found.holder == "speaker"]


@pytest.mark.parametrize(("name", "text"), FINDS)
def test_a_formula_finds_what_its_row_says(name, text):
    assert (ROWS[name]["stance"], name) in [(found.stance, found.formula) for found in of_speaker(text)]


@pytest.mark.parametrize(("name", "text"), FINDS_NOT)
def test_a_formula_leaves_what_its_row_says(name, text):
    assert name not in {found.formula for found in of_speaker(text) if found.stance == ROWS[name]["stance"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本案には賛成できません。", ["against"]),
        ("万博は中止や延期すべきではないと考えます。", ["for"]),
        ("私は反対しません。", []),
        ("懸念を持っているんですけれども、大臣の御所見をお願いいたします。", ["concern"]),
        ("賛成する点もありますが、原案には反対いたします。", ["for", "against"]),
        ("デジタル化を支持しますか。", []),
    ],
)
def test_negation_and_questions(text, expected):
    assert [found.stance for found in of_speaker(text)] == expected


def test_others_are_others_unless_they_are_the_speakers_own():
    text = "甲党は本案に反対します。"
    assert [found.holder for found in find_stances(text)] == ["other"]
    assert [found.holder for found in find_stances(text, own=["甲党"])] == ["speaker"]
    assert [found.holder for found in find_stances(text, own=[""])] == ["other"]


def test_a_stance_says_where_it_stands():
    text = "予算は評価しますが、この条例案に反対します。"
    last = find_stances(text)[-1]
    assert text[last.clause : last.start] == "この条例案に"
    assert text[last.start : last.end].startswith("反対し")
    text = "消費税の減税、電子申請の中止を求めます。"
    (stop,) = find_stances(text)
    assert text[stop.clause : stop.start] == "電子申請の"


def gold_sentences(folder):
    """The sentences that gold points to, by their hash: of speeches without white space, cut at full stops."""
    texts = []
    for name in ("kokkai_212-end.json", "kokkai_212-plane.json"):
        meetings = json.loads((folder / name).read_text(encoding="utf-8"))
        texts += [speech["speech"] for meeting in meetings for speech in meeting["speeches"]]
    rows = json.loads((folder / "d_speeches_2024_w48.json").read_text(encoding="utf-8"))["data"]
    texts += [row["text"] or "" for row in rows]
    with (folder / "kokkai_weekly_2025_w19.csv").open(encoding="utf-8", newline="") as stream:
        texts += [row["text"] for row in csv.DictReader(stream)]
    cut = (match.group() for text in texts for match in re.finditer(r"[^。]+。?", re.sub(r"\s+", "", text)))
    return {hashlib.sha1(sentence.encode()).hexdigest(): sentence for sentence in cut}  # noqa: S324


@pytest.mark.parametrize(("part", "precision", "recall"), [("dev", 0.95, 0.97), ("aside", 0.75, 0.85)])
def test_stances_of_diet_speeches_shared(shared_corpus, part, precision, recall):
    texts = gold_sentences(shared_corpus / "field")
    counts = Counter()
    for line in (GOLD / f"stance-{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted = {stated["stance"] for stated in row["statements"] if stated["holder"] == "speaker"}
        found = {stance.stance for stance in of_speaker(texts[row["sha1"]])}
        counts.update(right=len(wanted & found), wrong=len(found - wanted), missed=len(wanted - found))
    assert counts["right"] / (counts["right"] + counts["wrong"]) >= precision
    assert counts["right"] / (counts["right"] + counts["missed"]) >= recall


def test_speeches_of_assemblies_whose_formulas_are_masked_shared(shared_corpus):
    counts = Counter()
    with (shared_corpus / "field" / "poliinfo4_stance.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            sentences = re.findall(r"[^。]+。?", row["masked"])
            told = overall(found for sentence in sentences for found in find_stances(sentence))
            counts[{"for": "賛成", "against": "反対"}.get(told, "") == row["stance"] if told else None] += 1
    assert counts.total() == 95
    # What declares a stance is masked: of what the rest tells, little is told, and most of that is right.
    assert counts[True] + counts[False] >= 25
    assert counts[True] / (counts[True] + counts[False]) >= 0.8
