"""``python -m plantext`` is the command ``plantext``."""

from plantext.cli import main

main()
