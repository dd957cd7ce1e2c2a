"""Errors of a command are one message with an exit code that scripts can tell apart."""

from __future__ import annotations

import pytest
import typer

from plantext.cli.guard import guarded
from plantext.errors import PlantextError


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (PlantextError("no such document"), 1, "plantext: no such document"),
        (OSError(28, "No space left on device", "out"), 1, "plantext: out: No space left on device"),
        (MemoryError(), 1, "too little memory"),
        (KeyboardInterrupt(), 130, "nothing is half written"),
        (KeyboardInterrupt(15), 143, "nothing is half written"),
    ],
)
def test_errors_become_messages(
    error: BaseException, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    @guarded
    def command() -> None:
        raise error

    with pytest.raises(typer.Exit) as stopped:
        command()
    assert stopped.value.exit_code == code
    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.out == ""


def test_other_errors_stay_visible() -> None:
    @guarded
    def command() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        command()


def test_a_guarded_command_keeps_its_name_and_help() -> None:
    @guarded
    def command(name: str) -> None:
        """Say hello."""

    assert (command.__name__, command.__doc__) == ("command", "Say hello.")
