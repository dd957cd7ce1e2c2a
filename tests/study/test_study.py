"""A study laid out, run again from a run, and described for publication."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import plantext as pt
from plantext import corpus
from plantext.cli import app
from plantext.errors import PlantextError
from plantext.study import describe_study, new_study
from plantext.study.account import StudyAccount, account_text, read_account
from plantext.study.rerun import read_rerun

TEXT = "みなと市計画\n令和4年3月25日策定\n\n第1章 体制\n\nみなと市は、総務省及びデジタル庁と連携する。\n"
LEXICON = "entity,label,name_en,series,forms,note\nみなと市,PLACE,Minato City,,,\n"


def plantext(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "texts"
    folder.mkdir()
    (folder / "plan-2022.txt").write_text(TEXT, encoding="utf-8")
    (folder / "plan-2023.txt").write_text(TEXT.replace("令和4", "令和5"), encoding="utf-8")
    (folder.parent / "my-terms.csv").write_text(LEXICON, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(texts: Path) -> Path:
    """A run over the texts with a lexicon of one's own."""
    folder = texts.parent / "tables"
    plantext(
        "extract",
        texts,
        "-o",
        folder,
        "--csv",
        "--lexicon",
        texts.parent / "my-terms.csv",
        "--names",
        "{series}-{year}",
    )
    return folder


