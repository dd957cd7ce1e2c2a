"""The command of the figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from plantext.cli.commands import app


def plantext(*arguments: object) -> Result:
    """Run a command; anything but a clean exit is a fault of the program."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_figures_outside_a_checkout_say_where_to_go(
    options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = plantext("figures", *options)
    assert result.exit_code == 1
    assert "no notebooks here" in result.stderr
