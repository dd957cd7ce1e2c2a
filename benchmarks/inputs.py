"""What is measured on: the plan where it is at hand, else made-up text of its length; made-up archives."""

from __future__ import annotations

import os
import random
from pathlib import Path

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
