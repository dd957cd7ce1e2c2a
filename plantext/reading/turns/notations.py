"""How minutes print who speaks; their table is ``notations.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("notations.toml").read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = _TABLE["notation"]
"""The rows of the table, in its order."""

# What no speech begins with: the label before it is part of a sentence.
_NO_SPEECH = re.compile(r"[、。，．）)」』]|//")
# Particles, right behind the label.
_PARTICLE = re.compile(
    r"[をはがのにへと](?!い|じめ|い|いう|ころ|ても|にかく|りあえず|んば|わか|ほど)|も(?!う|し|ち|っと|と)"
)


# What ends a label, what no label holds, and the marks that begin one.
_END = re.compile("[ \u3000：:）)】\\]］>＞〉》」]")
_STOP = re.compile("[、。]")
OPENERS = frozenset("○◯〇◎●◆◇□■△▲☆★0123456789０１２３４５６７８９")
"""Marks and digits that open a label."""
_LONGEST = 100


def _compile(pattern: str) -> re.Pattern[str]:
    for _ in range(3):  # a class may stand in another
        for name, characters in _TABLE["classes"].items():
            pattern = pattern.replace(f"<{name}>", characters)
    return re.compile(pattern)


_PATTERNS = [(row["name"], row["strength"], _compile(row["pattern"])) for row in ROWS]


@dataclass(frozen=True, slots=True)
class Label:
    """What may be the label of a speaker at the beginning of a line.

    Parameters
    ----------
    speaker : str
        As printed, without the marks around it.
    end : int
        Offset behind the label and the space that follows.
    notation, strength : str
        Of its row in ``notations.toml``; ``bold`` where the type alone sets the label off.
    """

    speaker: str
    end: int
    notation: str
    strength: str


def find_labels(line: str, bold: int = 0) -> Iterator[Label]:
    """Find what may be a label at the beginning of a line, by each notation that fits, in the order of the table.

    Parameters
    ----------
    bold : int
        Characters at the beginning that are set in bold.

    Examples
    --------
    >>> [(label.notation, label.speaker) for label in find_labels("○青葉委員長　これより会議を開きます。")]
    [('circle', '青葉委員長')]
    """
    for name, strength, pattern in _PATTERNS if _may_begin_with_label(line) else ():
        match = pattern.match(line)
        if match and match["speaker"].strip() and _begins_speech(line, match.end()):
            yield Label(match["speaker"].strip(), match.end(), name, strength)
    speaker = line[:bold].strip(" \u3000：:○◯・")
    if speaker and len(speaker) <= 30 and "。" not in speaker and bold < len(line):
        end = len(line) - len(line[bold:].lstrip(" \u3000：:"))
        yield Label(speaker, end, "bold", "middle")


def _may_begin_with_label(line: str) -> bool:
    """Whether a line can begin with a label at all; most lines of prose cannot, and are told so at once."""
    stop = _STOP.search(line)
    if stop is None and len(line) <= _LONGEST:
        return True
    head = line[: stop.start() if stop else _LONGEST]
    return line[:1] in OPENERS or _END.search(head) is not None


def _begins_speech(line: str, at: int) -> bool:
    return not _NO_SPEECH.match(line, at) and (line[at - 1].isspace() or not _PARTICLE.match(line, at))
