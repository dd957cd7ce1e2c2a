"""What is measured on: the plan where it is at hand, else made-up text of its length; made-up archives."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plantext.tables.run import Extraction

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("PLANTEXT_DATA", ROOT.parent / "shared" / "corpus"))
PAGE = ROOT / "corpus" / "priority-plan-2023-draft-p145.txt"

_MINISTRIES = ("総務省", "経済産業省", "文部科学省", "外務省", "内閣府", "デジタル庁", "国土交通省", "厚生労働省")
_FORA = ("G7広島サミット", "IGF", "OECD", "情報通信審議会", "APEC", "デジタル社会推進会議")
_DEEDS = (
    "の開催を支援する",
    "と連携して施策を進める",
    "における議論に参加した",
    "の報告書を公表した",
    "に向けて検討を行う",
)
_PLACES = ("京都市", "東京都", "ジュネーブ", "沖縄県", "大阪府")


def the_plan(folder: Path) -> tuple[str, Path]:
    """A long document: its name and its file."""
    plan = SHARED / "priority-plan-2023.pdf"
    if plan.is_file():
        return "the 118-page priority plan of 2023 (PDF)", plan
    path = folder / "made-up.txt"
    path.write_text(made_up(140_000, seed=0), encoding="utf-8")
    return "made-up text of the plan's length (the plan itself is not at hand)", path


def the_archive(folder: Path) -> tuple[str, list[Path]]:
    """Several long documents."""
    files = sorted(path for path in SHARED.glob("*") if path.suffix in (".pdf", ".txt") and path.name != PAGE.name)
    if len(files) > 1:
        return f"the plan and {len(files) - 1} white papers", files
    return "eight made-up documents", make_archive(folder, 8, characters=100_000)


def made_up(characters: int, *, seed: int) -> str:
    """Sentences in the manner of a plan; equal seeds give equal texts."""
    draw = random.Random(seed)  # noqa: S311
    lines: list[str] = []
    length = 0
    while length < characters:
        ministry, other = draw.sample(_MINISTRIES, 2)
        line = (
            f"{ministry}及び{other}は、{draw.randint(2015, 2030)}年{draw.randint(1, 12)}月に{draw.choice(_PLACES)}で"
            f"第{draw.randint(1, 99)}回架空第{draw.randint(1, 40)}部会を開き、{draw.choice(_FORA)}{draw.choice(_DEEDS)}。"
        )
        lines.append(line + ("\n\n" if draw.random() < 0.3 else ""))
        length += len(lines[-1])
    return "".join(lines) + "\n"


def make_archive(folder: Path, documents: int, *, characters: int = 20_000) -> list[Path]:
    """Made-up text files, no two alike."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"document-{number:03}.txt" for number in range(documents)]
    for number, path in enumerate(files):
        path.write_text(made_up(characters, seed=number), encoding="utf-8")
    return files


def made_up_units(mentions: int, *, names: int = 1_100, seed: int = 0) -> list[list[str]]:
    """A tenth as many units as mentions, each with the names in it; the r-th name is named 1/r times as often as the first."""
    import numpy as np

    rng = np.random.default_rng(seed)
    weight = 1 / np.arange(1, names + 1)
    name = rng.choice(names, mentions, p=weight / weight.sum())
    unit = rng.integers(0, mentions // 10, mentions)
    units: list[list[str]] = [[] for _ in range(mentions // 10)]
    for place, number in zip(unit.tolist(), name.tolist(), strict=True):
        units[place].append(f"第{number}回架空会議")
    return units


def run_of(units: list[list[str]]) -> Extraction:
    """The tables of a run whose paragraphs hold these names, half in each of two sentences; a document has 1,000."""
    import numpy as np
    import pandas as pd

    from plantext.tables.entities import entities_table
    from plantext.tables.run import Extraction
    from plantext.tables.schemas import MENTIONS, SENTENCES
    from plantext.tables.validation import validate

    row = np.arange(2 * len(units))
    place = {"doc_id": [f"document-{number:04}" for number in row // 2_000], "sent_id": row % 2_000}
    sentences = pd.DataFrame(
        {**place, "page": row % 2_000 // 40 + 1, "paragraph": row % 2_000 // 2, "kind": "paragraph"}
    )
    sentences = sentences.assign(
        section="1", measure="", turn=-1, speaker="", row=-1, start=row * 100, end=row * 100 + 99
    )
    size = np.array([len(names) for names in units])
    of_unit = np.repeat(np.arange(len(units)), size)
    within = np.arange(len(of_unit)) - np.repeat(np.cumsum(size) - size, size)
    held = 2 * of_unit + (within >= size[of_unit] // 2)
    names = [name for unit in units for name in unit]
    mentions = (
        sentences[["doc_id", "sent_id"]].iloc[held].assign(start=0, end=9, text=names, entity=names, label="FORUM")
    )
    mentions = mentions.assign(series="", date_start="", date_end="", norm="", source="made up")
    checked = validate(sentences, SENTENCES, "sentences", optional=frozenset({"text"}))
    none = entities_table(mentions.iloc[:0], checked)
    return Extraction(checked, validate(mentions, MENTIONS, "mentions"), none)
