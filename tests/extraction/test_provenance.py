"""What a result was made from says nothing of clock, machine or path."""

from __future__ import annotations

import hashlib
import json
import socket
from importlib.metadata import version
from pathlib import Path

from plantext.extraction.provenance import describe_environment, hash_folder
from plantext.extraction.run import extract


def test_the_environment_names_versions_and_lexicons() -> None:
    found = describe_environment()
    assert found["packages"]["spacy"] == version("spacy")
    assert found["lexicons"] not in ("", hashlib.sha256().hexdigest())
    found["packages"].clear()
    assert describe_environment()["packages"]


def test_one_checksum_over_names_and_contents(tmp_path: Path) -> None:
    seen = {hash_folder(tmp_path, "*.csv")}
    (tmp_path / "a.csv").write_text("x")
    seen.add(hash_folder(tmp_path, "*.csv"))
    (tmp_path / "a.csv").rename(tmp_path / "b.csv")
    seen.add(hash_folder(tmp_path, "*.csv"))
    (tmp_path / "b.csv").write_text("y")
    assert len({*seen, hash_folder(tmp_path, "*.csv")}) == 4


def test_a_run_names_no_machine_and_no_folder(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("総務省が担当する。\n", encoding="utf-8")
    told = json.dumps(dict(extract(tmp_path / "plan.txt", cache=None).info))
    assert str(tmp_path) not in told and socket.gethostname() not in told
