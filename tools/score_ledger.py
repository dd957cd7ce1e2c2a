"""Score the ledger of commitments on pairs read by hand: python -m tools.score_ledger (PLANTEXT_DATA)."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import plantext as pt
from plantext import corpus
from plantext.clauses.ledger import Edition, link_editions
from plantext.extraction.statements import statements
from plantext.quality.undertakings import digest

GOLD = corpus.corpus_folder() / "gold"
RELATIONS = {"verbatim": "kept"}
NEW = "new "
Key = tuple[str, str]
Row = Mapping[str, Any]


def keys(edition: Edition) -> dict[tuple[int, int], Key]:
    """What the gold calls each statement of an edition: the digest of its sentence, and its predicate."""
    return {(it["sent_id"], it["statement"]): (digest(it["sentence"]), it["predicate"]) for it in edition.commitments()}


def found_links(old: Edition, new: Edition) -> dict[Key, list[tuple[Key | None, str]]]:
    """Counterpart and relation of each commitment of the old edition and, by ``NEW``, of the new one.

    The first of several with one counterpart has its own relation and may be called merged, too.
    """
    ours, theirs = keys(old), keys(new)
    table = link_editions([old, new]).to_dict("records")
    joint = {(row["sent_id_to"], row["statement_to"]) for row in table if row["relation"] == "merged"}
    links: dict[Key, list[tuple[Key | None, str]]] = defaultdict(list)
    for row in table:
        place = (row["sent_id_to"], row["statement_to"])
        source, target = ours.get((row["sent_id_from"], row["statement_from"])), theirs.get(place)
        relation = RELATIONS.get(row["relation"], row["relation"])
        for name in (relation, "merged") if place in joint and relation != "merged" else (relation,):
            if source is not None:
                links[source].append((target, name))
            if target is not None:
                links[NEW + target[0], target[1]].append((source, name))
    return links


def relation_of(links: Iterable[tuple[Key | None, str]], expected: str = "") -> str:
    """The one relation of a commitment: split where a part of it is, merged where that is expected and it is that, too."""
    names = [name for _, name in links]
    if expected == "merged" and expected in names:
        return expected
    own = [name for name in names if name != "merged"] or names
    return "split" if "split" in own else own[0]


def placed_key(row: Row) -> Key:
    """The place of a row of the gold in the links of all editions."""
    side, (sha1, predicate) = ("", row["old"]) if row["old"] else (NEW, row["new"][0])
    return f"{row['from']}{side}{sha1}", predicate


def score(gold: Sequence[Row], links: Mapping[Key, Sequence[tuple[Key | None, str]]]) -> dict[str, float]:
    """F1 of the links of the commitments in the gold, and macro-F1 of their relations."""
    counts: Counter[str] = Counter()
    relations: Counter[tuple[str, str]] = Counter()
    for row in gold:
        its = links.get(tuple(row["old"]), [])
        if not its:
            counts["lost"] += 1
            continue
        # What is new has no counterpart: its own place stands in ``new``.
        expected = set() if row["relation"] == "new" else {tuple(it) for it in row["new"]}
        told = {target for target, _ in its if target is not None}
        counts.update(gold=len(expected), found=len(told), right=len(expected & told))
        relations[row["relation"], relation_of(its, row["relation"])] += 1
    names = sorted({name for pair in relations for name in pair})
    each = {name: _f1(relations, name) for name in names}
    return {
        "commitments": float(relations.total()),
        "lost": float(counts["lost"]),
        "links f1": 2 * counts["right"] / max(counts["gold"] + counts["found"], 1),
        "relations macro f1": sum(each.values()) / max(len(each), 1),
        **each,
    }


def _f1(relations: Mapping[tuple[str, str], int], name: str) -> float:
    gold = sum(count for (expected, _), count in relations.items() if expected == name)
    found = sum(count for (_, told), count in relations.items() if told == name)
    return 2 * relations.get((name, name), 0) / max(gold + found, 1)


def main() -> int:
    """Print the scores of both parts."""
    folder = Path(os.environ.get("PLANTEXT_DATA", "../shared/corpus")) / "field"
    parts = {
        name: [json.loads(line) for line in (GOLD / f"ledger-{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("dev", "aside")
    }
    years = sorted({row[side] for rows in parts.values() for row in rows for side in ("from", "to")})
    editions = {}
    for year in years:
        run = pt.extract(folder / f"basic-policy-{year}.txt")
        editions[year] = Edition(str(year), statements(run), run.sentences)
    links: dict[Key, list[tuple[Key | None, str]]] = {}
    for old, new in pairwise(years):
        links |= {(f"{old}{key[0]}", key[1]): found for key, found in found_links(editions[old], editions[new]).items()}
    for name, rows in parts.items():
        placed = [{**row, "old": placed_key(row)} for row in rows]
        print(f"{name}: " + ", ".join(f"{key} {value:.3g}" for key, value in score(placed, links).items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
