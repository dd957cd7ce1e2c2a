"""The measurements run at a tiny size, so that they keep in step with what they measure."""

import importlib
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import (
    builders,
    debate,
    extraction,
    inputs,
    pairs,
    peers,
    profile,
    repeating,
    report,
    scale,
    startup,
    timing,
)
from plantext.reading import read_bytes
from plantext.recognition.recognizer import make_recognizer
from plantext.tables import stored

UNITS = inputs.made_up_units(600, names=30, seed=1)
OURS_AND_HERE = [*pairs.OURS, "counter", "networkx"]


@pytest.mark.parametrize("name", command.NAMES)
def test_every_measurement_is_a_module_with_a_main(name):
    assert callable(importlib.import_module(f"benchmarks.{name}").main)


def test_made_up_units_have_the_mentions_asked_for_and_repeat():
    assert sum(map(len, UNITS)) == 600
    assert len(UNITS) == 60
    assert inputs.made_up_units(600, names=30, seed=1) == UNITS
    run = inputs.run_of(UNITS)
    assert len(run.mentions) == 600
    assert len(run.sentences) == 120
    assert run.mentions["entity"].nunique() == len({name for unit in UNITS for name in unit})


@pytest.mark.filterwarnings("ignore:.*names. more than")
def test_builders_agree():
    found = set()
    for name in OURS_AND_HERE:
        build, tell = getattr(builders, name)(UNITS)
        found.add(tell(build()))
    assert len(found) == 1
    assert next(iter(found))[0] > 100


def test_a_builder_runs_in_a_process_of_its_own(tmp_path):
    path = tmp_path / "units.txt"
    path.write_text("甲\t乙\n\n甲\t乙\t丙\n", encoding="utf-8")
    built = pairs.build(Path(sys.executable), "counter", path, 2)
    assert (built.pairs, built.total, built.why) == (3, 4, "")
    assert pairs.build(Path(sys.executable), "no_such", path, 1).why.startswith("KeyError")


def test_a_builder_that_takes_too_long_or_too_much_is_told(tmp_path, monkeypatch):
    found = {1: pairs.Built(1.0, 10.0, 3, 4), 2: pairs.Built(why="more than 40 s")}
    assert pairs.borne(found) == (1, found[1], "2: more than 40 s")
    assert pairs.borne({1: pairs.Built(why="more than 6 GiB")})[0] == 0


def test_whole_numbers_give_fishers_p():
    assert pairs.exact(4, 4, 4, 8) == pairs.Fraction(1, 70)


def test_every_step_of_recognition_can_be_left_out():
    found = make_recognizer()
    text = "総務省は令和５年度末に京都市でＩＧＦを開く。"
    rungs = extraction.ladder([text], found)
    for run in rungs.values():
        run()
    with extraction.without([name for name, _ in extraction.SWITCHES]):
        assert found.find(text) == []
    assert found.find(text)


def test_a_part_of_a_document_is_its_middle():
    from plantext import corpus

    document = corpus.read(inputs.PAGE)
    part = extraction.part_of(document, 3)
    assert len(part.sentences) == len(document.sentences) // 3
    assert part.sentences[0].sent_id > document.sentences[0].sent_id
    tables = extraction.extract_whole(make_recognizer(), part).tables
    assert len(tables["sentences"]["doc_id"]) == len(part.sentences)
    assert len(tables["mentions"]["doc_id"]) > 3


def test_pins_name_every_peer():
    assert set(pairs.PEERS.values()) <= peers.pins().keys()


def test_targets_are_read_back(capsys):
    assert report.target("速さ", "at least 10×", "30×", True)
    assert not report.target("memory", "under 1", "2", False)
    rows = report.targets("text\n" + capsys.readouterr().out)
    assert rows == [["速さ", "at least 10×", "30×", "met"], ["memory", "under 1", "2", "**not met**"]]


def test_the_page_says_when_its_sections_are_of_different_runs():
    one = '<!-- section {"name": "pairs", "made": "2026-01-01, commit a"} -->\n### Pairs\n\n<!-- target ["a", "b", "c", "met"] -->'
    other = '<!-- section {"name": "reading", "made": "2026-02-02, commit b"} -->\n### Reading'
    same = {"pairs": ("2026-01-01, commit a", one)}
    assert "All sections are of one run (2026-01-01, commit a)" in command.page(same)
    both = {**same, "reading": ("2026-02-02, commit b", other)}
    text = command.page(both)
    assert "2 different runs" in text
    assert "| a | b | c | met |" in text
    assert command.sections(text) == both


def test_powers_are_slopes_on_logarithmic_axes():
    assert timing.exponent([1, 10, 100], [3, 300, 30_000]) == pytest.approx(2)


