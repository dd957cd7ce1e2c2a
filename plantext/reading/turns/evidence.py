"""Whether a document is minutes, and which of the lines that look like labels are."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from plantext.reading.turns.kinds import kind_of
from plantext.reading.turns.notations import Label, find_labels
from plantext.reading.turns.posts import is_nameless, is_speaker

SPOKEN = re.compile(
    r"(?:で(?:す|した|しょう)|ま(?:す|した|せん|しょう)|ませんでした|下さい|ください|願います|ございます|どうぞ)"
    r"(?:[かねよがけど]|けれども|から|ので){0,2}[。？?！!…]"
)
"""How spoken Japanese ends its sentences."""
_ENDED = re.compile(r"[。？?！!]")
_ASKED = re.compile(r"か[。？?]|[？?]")
# Lines behind a label that are looked at for its speech, and their characters.
_AHEAD = 4
_ENOUGH = 400
# A name without a post.
_NAME = re.compile(r"[\u3005\u3041-\u30ff\u3400-\u9fffA-Za-zＡ-Ｚａ-ｚ]{1,8}")
_BRACKETED = re.compile(r"[（(]([^（）()]{2,8})[）)]$")
_NO_NAME = re.compile(r"第|[のとをはが](?=[\u3400-\u9fff])|[日章節項条表図注例]$")


@dataclass(frozen=True, slots=True)
class _Use:
    """How a document uses a notation: how often, and shares of its labels.

    Parameters
    ----------
    named : float
        Labels with a post.
    spoken, ended, own : float
        Labels before speech, before prose, and before prose in their own line.
    repeated, name_like : float
        Labels that come more than once, and that could be a surname alone.
    """

    count: int
    named: float
    spoken: float
    ended: float
    own: float
    repeated: float
    name_like: float


def choose_labels(lines: Sequence[str], bold: Mapping[int, int] | None = None) -> dict[int, Label]:
    """Choose the labels of speakers among the lines of a document: line number → label; none where it is no minutes.

    A notation is taken over all lines: how often it occurs, whether its labels name a post or come again, and
    whether what follows is speech.

    Parameters
    ----------
    bold : mapping of int to int, optional
        Line number → characters at its beginning that are set in bold.

    Examples
    --------
    >>> found = choose_labels(["○青葉委員長　これより会議を開きます。", "○北原委員　伺います。"])
    >>> [label.speaker for label in found.values()]
    ['青葉委員長', '北原委員']
    >>> choose_labels(["○総務省　標準化を進める。", "○デジタル庁　基盤を整える。"])
    {}
    """
    bold = bold or {}
    candidates = _candidates(lines, bold)
    if not candidates:
        return {}
    by_notation: dict[str, dict[int, Label]] = defaultdict(dict)
    for number, labels in candidates.items():
        for label in labels:
            by_notation[label.notation].setdefault(number, label)
    speech = {number: _speech(lines, number, labels[0].end, candidates) for number, labels in candidates.items()}
    used = {name: how for name, labels in by_notation.items() if (how := _usage(name, labels, speech, lines))}
    if not used:
        return {}
    known = _known(candidates, used)
    best = {number: _best(labels, used, known, speech[number]) for number, labels in candidates.items()}
    return {number: label for number, label in best.items() if label is not None}


def lines_apart(lines: Sequence[str]) -> frozenset[str]:
    """Lines of minutes that begin a paragraph of their own: labels of speakers, and what nobody says.

    Examples
    --------
    >>> sorted(lines_apart(["江口部会長：開会します。", "お願いします。", "水野委員：伺います。"]))
    ['水野委員：伺います。', '江口部会長：開会します。']
    """
    labels = choose_labels(lines)
    if not labels:
        return frozenset()
    found = {lines[number].strip() for number in labels}
    return frozenset(found | {line.strip() for line in lines if (kind := kind_of(line)) and kind.kind != "interface"})


def _candidates(lines: Sequence[str], bold: Mapping[int, int]) -> dict[int, list[Label]]:
    found = {}
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        labels = list(find_labels(text, bold.get(number, 0)))
        if labels and kind_of(text) is None:
            found[number] = labels
    return found


def _speech(lines: Sequence[str], number: int, end: int, candidates: Collection[int]) -> str:
    """What follows a label, up to the next that may be one."""
    parts = [lines[number].strip()[end:]]
    for ahead in range(number + 1, min(number + 1 + _AHEAD * 3, len(lines))):
        if sum(map(len, parts)) >= _ENOUGH or (ahead in candidates and _ENDED.search("".join(parts))):
            break
        parts.append(lines[ahead].strip())
    return "".join(parts)[:_ENOUGH]


def _measure(labels: Mapping[int, Label], speech: Mapping[int, str], lines: Sequence[str]) -> _Use:
    n = len(labels)
    names = Counter(_plain(label.speaker) for label in labels.values())
    return _Use(
        n,
        sum(is_speaker(label.speaker) for label in labels.values()) / n,
        sum(SPOKEN.search(speech[number]) is not None for number in labels) / n,
        sum(_ENDED.search(speech[number]) is not None for number in labels) / n,
        sum(_ENDED.search(lines[number].strip(), label.end) is not None for number, label in labels.items()) / n,
        sum(count for count in names.values() if count > 1) / n,
        sum(_is_name_like(_plain(label.speaker)) for label in labels.values()) / n,
    )


def _usage(name: str, labels: Mapping[int, Label], speech: Mapping[int, str], lines: Sequence[str]) -> str:
    """How the document uses a notation: with ``posts``, with ``names`` alone, or not at all (empty)."""
    named = {number: label for number, label in labels.items() if is_speaker(label.speaker)}
    if name == "question":
        return "posts" if _is_dialogue(labels, speech) else ""
    strength = next(iter(labels.values())).strength
    least = {"strong": 1, "middle": 2, "weak": 3}[strength]
    if named:
        use = _measure(named, speech, lines)
        dense = len(named) * (2 if strength == "strong" else 1.6) >= len(labels)
        spoken = use.spoken >= 0.5 or (use.count >= 3 and use.ended >= 0.7 and use.repeated >= 0.3)
        if use.count >= least and dense and spoken:
            return "posts"
        # Bullets of other things may stand among the speeches: then the speakers come again and again.
        if use.count >= 4 * least and use.spoken >= 0.5 and use.repeated >= 0.5:
            return "posts"
    # Names alone, without a post: they come again, and few people say much.
    use = _measure(labels, speech, lines)
    often = use.count >= 2 + 2 * least and use.repeated >= 0.6
    return "names" if often and use.spoken >= 0.7 and use.own >= 0.7 and use.name_like >= 0.9 else ""


def _is_dialogue(labels: Mapping[int, Label], speech: Mapping[int, str]) -> bool:
    """Whether questions and answers take turns."""
    order = [label.speaker in "QＱ問" for _, label in sorted(labels.items())]
    asked = [speech[number] for number, label in labels.items() if label.speaker in "QＱ問"]
    if not asked or len(asked) == len(order) or not order[0]:
        return False
    changes = sum(one != other for one, other in itertools.pairwise(order))
    questions = sum(_ASKED.search(text) is not None for text in asked)
    spoken = sum(SPOKEN.search(speech[number]) is not None for number in labels)
    return changes * 2 >= len(order) - 1 and (questions * 3 >= len(asked) or spoken * 4 >= 3 * len(order))


def _plain(speaker: str) -> str:
    return "".join(speaker.split())


def _names_in_brackets(label: str) -> bool:
    """Whether a label ends in brackets that may hold a name."""
    match = _BRACKETED.search(label)
    return match is not None and len(match[1]) > 1 and _is_name_like(match[1])


def _is_name_like(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and not _NO_NAME.search(name)


def _known(candidates: Mapping[int, list[Label]], used: Collection[str]) -> frozenset[str]:
    """Speakers whose label comes more than once."""
    names = Counter(
        _plain(label.speaker) for labels in candidates.values() for label in labels if label.notation in used
    )
    return frozenset(name for name, count in names.items() if count > 1)


def _best(labels: Sequence[Label], used: Mapping[str, str], known: Collection[str], speech: str) -> Label | None:
    """The label of a line in a document that is minutes."""
    spoken = SPOKEN.search(speech) is not None
    for label in labels:
        name = _plain(label.speaker)
        speaker = is_speaker(name)
        if label.notation in used:
            if label.notation == "question" or speaker or (spoken and _names_in_brackets(name)):
                return label
            often = name in known and label.strength != "weak"
            if (often or used[label.notation] == "names") and spoken and _is_name_like(name):
                return label
        elif label.strength == "middle" and speaker and spoken and (name in known or not is_nameless(name)):
            # Another way of printing, once or twice: only where the label names a post.
            return label
    return None
