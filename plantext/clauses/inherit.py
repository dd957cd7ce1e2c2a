"""Actors that a sentence does not name: of its turn, measure, section or document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from plantext.corpus.manifest import load_manifest
from plantext.records import Statement
from plantext.tables.run import Extraction

# What a document as a whole undertakes; it does not itself do what it reports.
_FRONT = 40
_ASSEMBLY = re.compile(
    r"^(?!.*法人).*(議会|国会|衆議院|参議院|会議|審議会|部会|検討会|研究会|協議会|懇談会|懇話会|分科会|チーム|ワーキンググループ|WG|会合|フォーラム)$"
)
# Events have no will of their own; a body that meets has (審議会).
_EVENT = re.compile(
    r"(?:報告会|ワークショップ|セミナー|シンポジウム|サミット|フォーラム|説明会|講演会|研修会|勉強会|大会|会合|[0-9０-９]"
    r"|Meeting|Meetup|Workshop|Conference|Seminar|Symposium|Summit|Forum)$"
)
# A heading may name a body as what it is about (消費者庁の創設).
_ABOUT = r"(?:（[^（）]*）|\([^()]*\))?(?:等|など)?(?:の|に関する|について|における)"
# What tells its readers what to do, rules, or reports what others do, undertakes little itself.
_FOR_READERS = re.compile(
    r"ガイドライン|基準|手引|マニュアル|ハンドブック|白書|年次報告|年報|報告書|^第[0-9０-９一二三四五六七八九十]+[章部編]|規則|規程|規約|約款|ひな形|モデル"
)
_OF_ITSELF = frozenset({"state", "publish", "enact"})
_ITSELF = re.compile(
    r"(?:本|この)(?:書|章|節|項|編|冊子|稿|文書|資料|白書|報告|年報|指針|基準|ガイドライン|手引|マニュアル|ハンドブック|規[則程約]|約款|ページ|サイト)"
    r"|ここ(?:では|で、)|以下[のに]|次の(?:とおり|ように)"
)
# What can be is nobody's undertaking.
_CAN = frozenset({"permission", "possibility"})
# What a speaker does by speaking; what else he says in words that are not humble, others do.
_SPOKEN = frozenset({"state", "request", "hold"})
_DECIDED = r".{0,24}閣[\s\u3000]*議[\s\u3000]*決[\s\u3000]*定.{0,2}"
_OWN = frozenset({"act", "aim", "consider", "obligation"})


@dataclass(frozen=True)
class Sources:
    """Who acts where a sentence names nobody.

    Parameters
    ----------
    speakers : mapping of (str, int) to str
        By document and turn.
    measures : mapping of (str, str) to str
        The ministries in charge (主担当府省庁), by document and measure.
    sections : mapping of (str, str) to str
        The one body that a section's heading names, by document and section.
    publishers : mapping of str to str
        By document.
    readers : frozenset of str
        Documents that tell their readers what to do, or report.
    """

    speakers: Mapping[tuple[str, int], str] = field(default_factory=dict)
    measures: Mapping[tuple[str, str], str] = field(default_factory=dict)
    sections: Mapping[tuple[str, str], str] = field(default_factory=dict)
    publishers: Mapping[str, str] = field(default_factory=dict)
    readers: frozenset[str] = frozenset()

    def by_document(self) -> dict[str, Sources]:
        """Part them by document."""
        parts: dict[str, Sources] = defaultdict(lambda: Sources({}, {}, {}, {}))
        for kind in ("speakers", "measures", "sections"):
            for place, name in getattr(self, kind).items():
                getattr(parts[place[0]], kind)[place] = name
        for doc_id, name in self.publishers.items():
            parts[doc_id] = replace(parts[doc_id], publishers={doc_id: name})
        for doc_id in self.readers:
            parts[doc_id] = replace(parts[doc_id], readers=frozenset({doc_id}))
        return dict(parts)


def collect(run: Extraction) -> Sources:
    """Collect who can be inherited from the tables of a run."""
    measures, turns = run.measures, run.turns
    speakers = {
        (doc_id, turn): person or speaker
        for doc_id, turn, speaker, person in zip(
            *(turns[it] for it in ("doc_id", "turn", "speaker", "person")), strict=True
        )
    }
    # A part of a run has the account of the whole.
    held = set(run.doc_ids)
    listed = [entry for entry in run.info.get("documents", ()) if entry["doc_id"] in held]
    publishers = {entry["doc_id"]: entry.get("publisher", "") for entry in listed}
    # An assembly publishes what others say there.
    publishers = {doc_id: "" if _ASSEMBLY.search(name) else name for doc_id, name in publishers.items()}
    # What the cabinet has decided, the government undertakes, whoever publishes it.
    first = run.sentences.groupby("doc_id").head(_FRONT)
    decided = first.loc[first["text"].str.fullmatch(_DECIDED), "doc_id"]
    known = load_manifest()
    told = [doc_id for doc_id in publishers if doc_id in known and known[doc_id].status == "閣議決定"]
    publishers.update(dict.fromkeys([*decided, *told], "政府"))
    titles = {entry["doc_id"]: entry.get("title", "") for entry in listed}
    readers = frozenset(doc_id for doc_id, title in titles.items() if _FOR_READERS.search(title))
    owners = dict(zip(zip(measures["doc_id"], measures["measure"], strict=True), measures["ministries"], strict=True))
    return Sources(speakers, owners, _sections(run.sentences, run.mentions), publishers, readers)


def _sections(sentences: pd.DataFrame, mentions: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Sections whose heading names exactly one body, and no event."""
    headings = sentences.loc[sentences["kind"] == "heading", ["doc_id", "sent_id", "section", "text"]]
    able = mentions["label"].isin(["ORG", "FORUM"]) & (mentions["series"] == "")
    able &= ~mentions["entity"].str.contains(_EVENT)
    bodies = mentions.loc[able, ["doc_id", "sent_id", "entity", "text"]].drop_duplicates()
    named = headings.merge(bodies, on=["doc_id", "sent_id"], suffixes=("", "_name"))
    about = [
        bool(re.search(re.escape(name) + _ABOUT, text))
        for text, name in zip(named["text"], named["text_name"], strict=True)
    ]
    named = named[~np.array(about, dtype=bool)]
    found: dict[tuple[str, str], set[str]] = {}
    for doc_id, section, entity in zip(named["doc_id"], named["section"], named["entity"], strict=True):
        found.setdefault((doc_id, section), set()).add(entity)
    return {place: next(iter(names)) for place, names in found.items() if len(names) == 1 and place[1]}


