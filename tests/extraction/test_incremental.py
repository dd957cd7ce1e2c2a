"""After any edit of a lexicon or a register: the names of a run that knows nothing, at the cost of what changed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from plantext.errors import LexiconError
from plantext.extraction import incremental
from plantext.extraction.incremental import find_names
from plantext.extraction.parts import make_part, pack_part
from plantext.labels import LABELS
from plantext.recognition import sentence as analysis
from plantext.recognition.aliases import Alias
from plantext.recognition.document import recognize_document
from plantext.recognition.lexicon import Term, builtin_terms, load_lexicon
from plantext.recognition.recognizer import Recognizer, make_recognizer
from plantext.records import Document, Sentence

TEXTS = (
    "デジタル社会の実現に向けた架空計画",
    "架空データ推進協議会（KDF）を置く。",
    "架空データ推進協議会（以下「架空協」という。）の会合。",
    "KDFの今後と架空協の今後を、総務省・経済産業省が話す。",
    "② 「未来社会の在り方に関する架空基本方針」（令和5年6月閣議決定）に基づく。",
    "本重点計画は、未来社会の在り方に関する架空基本方針を踏まえ、2023年10月に見直す。",
    "同年12月に京都市でIGF2023会合を開き、G7架空大臣会合も開く。",
    "APECのTELに加わる。",
    "TELだけの文であり、KDFSでもない。",
    "国際電気通信連合（ITU）とOECDAI原則を話す。ITUは同年に動いた。",
    "Example Digital CouncilとAppleとApple Watchを比べる。",
    "株式会社架空通信、架空通信社及びNUA社は、総務省令と総務省架空研究所を知る。",
    "東京都港区と米国ロサンゼルスで、米国政府とドイツ連邦議会が話す。",
    "架空法の一部を改正する法律及び電波法施行令（昭和25年法律第131号）による。",
    "広島会合では架空データ流通の在り方に関する検討会を開く。",
    "　",
    "架空戦略2023及び架空交付金は、会議（以下「会議」という。）による。",
    "架空データ推進協議会架空部会（架空部）と、架空データ。",
    "架空部は、ＫＤＦと　架空協を兼ねる。",
)
CURATED = (
    *("KDF", "架空協", "架空部", "架空データ", "推進協議会", "データ", "G7", "G7架空", "TEL", "APEC", "ITU", "IGF2023"),
    *(
        "総務省",
        "総務",
        "省架空",
        "経済産業省",
        "Watch",
        "Apple",
        "Example Digital Council",
        "Digital",
        "OECD",
        "AI原則",
    ),
    *(
        "原則",
        "社会の在り方",
        "重点計画",
        "デジタル社会の実現に向けた重点計画",
        "架空計画",
        "京都",
        "米国",
        "NUA",
        "NUA社",
    ),
    *(
        "架空法",
        "電波法",
        "施行令",
        "広島会合",
        "G7広島",
        "G7広島サミット",
        "会議",
        "架空戦略",
        "架空戦略2023",
        "どこにもない名",
    ),
    *("架空通信", "検討会", "ロサンゼルス", "東京都", "◆", "年12", "の今後", "ＫＤＦ", "、架", "ドイツ連邦"),
)


class Memory:
    """A store in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, content: bytes) -> None:
        self.kept[key] = content


def document(texts: Sequence[str] = TEXTS) -> Document:
    sentences, start = [], 0
    for number, text in enumerate(texts):
        sentences.append(Sentence("made-up", number, 1, "1", "", number, start, start + len(text), text))
        start += len(text) + 1
    title = "デジタル社会の実現に向けた重点計画"
    return Document("made-up", "\n".join(texts), (), tuple(sentences), title=title, date=dt.date(2023, 6, 9))


def some_form(rng: random.Random) -> str:
    """A form that means something in the texts, or a piece of them that begins and ends anywhere."""
    if rng.random() < 0.6:
        return rng.choice(CURATED)
    text = rng.choice(TEXTS)
    start = rng.randrange(len(text))
    return text[start : start + rng.randint(2, 9)].replace(",", "").replace("|", "").strip()