def test_processor_time_counts_children_that_are_still_at_work():
    code = "while True:\n  if not input(): print(sum(range(20_000_000)), flush=True)"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as child:
        before, own = timing.processor_time(), time.process_time()
        child.stdin.write("\n")
        child.stdout.readline()
        spent, mine = timing.processor_time() - before, time.process_time() - own
        child.kill()
    assert spent > mine + 0.05


def test_start_up_is_measured(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["startup", "--quick"])
    startup.main()
    assert "| import plantext |" in capsys.readouterr().out


def test_minutes_are_repeated_with_changed_names(tmp_path):
    name, found = debate.meetings()
    each = sum(len(meeting["speeches"]) for meeting in found)
    assert name and debate.write_minutes(tmp_path / "m", each + 1, found) == 2 * each
    files = sorted((tmp_path / "m").glob("*.json"))
    read = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    speakers = [{speech["speaker"] for meeting in part for speech in meeting["speeches"]} for part in read]
    assert len(speakers) == 2 and not speakers[0] & speakers[1]
    texts = [[speech["speech"] for meeting in part for speech in meeting["speeches"]] for part in read]
    assert texts[0] == texts[1]


def test_every_step_of_the_scale_finds_something_in_made_up_minutes(tmp_path, capsys):
    (tmp_path / "minutes").mkdir()
    path = tmp_path / "minutes" / "m.json"
    for number in range(200):
        scale.write_meeting(path, number, speeches=6)
        text = path.read_text(encoding="utf-8")
        if scale.TERM in text and any(all(name in line for name in scale.NAMES) for line in text.split("。")):
            break
    for step in scale.STEPS:
        scale.perform(step, tmp_path)
        *_, found = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert found > 0, step


def test_growth_of_the_scale_is_told_with_its_targets(capsys):
    taken = {
        size: dict.fromkeys(scale.STEPS, scale.Taken(1.0, size / 100, 200 * (size / 100) ** power, 5))
        for size, power in ((100, 0), (1_000, 0.05), (10_000, 0.05))
    }
    assert all(scale.report(taken))
    printed = capsys.readouterr().out
    assert printed.count("n^1.00") == 2 * len(scale.STEPS)
    taken[10_000]["kwic"] = scale.Taken(1.0, 1_000.0, 200.0, 5)
    assert scale.report(taken).count(False) == 1


def test_the_table_of_the_scale_in_the_documentation_is_the_measured_one():
    measured = command.sections(command.RESULTS.read_text(encoding="utf-8"))["scale"][1]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in measured.splitlines() if line[:2] == "| "]
    docs = Path(command.HERE).parent / "docs"
    pages = [(docs / page).read_text(encoding="utf-8") for page in ("scaling.md", "ja/scaling.md")]
    for step in scale.STEPS:
        mine = [row for row in rows if row[0] == step]
        cells = {row[1]: f"{float(row[3]):,.0f} s, {row[4]} MiB" for row in mine}
        shown = [cells.get(f"{size:,}", "") for size in scale.SIZES]
        assert all(f"| `{step}` | {' | '.join((*shown, *mine[-1][6:]))} |" in page for page in pages)


def test_repeated_tables_are_a_run_of_as_many_documents(tmp_path):
    (tmp_path / "minutes").mkdir()
    for number in range(2):
        scale.write_meeting(tmp_path / "minutes" / f"{number}.json", number, speeches=2, sentences=5)
    scale.extraction(tmp_path / "minutes", tmp_path / "tables")
    repeating.repeat(tmp_path / "tables", tmp_path / "three", 3)
    once, thrice = (stored.open_folder(tmp_path / name) for name in ("tables", "three"))
    assert isinstance(thrice, stored.StoredRun)
    assert thrice.n_sentences == 3 * once.n_sentences
    assert len(thrice.doc_ids) == len(set(thrice.doc_ids)) == 3 * len(once.doc_ids)
    assert [entry["doc_id"] for entry in thrice.info["documents"]] == list(thrice.doc_ids)
    assert scale.write_units(tmp_path / "three", tmp_path / "units.txt") > 0


def test_every_part_of_extraction_is_timed_without_those_inside_it():
    document = read_bytes("総務省は2023年10月に架空検討会（KDF）を開いた。\n".encode() * 20, "a.txt", doc_id="a")
    times = profile.measure(document, 1)
    assert list(times) == [*profile.PARTS, profile.REST]
    assert min(times.values()) > 0


def test_time_inside_is_not_counted_twice():
    clock = profile.Clock()
    inner = clock.timed("inner", lambda: sum(range(300_000)))
    outer = clock.timed("outer", lambda: (number + inner() for number in range(3)))
    begin = time.process_time()
    assert len(outer()) == 3
    whole = time.process_time() - begin
    assert clock.seconds["inner"] > clock.seconds["outer"] > 0
    assert clock.seconds["inner"] + clock.seconds["outer"] <= whole
