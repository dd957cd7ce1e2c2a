"""The commands of the how-to work in its order, with people played in between."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from made_runs import make_run
from typer.testing import CliRunner, Result

from plantext.cli.commands import app

PAGE = (Path(__file__).parents[2] / "docs" / "howto-review.md").read_text(encoding="utf-8")
VERDICTS = {"verdict Sato": ["○"] * 38 + ["×"] * 2, "verdict Lee": [1] * 37 + [None, "×", "○"]}


def plantext(*words: str) -> Result:
    result = CliRunner().invoke(app, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def fill_in(path: Path) -> None:
    """Two readers judge 40 rows; what the last two name is no name."""
    book = openpyxl.load_workbook(path)
    page = book["review"]
    columns = {cell.value: cell.column for cell in page[1]}
    assert page.max_row == 41
    for reader, verdicts in VERDICTS.items():
        for row, verdict in enumerate(verdicts, start=2):
            page.cell(row, columns[reader], verdict)
    page.cell(40, columns["right_label"], "concept")
    book.save(path)


def annotate(path: Path) -> None:
    """Two annotators take every name found; of the first task, the second takes none."""
    tasks = json.loads(path.read_text(encoding="utf-8"))
    assert len(tasks) == 20
    for task in tasks:
        result = task["predictions"][0]["result"]
        task["annotations"] = [{"completed_by": who, "result": result} for who in (1, 2)]
    tasks[0]["annotations"][1]["result"] = []
    path.with_name("export.json").write_text(json.dumps(tasks), encoding="utf-8")


@pytest.mark.model
def test_the_page_works_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    said: dict[str, str] = {}
    for language, content in re.findall(r"^```(bash|python)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE):
        if language == "python":
            exec(compile(content, "howto-review.md", "exec"), names)  # noqa: S102
            continue
        for line in content.splitlines():
            result = plantext(*shlex.split(line)[1:])
            assert result.exit_code == 0, f"{line}\n{result.output}"
            said[line] = result.stdout
            if line.endswith("-o review.xlsx"):
                fill_in(tmp_path / "review.xlsx")
            if line.endswith("-o tasks.json"):
                annotate(tmp_path / "tasks.json")
    review = said["plantext review --read review.xlsx --lexicon-out fixes.csv"]
    assert re.search(r"^ *Sato +all +40 +38 +0\.950 +0\.835 +0\.986 +Wilson$", review, re.MULTILINE)
    assert re.search(r"^ *Lee +all +39 +38 +0\.974 +0\.868 +0\.995 +Wilson$", review, re.MULTILINE)
    assert re.search(r"^Sato × Lee +39 +0\.974 ", review, re.MULTILINE)
    assert "lexicon entries written: 1 (fixes.csv)" in review
    assert pd.read_csv(tmp_path / "fixes.csv")["label"].tolist() == ["CONCEPT"]
    assert (tmp_path / "page1.html").is_file()
    assert len(names["sheet"]) == 40
    gold = said["plantext annotate --read export.json -o gold.jsonl"]
    assert "annotator 1 × annotator 2" in gold
    assert "19 annotated sentences: gold.jsonl" in gold


def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    for command in ("review", "annotate"):
        assert plantext(command, str(tmp_path)).exit_code == 2
        assert plantext(command, str(tmp_path), str(tmp_path), "-o", "x").exit_code == 2
        result = plantext(command, "--read", str(tmp_path / "none.csv"))
        assert result.exit_code == 1
        assert "none.csv: no such" in result.stderr
        assert "Traceback" not in result.stderr
    result = plantext("review", str(tmp_path / "none"), "-o", str(tmp_path / "r.xlsx"))
    assert result.exit_code == 1
    assert "plantext extract" in result.stderr


def test_the_seed_of_the_commands_is_that_of_the_functions() -> None:
    from plantext.cli import review as cli_review
    from plantext.quality.review import sampling

    assert cli_review.SEED == sampling.SEED


@pytest.mark.model
def test_corrections_count_before_there_are_verdicts(tmp_path: Path) -> None:
    run = make_run([("plan", 0, "", "", "{ORG:青空会}だ。")]).save(tmp_path / "run")
    sheet = tmp_path / "review.xlsx"
    assert plantext("review", str(run), "-o", str(sheet)).exit_code == 0
    empty = plantext("review", "--read", str(sheet))
    assert empty.exit_code == 1
    assert "No mention has a verdict yet" in empty.stderr
    book = openpyxl.load_workbook(sheet)
    book["review"]["L2"], book["review"]["M2"] = "", "青空協会"
    book.save(sheet)
    result = plantext("review", "--read", str(sheet), "--lexicon-out", str(tmp_path / "fixes.csv"))
    assert result.exit_code == 0, result.stderr
    assert "青空協会,ORG,,,青空会,from a review" in (tmp_path / "fixes.csv").read_text(encoding="utf-8")
