"""Predicates in words: dictionary form, act, modality, negation, voice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plantext.clauses.frames import NEEDED, made_so
from plantext.clauses.mainline import Clause, is_action
from plantext.clauses.phrases import Phrase, lemma_of
from plantext.clauses.rules import acts, clause_patterns, endings, word_list

_NOT_NEGATIVE = re.compile(
    r"(なければ|なくては|ないと|ねば)(なら|いけ)?(ない|ません|ぬ)?|ざるを得(な|ません)|だけでなく|のみならず|に過ぎな|かもしれ|ではないか|ないか$|のではな|ねば|ずつ"
)
_NEGATIVE = re.compile(r"な(い|く|かっ)|ませ(ん|ぬ)|ず(に|$)|ぬ$|ん$|まい$")
_IS_NOT = ("ない", "無い", "なくなる", "無くなる")
_POLITE = ("お", "ご", "御")
_TENSELESS = re.compile(r"(?<!た)(とともに|と共に|と同時に)$")
_FORBIDDEN = re.compile(r"[てで]は$")
_RESULT = re.compile(r"[てで](い|お)(る|り|ます)|てき")
_COMPLETED = frozenset({"start", "establish", "enact", "decide", "publish", "hold", "join"})
_OWN = {
    "consider": re.compile(r"検討"),
    "aim": re.compile(""),
    "request": re.compile(r"求め|要請|期待|促|要望|依頼|望む|願"),
}
_JUDGED = re.compile(r"(必要|重要|必要不可欠|不可欠|必須|急務|肝要|適当|適切)である|望ましい$|欠かせない")


def predicate_of(phrases: Sequence[Phrase], clause: Clause) -> str:
    """Dictionary form with the noun of an action: 推進する, 検討する, 必要である.

    A light verb gives way to its noun (検討を行う → 検討する).
    """
    phrase = phrases[clause.predicate]
    if made_so(phrases, clause.predicate):
        return f"{phrases[clause.predicate - 1].text}{phrases[clause.predicate - 1].tail}する"
    if phrase.core.tag.startswith(("動詞", "形容詞")):
        return _verb(phrases, clause.predicate)
    words = "".join(word.text for word in phrase.content[_measured(phrase) :])
    words = re.sub(r"^[御ごお](?=[一-龯]{2})|(?<=..)(等|など|予定|済み|中)$", "", words)
    if clause.predicate > 0 and phrases[clause.predicate - 1].comma is False:
        before = phrases[clause.predicate - 1]
        # 開発・公表する: one verb form
        if not before.tail and before.is_noun and is_action(before) and before.head == phrase.number:
            words = f"{before.text}・{words}"
    if planned(phrase):
        return f"{words}する"
    if phrase.is_adjective or (not clause.is_light and not phrase.is_sahen and phrase.is_noun and phrase.tail):
        return f"{words}である"
    return f"{words}する"


def _verb(phrases: Sequence[Phrase], number: int) -> str:
    """A verb in its dictionary form; お願いする and 欠かせない are verbs of their own."""
    lemma = lemma_of(phrases[number])
    polite = number and phrases[number - 1].text in _POLITE and phrases[number].content[0].form.endswith("連用形-一般")
    if polite and f"お{phrases[number].text}する" in acts():
        return f"お{phrases[number].text}する"
    denied = f"{lemma.removesuffix('る')}ない"
    return denied if denied in acts() and phrases[number].tail.startswith("な") else lemma


def planned(phrase: Phrase) -> bool:
    """Whether a noun tells that something is planned (公開予定です)."""
    return phrase.is_noun and phrase.content[-1].text == "予定" and len(phrase.content) > 1


def _measured(phrase: Phrase) -> int:
    """How many words before the noun of an action tell its measure or manner (複数任命する)."""
    pattern = clause_patterns()["measure"]
    ends = [
        at for at in range(1, len(phrase.content)) if pattern.search("".join(it.text for it in phrase.content[:at]))
    ]
    return max(ends, default=0)


def act_of(predicate: str, *, passive: bool = False) -> str | None:
    """Return the act of a predicate; None for one that makes no statement.

    Examples
    --------
    >>> act_of("検討する"), act_of("基本計画を公表する"), act_of("増加する")
    ('consider', 'publish', None)
    """
    table = acts()
    # 見られる tells no act, 見る does.
    if passive and not table.get(_passive(predicate), "passive"):
        return None
    found = table.get(predicate)
    if found is None:
        # The longest ending that the table knows: 再検討する, but not 期する in 延期する.
        for start in range(1, len(predicate) - 3):
            if act := table.get(predicate[start:]):
                # 連携強化する: what is strengthened tells the act.
                done = predicate[start:].removesuffix("する") in word_list("general")
                return (table.get(f"{predicate[:start]}する") if done else "") or act
        return None if predicate.endswith(("である", "い")) else "do"
    return found or None


def _passive(predicate: str) -> str:
    """A predicate in the passive: 想定される, 考えられる, 見込まれる."""
    if predicate.endswith("する"):
        return f"{predicate.removesuffix('する')}される"
    row = dict(zip("うくぐすつぬぶむ", "わかがさたなばま", strict=True))
    return (
        f"{predicate[:-1]}{row[predicate[-1]]}れる"
        if predicate[-1:] in row
        else f"{predicate.removesuffix('る')}られる"
    )


def modality_of(phrases: Sequence[Phrase], clause: Clause, predicate: str, act: str, last: str) -> str:
    """Return the modality of a clause; ``last`` is that of the end of the sentence, which conjoined forms share."""
    own = _own_modality(phrases, clause, act)
    if clause.modality and clause.modality != "aim":
        return clause.modality
    if own in ("act", "past") and _JUDGED.fullmatch(predicate):
        return "obligation"
    if act in _OWN and own == "act" and _OWN[act].search(predicate):
        return act
    if clause.modality:
        return clause.modality if own == "act" else own
    shares = clause.form in ("ren", "te") or _TENSELESS.search(phrases[clause.end].tail)
    if shares and own == "act" and last in ("past", "obligation", "request", "permission"):
        return last
    return own


def shared_modality(phrases: Sequence[Phrase], clause: Clause) -> str:
    """Return what the end of a sentence says for the conjoined forms before it too."""
    return clause.modality or _own_modality(phrases, clause, "")


def _own_modality(phrases: Sequence[Phrase], clause: Clause, act: str) -> str:
    tail = "".join(phrases[number].tail for number in range(clause.governor, clause.end + 1))
    # 御審議をいただきたい
    if lemma_of(phrases[clause.governor]) in ("いただく", "頂く") and tail.startswith("た"):
        return "request"
    for ending in endings():
        if ending.pattern.search(tail):
            return ending.modality
    words = [word for number in range(clause.governor, clause.end + 1) for word in phrases[number].function]
    core = phrases[clause.governor].core
    potential = core.form.startswith("下一段") and not core.lemma.endswith("る")
    if potential or any(word.lemma in ("できる", "出来る") for word in words):
        return "permission"
    spoken = [
        word
        for word in words
        if word.tag.startswith(("助動詞", "動詞")) and word.lemma not in ("です", "ます", "だ", "ある", "ござる")
    ]
    if spoken and spoken[-1].lemma == "た":
        return "past"
    # であろう only supposes.
    willing = (phrases[clause.governor].core, *(word for word in words if word.lemma not in ("です", "だ", "ある")))
    if any(word.form.endswith("意志推量形") for word in willing):
        return "aim"
    # 公表していること。 is a rule, not what was done.
    ruled = phrases[clause.end].text == "こと" and not phrases[clause.end].tail
    resultative = not clause.is_light and not ruled and _RESULT.search(phrases[clause.governor].tail)
    return "past" if resultative and act in _COMPLETED else "act"


def is_negated(phrases: Sequence[Phrase], clause: Clause) -> bool:
    """Whether a clause denies what its predicate says; 反対する does not."""
    own = phrases[clause.governor].tail
    if _verb(phrases, clause.governor).endswith("ない"):
        return False
    tail = _NOT_NEGATIVE.sub("", own)
    if _FORBIDDEN.search(own) and clause.end > clause.governor and "な" not in own:
        return True
    frame = phrases[clause.governor + 1 : clause.end + 1]
    # する必要がない: there is no obligation; しなければならない: there is one.
    needless = any(it.text in NEEDED for it in frame)
    if frame and (needless or clause.modality in ("permission", "")):
        tail += "".join(_NOT_NEGATIVE.sub("", it.tail) for it in frame)
        if any(it.core.lemma in _IS_NOT and "ば" not in it.tail for it in frame):
            return True
    return bool(_NEGATIVE.search(tail))


def has_condition(phrases: Sequence[Phrase], clause: Clause, begin: int) -> bool:
    """Whether the clause only holds in a case (場合には)."""
    return any(
        phrase.text.endswith("場合") and phrase.tail in ("に", "には", "は", "において", "においては")
        for phrase in phrases[begin : clause.predicate]
    )
