"""Frames around a predicate, which are looked through: こととする, と考えている, 必要がある."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plantext.clauses.phrases import Phrase, is_predicate, lemma_of
from plantext.clauses.rules import Frame, acts, frames

NONE = -1
"""In place of a phrase where a frame holds no predicate (大きなものとなる)."""
SUPPOSED = -2
"""In place of a phrase where a frame tells what is only supposed (ものと考えられる)."""
_DEEPEST = 4
FORMAL = frozenset({"もの", "こと", "ところ", "わけ", "の"})
_SUPPOSED = re.compile(r"考える|思う|予想|想定|見込む|推測|想像")
# What is told by nobody who is named is looked through (と報告されている); what somebody tells is not.
_REPORTED = re.compile(r"報告|報道|指摘|解す|解する")
_MANNER = frozenset({"よう", "ふう", "風"})
PLANNED = frozenset({"予定", "方針", "考え", "方向", "見込み", "計画", "はず", "つもり"})
NEEDED = frozenset({"必要", "必要性", "義務"})
_JUDGED = re.compile(r"必要|重要|不可欠|可能|大切|必須")
_PASSIVE = ("れる", "られる")


def unframe(phrases: Sequence[Phrase], end: int) -> tuple[int, str]:
    """Look through the frames that end with a phrase; return the inner phrase and what the outermost frame says.

    The phrase is :data:`NONE` where a frame holds no predicate, :data:`SUPPOSED` where one only supposes.
    """
    modality = ""
    current = end
    for _ in range(_DEEPEST):
        step = _step(phrases, current) if current >= 0 else None
        if step is None:
            break
        current, said = step
        modality = modality or said
    return current, modality


def _step(phrases: Sequence[Phrase], current: int) -> tuple[int, str] | None:
    outer = phrases[current]
    inside = phrases[current - 1] if current else None
    # 必要となる
    if (
        inside is not None
        and lemma_of(outer) == "なる"
        and inside.tail in ("と", "に")
        and _JUDGED.fullmatch(inside.text)
    ):
        return current - 1, ""
    if made_so(phrases, current):
        return None
    for frame in frames():
        inner = _inner(frame, phrases, current)
        told = bool(_REPORTED.fullmatch(lemma_of(outer)))
        passive = any(word.lemma in _PASSIVE for word in outer.function)
        if inner is None or (told and not passive):
            continue
        supposed = _SUPPOSED.fullmatch(lemma_of(outer)) and passive
        if supposed or (frame.quoting and not _says(phrases, inner)):
            return SUPPOSED if supposed else NONE, ""
        if _says(phrases, inner) and not phrases[inner].comma and not _is_made(frame, phrases[inner], outer):
            # したことがある tells what was, することがある what may be.
            happened = frame.modality == "possibility" and phrases[inner].last.lemma == "た"
            return inner, "" if happened else frame.modality
    return None


def _inner(frame: Frame, phrases: Sequence[Phrase], current: int) -> int | None:
    """Number of the phrase inside a frame; None where the frame does not fit."""
    outer, between = phrases[current], before(phrases, current)
    if frame.outer is None:
        fits = outer.is_noun and frame.noun.fullmatch(outer.text) and frame.particle.fullmatch(outer.tail)
        return current - 1 if fits and current else None
    if between < 0 or not frame.outer.fullmatch(lemma_of(outer)):
        return None
    inside = phrases[between]
    if frame.quoting:
        # 貢献するものと考える
        formal = inside.text in FORMAL and between and is_predicate(phrases[between - 1])
        return (between - bool(formal)) if frame.particle.fullmatch(_quotation(inside)) else None
    if outer.is_adjective or _JUDGED.fullmatch(outer.text):
        between = _judged(frame, phrases, current, between)
    inside = phrases[between]
    fits = frame.noun.fullmatch(inside.text) and frame.particle.fullmatch(inside.tail)
    return between - 1 if fits and between else None


def _judged(frame: Frame, phrases: Sequence[Phrase], current: int, between: int) -> int:
    """Number of the こと that a judgement is said of, past who judges and how much (知ることは、市民にとって大切なことです)."""
    behind = [it.number for it in phrases[current + 1 : current + 2] if it.text in FORMAL]
    for number in range(between, 0, -1):
        phrase = phrases[number]
        if frame.noun.fullmatch(phrase.text) and frame.particle.fullmatch(phrase.tail):
            return number if phrase.head in (current, *behind) else between
        if is_predicate(phrase):
            break
    return between


def _says(phrases: Sequence[Phrase], number: int) -> bool:
    """Whether a phrase is a predicate, or a noun with one around another (ことができる)."""
    phrase = phrases[number]
    formal = phrase.text in FORMAL and any(word.tag.startswith("動詞") for word in phrase.function)
    return is_predicate(phrase) or (formal and number > 0 and is_predicate(phrases[number - 1]))


def _is_made(frame: Frame, inner: Phrase, outer: Phrase) -> bool:
    """Whether something is made so: 確実なものとする is no こととする."""
    return frame.modality == "obligation" and lemma_of(outer) == "する" and inner.is_adjective and not inner.is_verb


def made_so(phrases: Sequence[Phrase], number: int) -> bool:
    """Whether a する makes something so: 明らかにする, 提出を不要とする, 実現を目的とする."""
    inside = phrases[number - 1] if number else None
    if inside is None or lemma_of(phrases[number]) != "する":
        return False
    if inside.tail == "に":
        return inside.is_adjective or inside.core.lemma == "明らか"
    last = phrases[number].last
    goes_on = "連用形" in last.form or last.text in ("て", "で")
    quality = inside.is_adjective and not inside.core.tag.startswith("形容詞")
    # 実現を目的とする; 目的とし、 only connects.
    thing = f"{inside.text}とする" in acts() and not goes_on
    made = inside.tail == "と" and (quality or thing)
    return made and any(it.head in (number - 1, number) and it.tail in ("を", "は") for it in phrases[: number - 1])


def before(phrases: Sequence[Phrase], current: int) -> int:
    """Number of the phrase before, past adverbs (ことが強く求められる, 検討を早急に行う)."""
    number = current - 1
    while number > 0 and phrases[number].head == current and not phrases[number].is_verb:
        phrase = phrases[number]
        adverb = phrase.core.tag.startswith("副詞") or phrase.core.form.endswith("連用形-一般")
        timely = phrase.tail == "" and phrase.core.tag.endswith("副詞可能")
        swift = phrase.is_adjective and phrase.tail == "に" and phrase.text not in _MANNER
        if not (adverb or timely or swift):
            break
        number -= 1
    return number


def _quotation(phrase: Phrase) -> str:
    """The particles of a quotation behind a predicate, or what cannot be one."""
    tail = phrase.tail
    if tail.endswith("ように"):
        return "ように"
    if phrase.last.text.endswith(("ば", "は", "も")) and is_predicate(phrase):
        return phrase.last.text[-1]
    if "と" not in tail or tail.endswith(("とともに", "と共に", "と同時に")):
        return "\0"
    at = tail.rfind("と")
    return tail[at - 1 :] if at and tail[at - 1] == "か" else tail[at:]