def tells_of_itself(text: str) -> bool:
    """Whether a sentence tells of the document in which it stands.

    Examples
    --------
    >>> tells_of_itself("本章では、海岸の動向を紹介する。"), tells_of_itself("責任者に報告する。")
    (True, False)
    """
    return bool(_ITSELF.search(text))


class Place(NamedTuple):
    """Where a sentence stands, by the columns of the sentences table, the entities that it names, and whether it tells of its document."""

    doc_id: str
    turn: int = -1
    measure: str = ""
    section: str = ""
    named: frozenset[str] = frozenset()
    itself: bool = False


def inherit(statement: Statement, place: Place, sources: Sources) -> tuple[str, str]:
    """Return the actor of a statement that names none, and where it comes from; the nearest source wins.

    A passive, a statement about something that cannot act, what is only called necessary (必要である), and what has an actor inherit nothing; nor does
    what a speaker tells in words that are not humble (最低賃金を引き上げます: whose is not said).

    Examples
    --------
    >>> inherit(Statement("検討する", "consider"), Place("a", 3), Sources(speakers={("a", 3): "山田太郎"}))
    ('山田太郎', 'speaker')
    """
    demanded = statement.modality == "obligation" and not statement.undertaken
    if statement.actor or statement.subject or demanded or statement.voice == "passive":
        return statement.actor, statement.actor_source
    section = place.section
    while section and (place.doc_id, section) not in sources.sections:
        section = section.rpartition("/")[0]
    body = sources.sections.get((place.doc_id, section), "")
    own = statement.modality in _OWN and statement.undertaken
    own = own and (place.doc_id not in sources.readers or (place.itself and statement.act in _OF_ITSELF))
    can = statement.modality in _CAN or statement.predicate == "できる"
    speaker = sources.speakers.get((place.doc_id, place.turn), "")
    if (speaker and not (statement.humble or statement.act in _SPOKEN)) or (can and not speaker):
        return "", "none"
    found = (
        (speaker, "speaker"),
        (sources.measures.get((place.doc_id, place.measure), ""), "measure"),
        # A sentence that names the section's body speaks about it.
        (body if body not in place.named else "", "section"),
        (sources.publishers.get(place.doc_id, "") if own else "", "publisher"),
    )
    return next(((name, source) for name, source in found if name), ("", "none"))