def some_row(rng: random.Random) -> str:
    forms = [some_form(rng) + rng.choice(["", "", "", "?"]) for _ in range(rng.choice([0, 0, 1, 2]))]
    own = "=" if forms and rng.random() < 0.3 else ""
    series = some_form(rng) if rng.random() < 0.3 else ""
    return f"{some_form(rng)},{rng.choice([*LABELS, '-', 'FORUM', 'ORG'])},,{series},{own}{' | '.join(forms)},"


def edits(rng: random.Random, path: Path, n: int) -> Iterator[tuple[Term, ...]]:
    """Lexicons, each an edit away from the one before: a row more, less, changed or moved."""
    rows: list[str] = []
    while n:
        after = list(rows)
        what = rng.choice(["add", "add", "add", "drop", "change", "move", "many"])
        if what in ("drop", "change", "move") and after:
            gone = after.pop(rng.randrange(len(after)))
            if what == "move":
                after.append(gone)
        if what in ("add", "change", "many"):
            after += [some_row(rng) for _ in range(6 if what == "many" else 1)]
        path.write_text("\n".join(["entity,label,name_en,series,forms,note", *after, ""]), encoding="utf-8")
        try:
            terms = load_lexicon(path)
        except LexiconError:  # a form twice, or of one character
            continue
        rows, n = (after, n - 1) if len(after) < 30 else ([], n - 1)
        yield terms


def parts(recognizer: Recognizer, source: Document, register: Sequence[Alias], store: Memory) -> tuple[bytes, bytes]:
    """The part from what was kept, and the part of a run that knows nothing."""
    again = find_names(recognizer, source, register, content="made-up", cache=store)
    return pack_part(make_part(again, register)), pack_part(
        make_part(recognize_document(recognizer, source, register), register)
    )