def steps(study: Path) -> list[list[str]]:
    """The commands of a study's Makefile for its tables."""
    lines = re.findall(r"^\t\$\(PLANTEXT\) (.*)$", (study / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return [shlex.split(line.replace("$$", "$")) for line in lines if line.startswith(("fetch", "extract"))]


def test_a_study_holds_what_others_need(texts: Path, tmp_path: Path) -> None:
    plantext(
        "new",
        tmp_path / "study",
        texts,
        "--title",
        '計画の "言葉"',
        "--author",
        "Minato, Hanako",
        "--licence",
        "CC-BY-4.0",
    )
    study = tmp_path / "study"
    entries = corpus.load_manifest(study / "corpus" / "manifest.toml")
    assert {entry.id: entry.date for entry in entries.values()} == {
        "plan-2022": "2022-03-25",
        "plan-2023": "2023-03-25",
    }
    names = {path.name for path in study.iterdir()}
    assert names == {
        "README.md", "Makefile", "corpus", "lexicon.csv", "aliases.csv", "codebook.csv", "study.ipynb", "study.toml",
        "CITATION.cff", "requirements.txt", ".gitignore",
    }  # fmt: skip
    notebook = json.loads((study / "study.ipynb").read_text(encoding="utf-8"))
    assert notebook["cells"][0]["source"][0] == '# 計画の "言葉"\n'
    assert f"plantext=={pt.load('priority-plan-2023').info['environment']['packages']['plantext']}\n" in (
        study / "requirements.txt"
    ).read_text(encoding="utf-8")
    assert read_account(study).authors == ("Minato, Hanako",)


@pytest.mark.model
def test_a_run_is_run_again_by_the_makefile(
    texts: Path, run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = tmp_path / "study"
    assert "not at hand" not in plantext("new", study, run, texts)
    monkeypatch.chdir(study)
    for step in steps(study):
        plantext(*step)
    for table in ("mentions.csv", "entities.csv", "sentences.csv", "documents.csv"):
        assert (study / "tables" / table).read_bytes() == (run / table).read_bytes()
    counts = plantext("extract", "corpus", "-o", "again", *steps(study)[1][5:])
    assert counts.split(": again")[0] in (study / "README.md").read_text(encoding="utf-8")
    # Of the notebook, everything but the drawing.
    cells = json.loads((study / "study.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    exec("\n".join(code).replace("display(figure)", ""), {})  # noqa: S102
    assert (study / "figures" / "network-notebook.svg").is_file()


@pytest.mark.model
def test_what_a_rerun_lacks_is_told_and_taken_under_any_name(
    texts: Path, run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tmp_path / "sent" / "tables"
    alone.parent.mkdir()
    run_copy = pt.load(run)
    run_copy.save(alone, suffix=".csv")
    study = tmp_path / "study"
    told = plantext("new", study, alone)
    lexicon = corpus.file_sha256(texts.parent / "my-terms.csv")
    assert f"not at hand: my-terms.csv (sha256 {lexicon})" in told
    assert told.count("not at hand") == 3
    assert f"- my-terms.csv (sha256 {lexicon})" in (study / "README.md").read_text(encoding="utf-8")
    monkeypatch.chdir(study)
    (study / "my-terms.csv").write_text(LEXICON, encoding="utf-8")
    (study / "corpus" / "other-name.txt").write_bytes((texts / "plan-2022.txt").read_bytes())
    plantext("fetch", "plan-2023", "--from", texts / "plan-2023.txt")
    for step in steps(study):
        plantext(*(word for word in step if word not in ("--names", "{series}-{year}")))
    assert (study / "tables" / "mentions.csv").read_bytes() == (run / "mentions.csv").read_bytes()


def test_a_shipped_run_becomes_a_study_whose_documents_are_fetched(tmp_path: Path) -> None:
    new_study(tmp_path / "study", [corpus.corpus_folder() / "priority-plan-2023"])
    entry = corpus.load_manifest(tmp_path / "study" / "corpus" / "manifest.toml")["priority-plan-2023"]
    own = corpus.find_entry("priority-plan-2023")
    assert (entry.url, entry.sha256) == (own.url, own.sha256)


def changed(run: Path, folder: Path, **parameters: object) -> Path:
    """A run as a stranger might send it."""
    pt.load(run).save(folder, suffix=".csv")
    info = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    info["parameters"] |= parameters
    (folder / "run.json").write_text(json.dumps(info), encoding="utf-8")
    return folder


@pytest.mark.model
def test_a_strangers_run_writes_nothing_into_the_makefile_but_words(run: Path, tmp_path: Path) -> None:
    odd = changed(
        run, tmp_path / "run", lexicon={"file": "$(shell touch x).csv", "sha256": "0" * 64}, names="$(x) ; 'y' # {date}"
    )
    new_study(tmp_path / "study", [odd])
    assert steps(tmp_path / "study")[1][5:] == [
        "--lexicon", "lexicon.csv", "--aliases", "aliases.csv", "--names", "$(x) ; 'y' # {date}",
    ]  # fmt: skip
    assert "$(shell" not in (tmp_path / "study" / "Makefile").read_text(encoding="utf-8")
    worse = changed(run, tmp_path / "worse", names="a\nall: ; touch x")
    with pytest.raises(PlantextError, match="control characters"):
        read_rerun(worse)


@pytest.mark.parametrize("sources", [["missing.pdf"], ["corpus/missing"]])
def test_a_study_of_nothing_is_not_begun(tmp_path: Path, sources: list[str]) -> None:
    with pytest.raises(PlantextError, match="no such file or folder"):
        new_study(tmp_path / "study", sources)
    assert not (tmp_path / "study").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(PlantextError, match="holds something already"):
        new_study(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_files_that_cannot_be_read_are_left_out_and_told(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"no pdf")
    made = new_study(tmp_path / "study", [tmp_path / "bad.pdf", texts / "plan-2022.txt"])
    assert made.documents == 1
    assert len(made.left_out) == 1
    assert str(tmp_path / "bad.pdf") in made.left_out[0]


def test_fetch_in_a_study_adds_and_verifies(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plantext("new", tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study")
    told = plantext("fetch", texts / "plan-2022.txt", "--licence", "CC BY 4.0", "--date", "令和4年4月1日")
    assert "date: 2022-04-01" in told
    assert plantext("fetch").split() == [str(Path("corpus", "plan-2022.txt"))]
    monkeypatch.chdir(tmp_path)
    assert "plan-2022.txt" in plantext("fetch", "--study", "study")
    for wrong in (["fetch"], ["fetch", texts / "plan-2022.txt"], ["fetch", "a", "b", "--title", "c"]):
        assert CliRunner().invoke(app, list(map(str, wrong))).exit_code != 0


@pytest.mark.parametrize(
    "words", [{}, {"authors": ('A "b"', "湊 花子"), "licence": "CC-BY-4.0", "question": "誰が？", "date": "2026-03-31"}]
)
def test_an_account_is_read_back_as_written(tmp_path: Path, words: dict[str, object]) -> None:
    account = StudyAccount('題 \\ "x"', **words)  # type: ignore[arg-type]
    (tmp_path / "study.toml").write_text(account_text(account), encoding="utf-8")
    assert read_account(tmp_path) == account


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('title = ""', "title: give the study one"),
        ('title = "a"\nauthor = "b"', "author: expected title, authors"),
        ('title = "a"\nauthors = "b"', r'authors: expected texts in brackets: \["Minato, Hanako"\], got'),
        ('title = "a"\ndate = "soon"', "date: expected a day such as 2026-03-31, got 'soon'"),
        ("title = a", "expected TOML"),
    ],
)
def test_a_faulty_account_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PlantextError, match=told):
        describe_study(tmp_path)


def test_the_crate_describes_every_file_and_document(texts: Path, tmp_path: Path) -> None:
    study = tmp_path / "study"
    new_study(
        study,
        [texts / "plan-2022.txt", "priority-plan-2023"],
        title="計画",
        authors=["Minato, Hanako"],
        licence="CC-BY-4.0",
    )
    (study / "figures").mkdir()
    (study / "figures" / "net work.svg").write_text("<svg/>")
    plantext("crate", study)
    graph = json.loads((study / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    by_id = {item["@id"]: item for item in graph}
    assert len(by_id) == len(graph)
    root = by_id["./"]
    assert (root["name"], root["license"]) == ("計画", "https://spdx.org/licenses/CC-BY-4.0")
    parts = {part["@id"] for part in root["hasPart"]}
    url = corpus.find_entry("priority-plan-2023").url
    assert {"corpus/plan-2022.txt", "corpus/manifest.toml", "figures/net%20work.svg", "Makefile"} < parts
    # A document on the web, unless it has been fetched on this machine before.
    assert url in parts or "corpus/priority-plan-2023.pdf" in parts
    # Everything that is referred to is described, and every file has its checksum.
    assert parts <= set(by_id)
    assert by_id["corpus/plan-2022.txt"]["sha256"] == corpus.file_sha256(texts / "plan-2022.txt")
    assert all("sha256" in by_id[part] for part in parts)
    assert by_id["#run"]["result"] == [{"@id": "figures/net%20work.svg"}]
    assert json.loads((study / "codemeta.json").read_text(encoding="utf-8"))["author"][0]["name"] == "Minato, Hanako"
    before = (study / "ro-crate-metadata.json").read_bytes()
    describe_study(study)
    assert (study / "ro-crate-metadata.json").read_bytes() == before


def test_the_makefile_says_what_it_would_do(texts: Path, tmp_path: Path) -> None:
    new_study(tmp_path / "study", [texts / "plan-2022.txt"])
    done = subprocess.run(
        ["make", "-n", "--no-print-directory"], cwd=tmp_path / "study", capture_output=True, text=True, check=True
    )
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        "fetch",
        "extract",
        "figure",
        "explore",
        "methods",
        "methods",
    ]


def test_the_citation_holds_what_the_account_says(tmp_path: Path) -> None:
    new_study(tmp_path / "study", title='a: "b"', authors=["Minato, Hanako"])
    lines = dict(
        line.split(": ", 1)
        for line in (tmp_path / "study" / "CITATION.cff").read_text(encoding="utf-8").splitlines()
        if ": " in line and not line.startswith("#")
    )
    assert json.loads(lines["title"]) == 'a: "b"'
    assert json.loads(lines["  - name"]) == "Minato, Hanako"
    assert pd.Timestamp(lines["date-released"]) == pd.Timestamp(
        tomllib.loads((tmp_path / "study" / "study.toml").read_text(encoding="utf-8"))["date"]
    )
