"""The environment of what the benchmarks compare with: made when it is missing, apart from plantext's own."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

PINS = Path(__file__).with_name("peers.txt")


class NotInstalledError(Exception):
    """The peers could not be installed; the text is the installer's."""


def pins() -> dict[str, str]:
    """Versions by name."""
    lines = PINS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==", 1) for line in lines if "==" in line)


def peers_python() -> Path:
    """The interpreter of the peers' environment; it is in the user's cache folder, one for each set of pins."""
    from plantext.corpus import cache_folder

    key = hashlib.sha256(PINS.read_bytes() + sys.version.encode()).hexdigest()[:16]
    folder = cache_folder() / "benchmarks" / key
    python, made = folder / "bin" / "python", folder / "made"
    if not made.is_file():
        print(f"Installing {PINS.name} into {folder} (a few minutes, once)", file=sys.stderr)
        venv.create(folder, clear=True, with_pip=True)
        done = subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", "-r", PINS],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise NotInstalledError(next((s for s in done.stderr.splitlines() if s.startswith("ERROR")), done.stderr))
        made.touch()
    return python