@pytest.mark.parametrize("seed", range(3))
def test_any_edit_gives_the_bytes_of_a_run_that_knows_nothing(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    source, store = document(), Memory()
    seen = set()
    for terms in edits(rng, tmp_path / "own.csv", 20):
        register = [Alias(some_form(rng), some_form(rng), "", "register:made-up")] if rng.random() < 0.2 else []
        kept, fresh = parts(make_recognizer(terms), source, register, store)
        assert kept == fresh, terms
        seen.add(fresh)
    assert len(seen) > 10  # the edits do change what is found


NONE = "どこにもない名,CONCEPT,,,,"
NOR = "そこにもない名,CONCEPT,,,,"
LEXICONS = [
    (
        "the series of an entity not printed",
        "G7架空都市サミット,FORUM,,,=広島会合,",
        NONE,
        "G7架空都,FORUM,,架空の列,,",
    ),
    ("an alias given in another sentence", NONE, NOR, "架空データ推進協議会,FORUM,,架空の列,,"),
    ("an alias taken back", NONE, NOR, "架空データ推進協議会,-,,,,"),
    ("the word behind an English name", NONE, NOR, "Watch,CONCEPT,,,,"),
    ("a form that becomes doubtful", NONE, "架空会合,FORUM,,,TEL,", "架空会合,FORUM,,,TEL?,"),
    ("what vouches for a doubtful form", NONE, "架空会合,FORUM,,,TEL?,", "架空会合,FORUM,,,TEL? | APECの,"),
    ("a series that vouches for a doubtful form", NONE, "架空会合,FORUM,,,TEL?,", "架空会合,FORUM,,APEC,TEL?,"),
    ("the document's own title", NONE, NOR, "デジタル社会の実現に向けた重点計画,-,,,,"),
    ("another form of a builtin term", NONE, NOR, "国際電気通信連合,-,,,,"),
    ("a label", NONE, "ＫＤＦ,ORG,,,,", "ＫＤＦ,PLAN,,,,"),
    ("an entity", NONE, "架空,CONCEPT,,,=KDF,", "架空の,CONCEPT,,,=KDF,"),
    ("a line", NONE, "総務省,ORG,,,,", "ここにもない名,CONCEPT,,,,\n総務省,ORG,,,,"),
]


@pytest.mark.parametrize(
    ("shared", "before", "after"), [rows for _, *rows in LEXICONS], ids=[row[0] for row in LEXICONS]
)
def test_what_a_form_brings_in_from_elsewhere(tmp_path: Path, shared: str, before: str, after: str) -> None:
    source, store, found = document(), Memory(), []
    path = tmp_path / "own.csv"
    for row in (before, after, before):
        path.write_text(f"entity,label,name_en,series,forms,note\n{shared}\n{row}\n", encoding="utf-8")
        kept, fresh = parts(make_recognizer(path), source, [], store)
        assert kept == fresh
        found.append(fresh)
    assert found[0] == found[2] != found[1]


def test_an_edit_of_a_builtin_term_is_seen_too() -> None:
    source, store = document(), Memory()
    rules = make_recognizer().rules
    first, _ = parts(Recognizer(builtin_terms(), rules), source, [], store)
    fewer = tuple(term for term in builtin_terms() if term.entity != "総務省")
    kept, fresh = parts(Recognizer(fewer, rules), source, [], store)
    assert kept == fresh != first


def test_only_the_sentences_that_an_edit_touches_are_find_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source, store = document(), Memory()
    find_names(make_recognizer(), source, [], content="made-up", cache=store)
    read: list[str] = []
    find_in = Recognizer.find_in

    def counting(self: Recognizer, sentence: analysis.Analysis, *further: object) -> object:
        read.append(sentence.printed)
        return find_in(self, sentence, *further)  # type: ignore[arg-type]

    def forbidden(*_: object) -> object:
        raise AssertionError("words and dates are known")

    monkeypatch.setattr(Recognizer, "find_in", counting)
    monkeypatch.setattr(analysis, "tokenize", forbidden)
    monkeypatch.setattr(analysis, "dates_of", forbidden)
    path = tmp_path / "own.csv"
    path.write_text("entity,label,name_en,series,forms,note\nロサンゼルス,-,,,,\n", encoding="utf-8")
    find_names(make_recognizer(path), source, [], content="made-up", cache=store)
    assert read == [text for text in TEXTS if "ロサンゼルス" in text]
    read.clear()
    path.write_text("entity,label,name_en,series,forms,note\n架空データ推進協議会,-,,,,\n", encoding="utf-8")
    find_names(make_recognizer(path), source, [], content="made-up", cache=store)
    told = ("ロサンゼルス", "架空データ推進協議会", "KDF", "架空協")
    assert {*read} >= {text for text in TEXTS if any(form in text for form in told)}
    assert {*read} <= {text for text in TEXTS if any(form in text for form in (*told, "ＫＤＦ"))}
    read.clear()
    find_names(make_recognizer(path), source, [], content="made-up", cache=store)
    assert read == []


@pytest.mark.parametrize("lost", range(1, 8))
def test_whatever_of_the_cache_is_lost_is_found_anew(tmp_path: Path, lost: int) -> None:
    source, store = document(), Memory()
    find_names(make_recognizer(), source, [], content="made-up", cache=store)
    entries = sorted(store.kept.items(), key=lambda entry: len(entry[1]))
    assert len(entries) == len(["names", "ground", "lexicon"])
    left = Memory()
    for number, (key, content) in enumerate(entries):
        if not lost >> number & 1:
            left.put(key, content)
    path = tmp_path / "own.csv"
    path.write_text("entity,label,name_en,series,forms,note\n架空データ推進協議会,ORG,,,,\n", encoding="utf-8")
    for lexicon in (path, None):
        kept, fresh = parts(make_recognizer(lexicon), source, [], left)
        assert kept == fresh


def test_another_document_and_another_code_find_nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Memory()
    texts = ("架空の話である。", *TEXTS[1:])
    find_names(make_recognizer(), document(), [], content="one", cache=store)
    other = find_names(make_recognizer(), document(texts), [], content="other", cache=store)
    assert other.analysis.texts[0] == texts[0]
    n_kept = len(store.kept)
    monkeypatch.setattr(incremental, "code_version", lambda **_: "another")
    find_names(make_recognizer(), document(), [], content="one", cache=store)
    assert len(store.kept) == n_kept + len(["names", "ground"])
