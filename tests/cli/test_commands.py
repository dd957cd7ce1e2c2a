"""The commands: what they print, where, with which status, and how they refuse bad input."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from plantext.cli.commands import app
from plantext.tables.run import Extraction

ROOT = Path(__file__).parent.parent.parent


PAGE = ROOT / "corpus" / "priority-plan-2023-draft-p145.txt"


DRAFT = "priority-plan-2023-draft-p145"


def plantext(*arguments: object) -> Result:
    """Run a command; anything but a clean exit is a fault of the program."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of the embedded page, made by the command."""
    folder = tmp_path_factory.mktemp("run") / "out"
    result = plantext("extract", PAGE, "-o", folder)
    assert result.exit_code == 0, result.stderr
    return folder


def test_help_names_every_command() -> None:
    result = plantext("--help")
    assert result.exit_code == 0
    for command in ("read", "fetch", "extract", "network", "kwic", "figures"):
        assert command in result.stdout


def test_version() -> None:
    assert plantext("--version").stdout.startswith("plantext 0.")


def test_a_wrong_option_is_a_usage_error() -> None:
    assert plantext("extract", PAGE).exit_code == 2
    assert plantext("read", PAGE, "--format", "xml").exit_code == 2


@pytest.mark.model
def test_extract_ends_with_what_is_in_doubt(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(("互联网治理论坛将在京都举行，我们认为这是重要的。\n" * 4).encode("gb18030"))
    result = plantext("extract", tmp_path / "plan.txt", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stderr.rstrip().splitlines()[-1].startswith("in doubt: plan:")
    (document,) = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["documents"]
    assert document["doubted"] == "0"


@pytest.mark.model
def test_extract_says_which_documents_have_no_date(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("川の計画\n\n川を守るため、総務省が指針を定める。\n", encoding="utf-8")
    result = plantext("extract", tmp_path / "plan.txt", PAGE, "-o", tmp_path / "out")
    assert result.stderr.startswith("no date (1): plan. Give one in a file such as plan.toml")
    (tmp_path / "plan.toml").write_text("date = 2024-03-29\n", encoding="utf-8")
    assert "no date" not in plantext("extract", tmp_path / "plan.txt", PAGE, "-o", tmp_path / "out").stderr


@pytest.mark.model
def test_extract_writes_tables_and_their_provenance(tables: Path) -> None:
    run = Extraction.load(tables)
    assert run.sentences["doc_id"].unique().tolist() == [DRAFT]
    assert {"ORG", "FORUM", "DATE"} <= set(run.mentions["label"])
    assert run.info["documents"][0]["sha256"].startswith("cd7042f2")
    assert not list(tables.glob("*.partial"))


@pytest.mark.model
def test_network_is_graphml_that_networkx_reads(tables: Path, tmp_path: Path) -> None:
    result = plantext(
        "network", tables, "-o", tmp_path / "net.graphml", "--unit", "sentence", "--labels", "ORG,FORUM,DATE"
    )
    assert result.exit_code == 0, result.stderr
    net = nx.read_graphml(tmp_path / "net.graphml")
    assert f"{len(net)} nodes, {net.number_of_edges()} edges" in result.stdout
    assert {data["kind"] for _, data in net.nodes(data=True)} == {"ORG", "FORUM", "DATE"}
    again = tmp_path / "again.graphml"
    a, b = sorted(net.edges)[0]
    chosen = ("--min-frequency", 1, "--include", a, "--include", b, "--communities", "none")
    assert plantext("network", tables, "-o", again, "--unit", "sentence", *chosen).stdout.startswith("2 nodes, 1 edges")
    hard = plantext("network", tables, "-o", again, "--unit", "sentence", "--max-q", 0.05)
    assert hard.exit_code == 1 and "No edge has q_value <= 0.05" in hard.stderr
    wrong = plantext("network", "no-such-folder", "-o", tmp_path / "net.doc")
    assert wrong.exit_code == 1 and "expected a file that ends in .graphml" in wrong.stderr
    assert plantext("network", tables, "-o", again, "--min-frequency", "often").exit_code == 2


@pytest.mark.model
def test_dates_are_no_nodes_unless_asked_for(tables: Path, tmp_path: Path) -> None:
    for labels, told in (("", False), ("DATE,ORG", True)):
        options = ["--labels", labels] if labels else []
        assert plantext("network", tables, "-o", tmp_path / "n.graphml", "--unit", "sentence", *options).exit_code == 0
        kinds = {data["kind"] for _, data in nx.read_graphml(tmp_path / "n.graphml").nodes(data=True)}
        assert ("DATE" in kinds) is told


@pytest.mark.model
def test_the_sentences_behind_the_edges_are_written_beside_the_network(tables: Path, tmp_path: Path) -> None:
    told = ["--unit", "sentence", "--evidence", tmp_path / "evidence.csv"]
    assert plantext("network", tables, "-o", tmp_path / "net.gexf", *told).exit_code == 0
    net, rows = nx.read_gexf(tmp_path / "net.gexf"), pd.read_csv(tmp_path / "evidence.csv")
    assert {frozenset(edge) for edge in net.edges} == {
        frozenset(pair) for pair in zip(rows["source"], rows["target"], strict=True)
    }
    assert rows["marked"].str.contains("【").all()


@pytest.mark.model
def test_evidence_methods_and_explorer_of_a_run(tables: Path, tmp_path: Path) -> None:
    assert "【IGF】" in plantext("evidence", tables, "IGF", "国連").stdout
    assert "Jaccard" in plantext("methods", tables, "--unit", "sentence").stdout
    assert plantext("explore", tables, "-o", tmp_path / "net.html", "--unit", "sentence").exit_code == 0
    assert "Content-Security-Policy" in (tmp_path / "net.html").read_text(encoding="utf-8")
    told = ["--unit", "sentence", "--statements", "--aside"]
    assert plantext("explore", tables, "-o", tmp_path / "net.html", *told).exit_code == 0
    part = json.loads((tmp_path / "net-evidence" / "part-00000.json").read_text(encoding="utf-8"))
    assert {"actor", "predicate", "negated"} <= set(part["statements"][0])


def test_evaluate_scores_a_gold_file(tmp_path: Path) -> None:
    row = {"id": "a", "text": "総務省は京都市で開く。", "spans": [[0, 3, "ORG"], [4, 7, "PLACE"]]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    result = plantext("evaluate", tmp_path / "gold.jsonl")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[-1].split() == ["all", "2", "2", "2", "1.000", "1.000", "1.000"]
    assert plantext("evaluate", tmp_path / "none.jsonl").exit_code == 1


@pytest.mark.model
def test_kwic_shows_the_place_and_the_rule(tables: Path) -> None:
    result = plantext("kwic", tables, "IGF")
    assert result.exit_code == 0
    assert f"{DRAFT} p." in result.stdout
    assert "【IGF】" in result.stdout
    assert plantext("kwic", tables, "存在しない語").exit_code == 1


@pytest.mark.model
def test_what_a_sentence_states_is_the_last_column(tables: Path) -> None:
    for command in (["kwic", tables, "IGF"], ["evidence", tables, "IGF", "国連"]):
        plain, stated = (plantext(*command, *more).stdout.splitlines() for more in ([], ["--statements"]))
        assert [line.rpartition("\t")[0] for line in stated] == plain
        assert any("開催する" in line.rpartition("\t")[2] for line in stated)


def test_statements_of_tables_without_text_are_refused() -> None:
    result = plantext("kwic", "priority-plan-2023", "デジタル庁", "--statements")
    assert result.exit_code == 1
    assert "carry no text" in result.stderr


def test_read_shows_the_measures() -> None:
    result = plantext("read", PAGE)
    assert result.exit_code == 0
    assert "1-2" in result.stdout
    assert "経済産業省" in result.stdout
    assert json.loads(plantext("read", PAGE, "--format", "json").stdout)["measures"][0]["ministries"] == ["総務省"]


def test_fetch_of_the_embedded_document_is_its_path() -> None:
    assert Path(plantext("fetch", DRAFT).stdout.strip()).read_bytes() == PAGE.read_bytes()


@pytest.mark.model
def test_a_folder_run_keeps_the_good_and_lists_the_bad(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("総務省は、2023年10月に京都市でIGFを開催する。", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    result = plantext("extract", folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert "broken.pdf" in result.stderr
    assert "2 of 3 inputs were left out" in result.stderr
    assert result.stderr.count("empty.txt") == 1
    assert Extraction.load(tmp_path / "out").sentences["doc_id"].unique().tolist() == ["good"]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (None, "missing.pdf", "no such file"),
        (b"", "empty.txt", "empty"),
        (b"%PDF-1.7\nnothing more", "broken.pdf", "broken.pdf"),
        (bytes(range(256)) * 40, "binary.txt", "binary.txt"),
        (None, "plan-1999", "neither a file nor an id"),
    ],
)
def test_bad_input_is_one_message_and_nothing_half_written(
    tmp_path: Path, content: bytes | None, name: str, message: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = plantext("extract", path if "." in name else name, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_with_nothing_readable_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "picture.xyz").write_bytes(b"x")
    result = plantext("extract", tmp_path / "in", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "nothing" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_run_says_how_to_make_one(tmp_path: Path) -> None:
    result = plantext("network", tmp_path / "none", "-o", tmp_path / "net.graphml")
    assert result.exit_code == 1
    assert "plantext extract" in result.stderr
    assert not (tmp_path / "net.graphml").exists()


@pytest.mark.slow
@pytest.mark.model
def test_a_folder_of_real_documents_lands_in_the_same_tables_shared(shared_corpus: Path, tmp_path: Path) -> None:
    wanted = {"priority-plan-2023.pdf", f"{DRAFT}.txt", "ict-white-paper-r4.txt"}
    (tmp_path / "texts").mkdir()
    for name in wanted:
        shutil.copy(shared_corpus / name, tmp_path / "texts")
    result = plantext("extract", tmp_path / "texts", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert set(Extraction.load(tmp_path / "out").mentions["doc_id"]) == {Path(name).stem for name in wanted}


@pytest.mark.model
def test_columns_of_tables_metadata_and_names_are_options(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a_2023.csv").write_text("誰,何,党\n甲野,総務省に伺います。,架空党\n", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"")
    (tmp_path / "list.csv").write_text("file,office\na_2023.csv,架空課\n", encoding="utf-8")
    columns = ("--text", "何", "--speaker", "誰", "--party", "党")
    shown = plantext("read", folder / "a_2023.csv", *columns)
    assert shown.exit_code == 0 and "speaker = 誰" in shown.stdout
    out = tmp_path / "out"
    result = plantext(
        "extract", folder, "-o", out, *columns, "--metadata", tmp_path / "list.csv", "--names", "{kind}_{year}"
    )
    assert result.exit_code == 0, result.stderr
    assert "passed over: " in result.stderr and "photo.jpg" in result.stderr
    run = Extraction.load(out)
    assert run.turns[["speaker", "party"]].to_numpy().tolist() == [["甲野", "架空党"]]
    assert run.info["parameters"]["columns"] == {"text": "何", "speaker": "誰", "party": "党"}
    assert run.documents.loc[0, ["office", "kind"]].tolist() == ["架空課", "a"]
    refused = plantext("read", folder / "a_2023.csv", "--text", "本文")
    assert refused.exit_code == 1 and "There are: 誰, 何, 党" in refused.stderr
